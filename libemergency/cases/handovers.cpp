#include "libemergency/cases/progress.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::cases {
namespace {

/// Services stamp with whole seconds.
bool is_since_page(const Case& one, const zendesk::Audit& audit) {
    return audit.at >= std::chrono::floor<std::chrono::seconds>(paged_at(one));
}

/// "emerg_handoff_2" → 2; 0 of any other tag.
int number_in(const std::string& tag, const std::string& prefix) {
    const auto digits = tag.starts_with(prefix) ? tag.substr(prefix.size()) : std::string();
    const bool is_number = !digits.empty() && digits.size() < 6 &&
                           digits.find_first_not_of("0123456789") == std::string::npos;
    return is_number ? std::stoi(digits) : 0;
}

/// By tags: the newest occurrence of `step` has no tag that says how it ended.
bool is_open_by_tags(const Case& one, const std::string& prefix, const std::string& ending) {
    int newest = 0;
    for (const auto& tag : one.ticket->tags) {
        newest = std::max(newest, number_in(tag, prefix));
    }
    const auto& tags = one.ticket->tags;
    const auto end = fmt::format("{}{}_{}", prefix, newest, ending);
    return newest != 0 && std::find(tags.begin(), tags.end(), end) == tags.end();
}

bool is_listed_only(const Case& one) {
    return one.depth == Depth::listed && one.ticket.has_value();
}

/// Whoever has the ticket now has worked on it since.
bool is_worked_on(const Case& one, const Handover& handover) {
    return std::any_of(one.audits.begin(), one.audits.end(), [&](const zendesk::Audit& audit) {
        return audit.id > handover.given->id && audit.custom.contains(metadata::key) &&
               one.ticket && audit.author_id == one.ticket->assignee_id &&
               audit.author_id != handover.given->author_id;
    });
}

void add_breaks(const Case& one, Call& call) {
    for (int n = 1;; ++n) {
        const auto* record = record_of(one, fmt::format("{}/break/{}", call.key, n));
        if (record == nullptr) {
            return;
        }
        call.breaks = n;
        const auto until = record->custom.find(metadata::rejoin);
        const auto moment = parse_rfc3339(until == record->custom.end() ? "" : until->second);
        call.rejoin = moment ? *moment : record->at;
    }
}

}  // namespace

std::optional<Handover> last_handover(const Case& one) {
    std::optional<Handover> last;
    for (int n = 1;; ++n) {
        auto key = fmt::format("{}/handoff/{}", key_root(one), n);
        const auto* given = record_of(one, key);
        if (given == nullptr) {
            return last;
        }
        const auto* accepted = record_of(one, key + "/accepted");
        last = is_since_page(one, *given) ? std::optional(Handover{std::move(key), given, accepted})
                                          : std::nullopt;
    }
}

bool awaits_acceptance(const Case& one, const std::string& tag_prefix) {
    if (is_listed_only(one)) {
        return is_open_by_tags(one, tag_prefix + "_handoff_", "accepted");
    }
    const auto last = last_handover(one);
    return last && last->accepted == nullptr && !is_worked_on(one, *last);
}

std::optional<Call> last_call(const Case& one) {
    std::optional<Call> last;
    for (int n = 1;; ++n) {
        Call call{.key = fmt::format("{}/call/{}", key_root(one), n)};
        call.begun = record_of(one, call.key);
        call.ended = record_of(one, call.key + "/ended");
        const auto* newest = call.ended != nullptr ? call.ended : call.begun;
        if (newest == nullptr) {
            return last;
        }
        add_breaks(one, call);
        last = is_since_page(one, *newest) ? std::optional(std::move(call)) : std::nullopt;
    }
}

bool is_in_call(const Case& one, const std::string& tag_prefix) {
    if (is_listed_only(one)) {
        return is_open_by_tags(one, tag_prefix + "_call_", "ended");
    }
    const auto last = last_call(one);
    return last && last->ended == nullptr;
}

}  // namespace emergency::cases
