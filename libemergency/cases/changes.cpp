#include "libemergency/cases/changes.h"

#include "libemergency/cases/progress.h"

#include <algorithm>
#include <set>
#include <utility>

namespace emergency::cases {
namespace {

constexpr std::chrono::minutes longest_pause{5};
constexpr int most_doublings = 6;

bool is_same_page(const Case& a, const Case& b) {
    return a.incident && b.incident && a.incident->id == b.incident->id;
}

bool is_same_ticket(const Case& a, const Case& b) {
    return a.ticket && b.ticket && a.ticket->id == b.ticket->id;
}

/// The same page; else the same ticket: a resolved page leaves its ticket behind.
const Case* same_in(const std::vector<Case>& cases, const Case& one) {
    auto found = std::find_if(cases.begin(), cases.end(),
                              [&](const Case& other) { return is_same_page(one, other); });
    if (found == cases.end()) {
        found = std::find_if(cases.begin(), cases.end(),
                             [&](const Case& other) { return is_same_ticket(one, other); });
    }
    return found == cases.end() ? nullptr : &*found;
}

/// A page that was not there before, even of a ticket that was.
bool is_new(const Case* was, const Case& one) {
    return was == nullptr || (one.incident && !is_same_page(*was, one));
}

zendesk::Id assignee_of(const Case& one) {
    return one.ticket ? one.ticket->assignee_id : 0;
}

bool has_other_owner(const Case& was, const Case& one) {
    return assignee_of(was) != assignee_of(one) || owner_of(was) != owner_of(one);
}

/// When the customer first wrote after `heard`.
std::optional<TimePoint> answered_at(const zendesk::Conversation& conversation, TimePoint heard) {
    for (const auto& comment : conversation.comments) {
        if (comment.is_public && !is_ours(conversation, comment.author_id) && comment.at > heard) {
            return comment.at;
        }
    }
    return std::nullopt;
}

/// What is said in the case's ticket, as far as this look read it; null if it did not.
const zendesk::Conversation* said_in(const Case& one, const Look& now) {
    if (one.depth == Depth::full) {
        return &one.conversation;
    }
    const auto read = now.conversations.find(one.ticket ? one.ticket->id : 0);
    return read == now.conversations.end() ? nullptr : &read->second;
}

/// Two pages may name one ticket: its customer answered once.
void add_answers(std::vector<Event>& events, const Watched& before, const Look& now) {
    std::set<zendesk::Id> told;
    for (const auto& one : now.cases) {
        const auto id = one.ticket ? one.ticket->id : 0;
        const auto* said = said_in(one, now);
        const auto heard = before.heard.find(id);
        if (said == nullptr || heard == before.heard.end() || !told.insert(id).second) {
            continue;
        }
        if (const auto at = answered_at(*said, heard->second)) {
            events.push_back({.kind = EventKind::answer, .at = *at, .one = one});
        }
    }
}

void add_deadlines(std::vector<Event>& events, const Case& was, const Case& one,
                   const Config& config) {
    for (const auto& deadline : deadlines_of(one, config)) {
        if (deadline.due > was.as_of && deadline.due <= one.as_of) {
            events.push_back({.kind = EventKind::deadline,
                              .at = deadline.due,
                              .one = one,
                              .deadline = deadline.name});
        }
    }
}

}  // namespace

const char* word(EventKind kind) {
    switch (kind) {
        case EventKind::page:
            return "page";
        case EventKind::answer:
            return "answer";
        case EventKind::deadline:
            return "deadline";
        case EventKind::closed:
            return "closed";
        case EventKind::owner:
            return "owner";
    }
    return "";
}

std::vector<zendesk::Id> to_read(const Watched& before, const std::vector<Case>& cases) {
    std::set<zendesk::Id> changed;
    for (const auto& one : cases) {
        const auto heard = one.ticket ? before.heard.find(one.ticket->id) : before.heard.end();
        if (one.depth == Depth::listed && heard != before.heard.end() &&
            one.ticket->updated_at > heard->second) {
            changed.insert(one.ticket->id);
        }
    }
    return {changed.begin(), changed.end()};
}

std::vector<Event> changes(const Watched& before, const Look& now, const Config& config) {
    std::vector<Event> events;
    for (const auto& one : now.cases) {
        const auto* was = same_in(before.cases, one);
        if (is_new(was, one)) {
            events.push_back({.kind = EventKind::page, .at = paged_at(one), .one = one});
            continue;
        }
        if (has_other_owner(*was, one)) {
            events.push_back({.kind = EventKind::owner,
                              .at = one.as_of,
                              .one = one,
                              .had_by = assignee_of(*was)});
        }
        add_deadlines(events, *was, one, config);
    }
    add_answers(events, before, now);
    for (const auto& was : before.cases) {
        if (same_in(now.cases, was) == nullptr) {
            events.push_back({.kind = EventKind::closed, .at = now.at, .one = was});
        }
    }
    return events;
}

Watched seen(Watched before, Look now) {
    for (const auto& one : now.cases) {
        if (one.ticket) {
            auto& heard = before.heard[one.ticket->id];
            heard = std::max(heard, one.ticket->updated_at);
        }
    }
    before.cases = std::move(now.cases);
    return before;
}

std::chrono::milliseconds pause_after(int requests, int declined, const Pace& pace) {
    const std::chrono::milliseconds minute{std::chrono::minutes(1)};
    const auto afforded = minute * requests / std::max(pace.requests_per_minute, 1);
    const auto usual = std::max(pace.every, std::chrono::milliseconds(afforded));
    const auto slower = usual * (1 << std::clamp(declined, 0, most_doublings));
    return std::clamp<std::chrono::milliseconds>(
        slower, usual, std::max<std::chrono::milliseconds>(usual, longest_pause));
}

}  // namespace emergency::cases
