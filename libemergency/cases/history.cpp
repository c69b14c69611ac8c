#include "libemergency/cases/history.h"

#include "libemergency/cases/page_of_ticket.h"
#include "libemergency/cases/progress.h"
#include "libemergency/core/together.h"

#include <algorithm>
#include <atomic>
#include <functional>

namespace emergency::cases {
namespace {

constexpr std::size_t most_read = 25;
constexpr std::size_t at_a_time = 6;
/// Zendesk stamps with whole seconds: what was read within this time of a change may lack another.
constexpr std::chrono::seconds settled_after{2};

/// What earlier steps wrote into the audits: the thread's and the bridge's links.
void recall(Case& one) {
    for (const auto& audit : one.audits) {
        if (const auto link = audit.custom.find(metadata::thread); link != audit.custom.end()) {
            const auto parsed = parse_reference(link->second);
            if (parsed && std::holds_alternative<ThreadLink>(*parsed)) {
                const auto& thread = std::get<ThreadLink>(*parsed);
                one.thread = Thread{thread.channel, thread.ts, link->second};
            }
        }
        if (const auto link = audit.custom.find(metadata::bridge); link != audit.custom.end()) {
            one.closed_bridge = link->second == "closed" ? one.bridge : std::string();
            one.bridge = link->second == "closed" ? std::string() : link->second;
        }
    }
}

bool is_begun(const Case& one, const std::string& tag_prefix) {
    const bool is_held = one.incident && one.incident->status == pagerduty::Status::acknowledged;
    return one.depth == Depth::listed && one.ticket && !one.ticket->is_done() &&
           (is_held || has_step_tag(*one.ticket, tag_prefix));
}

/// The same ticket as it was read in full, unchanged since.
const Case* unchanged_in(const std::vector<Case>& before, const Case& one) {
    const auto same = std::find_if(before.begin(), before.end(), [&](const Case& was) {
        const bool page_is_known =
            one.incident || !was.incident || was.incident->status == pagerduty::Status::resolved;
        return was.depth == Depth::full && was.ticket && was.ticket->id == one.ticket->id &&
               was.ticket->updated_stamp == one.ticket->updated_stamp && page_is_known &&
               was.as_of - was.ticket->updated_at > settled_after;
    });
    return same == before.end() ? nullptr : &*same;
}

void copy_history(Case& one, const Case& was) {
    one.incident = one.incident ? one.incident : was.incident;
    add_history(one, was.conversation, was.audits);
}

Result<void> read_history(const Sources& sources, Case& one, std::atomic<int>& requests) {
    const auto id = one.ticket->id;
    requests += one.incident ? 2 : 3;
    auto [conversation, audits, page] =
        together([&] { return sources.zendesk.conversation(id); },
                 [&] { return sources.zendesk.audits(id); },
                 [&] {
                     return one.incident ? Result<std::optional<pagerduty::Incident>>(one.incident)
                                         : page_by_key(sources, id);
                 });
    if (!conversation || !audits) {
        return conversation ? audits.error() : conversation.error();
    }
    if (page && !*page) {
        ++requests;
        page = page_by_audits(sources, *audits);
    }
    if (!page) {
        return page.error();
    }
    one.incident = *std::move(page);
    add_history(one, *std::move(conversation), *std::move(audits));
    return {};
}

/// Asking again would not help: what the list tells of the case is all that there is.
bool is_for_good(const Error& error) {
    return error.kind == ErrorKind::not_found || error.kind == ErrorKind::unauthorized ||
           error.kind == ErrorKind::rejected;
}

/// Those whose history is wanted, the newest.
std::vector<Case*> begun_among(std::vector<Case>& cases, const std::string& tag_prefix) {
    std::vector<Case*> begun;
    for (auto& one : cases) {
        if (is_begun(one, tag_prefix)) {
            begun.push_back(&one);
        }
    }
    if (begun.size() > most_read) {
        begun.erase(begun.begin(), begun.end() - most_read);
    }
    return begun;
}

}  // namespace

bool has_step_tag(const zendesk::Ticket& ticket, const std::string& tag_prefix) {
    return std::any_of(ticket.tags.begin(), ticket.tags.end(),
                       [&](const auto& tag) { return tag.starts_with(tag_prefix + "_"); });
}

void add_assignee(Case& one) {
    if (!one.incident || one.ticket->assignee_id == 0 ||
        one.conversation.people.contains(one.ticket->assignee_id) ||
        one.incident->acknowledgements.empty()) {
        return;
    }
    const auto* record = record_of(one, key_of(one, "ack"));
    if (record != nullptr && record->author_id == one.ticket->assignee_id) {
        one.conversation.people.emplace(
            one.ticket->assignee_id,
            zendesk::User{.id = one.ticket->assignee_id,
                          .name = one.incident->acknowledgements.back().by.name,
                          .role = "agent"});
    }
}

void add_history(Case& one, zendesk::Conversation conversation,
                 std::vector<zendesk::Audit> audits) {
    conversation.people.merge(one.conversation.people);
    one.conversation = std::move(conversation);
    one.audits = std::move(audits);
    one.depth = Depth::full;
    recall(one);
    add_assignee(one);
}

HistoriesRead read_histories(const Sources& sources, std::vector<Case>& cases,
                             const std::vector<Case>& before) {
    std::atomic<int> requests{0};
    std::vector<std::function<Result<void>()>> tasks;
    for (auto* one : begun_among(cases, sources.config.zendesk.tag_prefix)) {
        if (const auto* was = unchanged_in(before, *one)) {
            copy_history(*one, *was);
        } else {
            tasks.emplace_back([&, one] { return read_history(sources, *one, requests); });
        }
    }
    HistoriesRead read;
    for (const auto& each : together(tasks, at_a_time)) {
        if (!each && !is_for_good(each.error()) && !read.missing) {
            read.missing = each.error();
        }
    }
    read.requests = requests;
    oldest_first(cases);
    return read;
}

}  // namespace emergency::cases
