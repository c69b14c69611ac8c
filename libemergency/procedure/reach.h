#pragma once

#include "libemergency/procedure/page.h"

#include <optional>
#include <string>
#include <vector>

namespace emergency::procedure {

/// What Slack knows of the question to a role: where it goes, and what became of it.
struct Asking {
    std::string channel_id = {};
    std::string channel_name = {};
    std::string mention = {};  ///< "<!subteam^S…> <@U…>"
    std::string trouble =
        {};                  ///< Why Slack cannot be asked, now or ever; then a page does not wait.
    std::string my_id = {};  ///< Mine in Slack; what I say is no answer. Empty: unknown.
    std::optional<slack::Message> asked = {};  ///< Our message, if it is there.
    std::vector<slack::Message> replies = {};  ///< In its thread.
};

/// Is the silence in Slack waited for?
enum class Haste { by_the_rule, at_once };

struct ReachOptions {
    std::string step = {};     ///< "manager", "overload", "dev": in keys.
    std::string message = {};  ///< Name of the message to Slack.
    Callee callee = {};
    Asking asking = {};
    std::vector<pagerduty::Incident> earlier = {};  ///< Pages of the callee for this case.
    std::string text = {};  ///< What is needed; empty: as it was asked before.
    Haste haste = Haste::by_the_rule;
};

/// A plan, and when it has to be looked at again.
struct Reach {
    Plan plan = {};
    std::optional<TimePoint> page_due = {};  ///< Then the page follows, unless somebody answers.
};

/// Claim → message in the role's channel → internal note with its link; and the page: at once on a
/// day off, when asked for, or if Slack cannot be asked; else once `policy.slack_silence` has
/// passed without an answer.
Result<Reach> plan_reach(const Situation& situation, const ReachOptions& options);

/// The first answer to the question by anybody but who asked; null if there is none.
const slack::Message* answer_to(const Asking& asking);

/// Where the question's own message has its key: "ZD-400123/manager/1/slack".
std::string asking_key(const cases::Case& one, const std::string& step);

/// Has this step been begun for this emergency, by anybody?
bool is_asked(const cases::Case& one, const std::string& step);

}  // namespace emergency::procedure
