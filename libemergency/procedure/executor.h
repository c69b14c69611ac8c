#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/core/result.h"
#include "libemergency/gitlab/client.h"
#include "libemergency/http/json_api.h"
#include "libemergency/pagerduty/client.h"
#include "libemergency/procedure/plan.h"
#include "libemergency/slack/client.h"
#include "libemergency/store/journal.h"
#include "libemergency/zendesk/client.h"
#include "libemergency/zoom/client.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace emergency::procedure {

/// The services that effects happen in; Slack and Zoom are null if they are not configured.
struct Services {
    const pagerduty::Client& pagerduty;
    const zendesk::Client& zendesk;
    const slack::Client* slack = nullptr;
    std::map<std::string, std::string> variables =
        {};                                  ///< The environment of commands that are run.
    const zoom::Client* zoom = nullptr;      ///< Null if no app is configured.
    const gitlab::Client* gitlab = nullptr;  ///< Null unless the command has to do with runbooks.
    Clock* clock = nullptr;                  ///< The executor's own.
};

/// What became of an effect.
enum class Fate {
    done,        ///< It happened now.
    already,     ///< It had happened; proven.
    stood_down,  ///< Somebody else does it.
    failed,      ///< It did not happen.
    uncertain,   ///< It may have happened, and reading back could not tell.
    queued,      ///< It did not happen, is not needed at once, and is tried again later.
    skipped,     ///< What it needs did not happen.
    expired,     ///< Too late to be of use: dropped.
};

/// The word for it, in output.
const char* word(Fate fate);

/// One effect's end.
struct Step {
    std::string key = {};
    std::string service = {};
    std::string description = {};
    Criticality criticality = Criticality::core;
    Fate fate = Fate::skipped;
    std::string id = {};  ///< Of what was made or found.
    std::string url = {};
    std::string by = {};  ///< Of what was found, or who stands before us.
    TimePoint at = {};    ///< Ditto, by the service's time.
    std::optional<Error> error = {};
};

/// How a plan ended.
struct Outcome {
    std::vector<Step> steps = {};  ///< In the plan's order.
    bool taken_back = false;       ///< A part of a whole failed, so the others were undone.
    bool ticket_changed =
        false;  ///< A guarded update was refused: read the case again and plan anew.
};

/// A request of a dry run, with the effect that it is for.
struct ShownEffect {
    std::string key;
    std::string service;
    std::string description;
    http::Shown request;
};

/// Carries out plans: journal, exactly-once, parallel independent effects (design.md, "Effects").
///
/// For each effect: *intent* is made durable, the request sent, the *outcome* written. A lost
/// answer, a 5xx or an intent left by an earlier run asks for proof before anything is
/// repeated. A claim is read back: unless its lowest audit is ours, everything that
/// needs it stands down. A journal that cannot be written stops the plan before any request.
class Executor {
public:
    /// `said` hears of each step as it ends (may be empty); called by one thread at a time.
    Executor(Services services, Journal& journal, Clock& clock, std::string by,
             std::function<void(const Step&)> said);

    /// Fails only if nothing was begun (journal).
    Result<Outcome> execute(const Plan& plan);

    /// The requests in order, without sending any.
    std::vector<ShownEffect> show(const Plan& plan) const;

private:
    void say(const Step& step) const;

    Services services_;
    Journal& journal_;
    Clock& clock_;
    std::string by_;
    std::function<void(const Step&)> said_;
};

}  // namespace emergency::procedure
