#pragma once

#include "libemergency/config/config.h"
#include "libemergency/core/error.h"
#include "libemergency/core/result.h"
#include "libemergency/pagerduty/types.h"
#include "libemergency/slack/types.h"
#include "libemergency/zendesk/types.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace emergency::health {

/// What a check came to.
enum class Verdict { ok, warn, fail };

/// The word for it.
const char* word(Verdict verdict);

/// One thing that was looked at.
struct Check {
    std::string name = {};  ///< "pagerduty", "slack scopes", "channel #support".
    Verdict verdict = Verdict::ok;
    std::string told = {};
    std::string hint = {};               ///< What to do; empty if all is well.
    std::optional<ErrorKind> kind = {};  ///< Of a failure.
};

/// A check that an error ended.
Check failed(const std::string& name, const Error& error);

/// A check that could not be made before another one, `first`, is well.
Check not_made(const std::string& name, const std::string& first);

/// Was the service reached? Any answer will do, a refusal too: that is another check's business.
Check reached(const std::string& name, const std::string& url, std::chrono::milliseconds took,
              const std::optional<Error>& problem);

/// How far the services' clocks are from this machine's.
Check clock(std::chrono::milliseconds skew);

/// Who I am, as each service says; nothing where it did not.
struct Identities {
    std::string configured = {};  ///< user.email
    std::optional<std::string> pagerduty = {};
    std::optional<std::string> zendesk = {};
    std::optional<std::string> slack_owner = {};     ///< User id of a person's token.
    std::optional<std::string> slack_by_email = {};  ///< User id of user.email.
};

/// Does every token belong to the same person?
Check identity(const Identities& who);

/// May the agent write to tickets?
Check zendesk_role(const zendesk::User& me);

/// Which scopes does the app lack, by name? `granted` is the header `x-oauth-scopes`; empty: Slack
/// did not say.
Check slack_scopes(const std::string& granted);

/// Can the thread be started in the channel?
Check channel(const std::string& name, const Result<slack::Channel>& found);

/// Is the schedule there, and somebody on it?
Check schedule(const std::string& id, const Result<std::vector<pagerduty::Duty>>& duties);

/// Does every message render, with all that it must say and nothing that it must not? Variables
/// are known by the messages that are `shipped`.
std::vector<Check> templates(const Config& config, const Config& shipped);

/// What decides the exit code: the first kind of failure that calls for the user (not configured,
/// not allowed), else for patience with a service (failed there, then unreachable, then busy), else
/// any. Nothing if nothing failed.
std::optional<ErrorKind> worst(const std::vector<Check>& checks);

}  // namespace emergency::health
