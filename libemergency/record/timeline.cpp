#include "libemergency/record/timeline.h"

#include "libemergency/cases/progress.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <set>

namespace emergency::record {
namespace {

constexpr std::string_view log_suffix = "_log_entry";
constexpr std::string_view claim_part = "/claim/";

/// "acknowledge_log_entry" is "acknowledge".
std::string plain_type(std::string type) {
    if (type.ends_with(log_suffix)) {
        type.resize(type.size() - log_suffix.size());
    }
    std::replace(type.begin(), type.end(), '_', ' ');
    return type;
}

/// The service tells the newest first; of one second the first stays the first.
void add_log(std::vector<Event>& events, const Materials& materials) {
    std::transform(materials.log.rbegin(), materials.log.rend(), std::back_inserter(events),
                   [](const pagerduty::LogEntry& entry) {
                       return Event{.at = entry.at,
                                    .origin = Origin::pagerduty,
                                    .who = entry.who,
                                    .what = plain_type(entry.type),
                                    .text = entry.summary,
                                    .url = entry.url};
                   });
}

/// The audit that wrote the comment; null if none is known.
const zendesk::Audit* writer_of(const std::vector<zendesk::Audit>& audits,
                                const zendesk::Comment& comment) {
    const auto found = std::find_if(audits.begin(), audits.end(), [&](const auto& audit) {
        return audit.comment_id == comment.id;
    });
    return found == audits.end() ? nullptr : &*found;
}

void add_comments(std::vector<Event>& events, const cases::Case& one) {
    for (const auto& comment : one.conversation.comments) {
        const auto* audit = writer_of(one.audits, comment);
        events.push_back({.at = comment.at,
                          .origin = Origin::zendesk,
                          .who = cases::name_of(one, comment.author_id),
                          .what = comment.is_public ? "public comment" : "internal note",
                          .text = comment.body,
                          .is_public = comment.is_public,
                          .key = audit == nullptr ? std::string()
                                                  : value_of(audit->custom, cases::metadata::key),
                          .url = one.ticket_url});
    }
}

/// Owners are told by name, the rest as the service has it.
std::string side_of(const cases::Case& one, const zendesk::Change& change,
                    const std::string& value) {
    const bool is_owner = change.field == "assignee_id";
    const auto person = std::find_if(
        one.conversation.people.begin(), one.conversation.people.end(),
        [&](const auto& each) { return is_owner && std::to_string(each.first) == value; });
    if (person != one.conversation.people.end()) {
        return person->second.name;
    }
    return value.empty() ? "none" : value;
}

std::string text_of(const cases::Case& one, const zendesk::Audit& audit) {
    std::vector<std::string> parts;
    for (const auto& change : audit.changes) {
        const auto name = change.field == "assignee_id" ? "owner" : change.field;
        parts.push_back(fmt::format("{}: {} → {}", name, side_of(one, change, change.before),
                                    side_of(one, change, change.after)));
    }
    return fmt::format("{}", fmt::join(parts, "; "));
}

/// Changes of the ticket, and steps that left no comment; claims are our own bookkeeping.
void add_audits(std::vector<Event>& events, const cases::Case& one) {
    for (const auto& audit : one.audits) {
        const auto key = value_of(audit.custom, cases::metadata::key);
        const bool is_step =
            !key.empty() && !audit.has_comment && key.find(claim_part) == std::string::npos;
        if (audit.changes.empty() && !is_step) {
            continue;
        }
        events.push_back({.at = audit.at,
                          .origin = Origin::zendesk,
                          .who = cases::writer_of(one, audit),
                          .what = audit.changes.empty() ? "step" : "change",
                          .text = text_of(one, audit),
                          .key = key,
                          .url = one.ticket_url});
    }
}

void add_thread(std::vector<Event>& events, const Materials& materials) {
    for (const auto& message : materials.thread) {
        const bool is_root = materials.one.thread && message.ts == materials.one.thread->ts;
        const auto name = value_of(materials.slack_names, message.user_id);
        events.push_back({.at = message.at,
                          .origin = Origin::slack,
                          .who = name.empty() ? "an app" : name,
                          .what = is_root ? "thread" : "message",
                          .text = slack::plain(message.text, materials.slack_names),
                          .key = value_of(message.payload, "key"),
                          .url = is_root ? materials.one.thread->url : std::string()});
    }
}

/// An intent that something followed is over; what happened, the services tell themselves.
bool is_told_elsewhere(const JournalEntry& entry, const std::vector<JournalEntry>& journal) {
    if (entry.mark == Mark::intent) {
        return std::any_of(journal.begin(), journal.end(), [&](const JournalEntry& other) {
            return other.key == entry.key && other.sequence > entry.sequence;
        });
    }
    const std::set<std::string> shown{"PagerDuty", "Zendesk", "Slack"};
    const bool happened = entry.mark == Mark::done || entry.mark == Mark::found;
    return happened && shown.contains(entry.service);
}

void add_journal(std::vector<Event>& events, const std::vector<JournalEntry>& journal) {
    for (const auto& entry : journal) {
        if (is_told_elsewhere(entry, journal)) {
            continue;
        }
        const auto* separator = entry.description.empty() || entry.result.empty() ? "" : ": ";
        events.push_back({.at = entry.at,
                          .origin = Origin::journal,
                          .who = entry.by,
                          .what = word(entry.mark),
                          .text = entry.description + separator + entry.result,
                          .key = entry.key});
    }
}

}  // namespace

const char* word(Origin origin) {
    switch (origin) {
        case Origin::pagerduty:
            return "PagerDuty";
        case Origin::zendesk:
            return "Zendesk";
        case Origin::slack:
            return "Slack";
        case Origin::journal:
            return "journal";
    }
    return "";
}

std::vector<Event> timeline_of(const Materials& materials) {
    std::vector<Event> events;
    add_log(events, materials);
    add_audits(events, materials.one);
    add_comments(events, materials.one);
    add_thread(events, materials);
    add_journal(events, materials.journal);
    std::stable_sort(events.begin(), events.end(),
                     [](const Event& one, const Event& other) { return one.at < other.at; });
    return events;
}

}  // namespace emergency::record
