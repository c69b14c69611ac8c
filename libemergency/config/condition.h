#pragma once

#include "libemergency/core/result.h"

#include <array>
#include <chrono>
#include <string>
#include <string_view>
#include <vector>

namespace emergency {

/// What the procedure can ask of a case; every answer comes from the services.
enum class Fact {
    page,               ///< There is a page.
    page_rings,         ///< Nobody has acknowledged it.
    page_acknowledged,  ///< Somebody has, and it is not resolved.
    page_resolved,      ///< The customer was contacted, says PagerDuty.
    ticket,             ///< There is a ticket.
    owned,              ///< The ticket has an assignee; of a page alone: it does not ring.
    contacted,          ///< One of ours has written to the customer since the page.
    answered,           ///< The customer has answered that.
    closed,             ///< The ticket is solved or closed.
    thread,             ///< There is a Slack thread.
    bridge,             ///< A call is open.
    in_call,            ///< A call was begun and has not ended.
    handed_over,        ///< Somebody was handed it, and has not accepted it yet.
    done,               ///< A step is recorded on the ticket.
    due,                ///< A limit has passed.
    older,              ///< The page is older than a span.
    tagged,             ///< Ticket or organisation has a tag.
    mentions,           ///< The ticket's subject or description holds words.
};

/// "not done triage", "due status update", "older than 3h"
struct Condition {
    Fact fact = Fact::page;
    std::string name = {};  ///< Of done a step, of due a limit, of tagged a tag, of mentions words.
    std::chrono::milliseconds span{0};  ///< Of older.
    bool is_negated = false;
};

/// The limits that a state's `due` may name (cases/progress.h, `deadlines_of`).
inline constexpr std::array<std::string_view, 10> limit_names{
    "acknowledge", "contact", "promised message", "follow-up", "close bridge",
    "accept",      "break",   "rejoin",           "long call", "status update"};

/// What may stand in a condition after `not`, but for "done STEP".
std::vector<std::string> condition_words();

/// Reads "page rings", "not done triage", "older than 3h"; fails with `configuration` and the
/// nearest known word.
Result<Condition> condition_of(const std::string& words);

}  // namespace emergency
