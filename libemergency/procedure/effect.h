#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/gitlab/types.h"
#include "libemergency/pagerduty/types.h"
#include "libemergency/slack/types.h"
#include "libemergency/zendesk/types.h"
#include "libemergency/zoom/types.h"

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace emergency::procedure {

/// A command of the configuration to be run (it closes a bridge).
struct CommandRun {
    std::vector<std::string> words = {};
};

/// A command of the configuration that prints the link of a new call.
struct LinkCommand {
    std::vector<std::string> words = {};
    std::map<std::string, std::string> variables = {};  ///< Besides the environment.
};

/// One visible change in one service, as plain data.
using Change =
    std::variant<zendesk::TicketUpdate, pagerduty::StatusChange, pagerduty::NewNote,
                 pagerduty::NewIncident, slack::Post, CommandRun, LinkCommand, zoom::NewMeeting,
                 zoom::MeetingEnd, pagerduty::ConferenceBridge, gitlab::NewIssue, gitlab::Ticks,
                 zendesk::NewTicket, zendesk::Merge, pagerduty::NewOverride,
                 pagerduty::OverrideRemoval, slack::GroupMembers>;

/// What a failure of the effect means for the command.
enum class Criticality {
    core,  ///< The command failed.
    side,  ///< The command is done in part (exit 8).
};

/// What an effect is to the others.
enum class Part {
    effect,
    claim,  ///< Settles by the lowest audit who does the rest (design.md, "Races").
};

/// Must the service be asked whether it has happened already, before the first try?
enum class Proof {
    after_doubt,   ///< Only when an answer was lost: nobody else can have done it.
    before_first,  ///< Yes: an earlier run, or a predecessor, may have done it.
};

/// One change with its name, its place in the plan and what it is worth.
struct Effect {
    std::string key = {};          ///< The same for everybody: "ZD-400123/contact/1".
    std::string description = {};  ///< "public comment on #400123"
    Criticality criticality = Criticality::core;
    Part part = Part::effect;
    Proof proof = Proof::after_doubt;
    std::vector<std::string> needs = {};  ///< Keys that must have happened.
    std::vector<std::string> after =
        {};  ///< Keys that must have been tried, whatever became of them.
    /// Keys of what came after it in a whole. Not empty: this takes back what was made of the whole
    /// (`needs`), and is begun only if one of these did not happen.
    std::vector<std::string> unless = {};
    std::optional<TimePoint> expires = {};  ///< Not begun later than this, by server time.
    /// Another machine may be at it until then: what is not found there by then is queued.
    std::optional<TimePoint> contested_until = {};
    std::string summons = {};  ///< Whom it calls or pages: shown and asked for first.
    bool is_own_wish = false;  ///< Whoever owns the claim may not want it: it is not left to them.
    TimePoint since = {};      ///< It cannot have happened before; bounds the proof.
    Change change = {};
};

/// "Zendesk", "PagerDuty", "Slack", "Zoom", "GitLab" or "bridge": where the effect happens.
const char* service_of(const Effect& effect);

/// Can a customer see it?
bool seen_by_customer(const Effect& effect);

/// What the customer reads; empty if they cannot see it.
std::string public_text_of(const Effect& effect);

/// A text that is known only when the effect `key` has happened: `fact` is "id" or "url".
/// Stands in a comment or message and is filled in by the executor; made of control characters that
/// no printable text holds.
std::string late(const std::string& key, const std::string& fact);

}  // namespace emergency::procedure
