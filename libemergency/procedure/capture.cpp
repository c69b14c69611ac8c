#include "libemergency/procedure/capture.h"

#include "libemergency/core/encoding.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::procedure {
namespace {

constexpr const char* captured_until = "emerg_captured";  ///< Custom metadata: the newest `ts`.
constexpr std::size_t largest_part = 60'000;  ///< Zendesk refuses comments of more than 64 KB.
constexpr std::size_t ts_digest_length = 12;

/// What one note is going to hold.
struct Portion {
    std::string lines = {};
    std::string newest = {};
    std::size_t count = 0;
};

std::string newest_captured(const cases::Case& one) {
    std::string newest;
    for (const auto& audit : one.audits) {
        newest = std::max(newest, value_of(audit.custom, captured_until));
    }
    return newest;
}

std::string line_of(const Captured& message) {
    auto text = trimmed(printable(message.text));
    if (text.size() > largest_part) {  // A letter takes four bytes at most.
        text = shortened(text, largest_part / 4);
    }
    return fmt::format("{} {}: {}\n", utc_text(message.at), one_line(printable(message.who)), text);
}

std::vector<Portion> portions_after(const std::string& newest,
                                    const std::vector<Captured>& messages) {
    std::vector<Portion> portions;
    for (const auto& message : messages) {
        if (message.ts <= newest) {
            continue;
        }
        const auto line = line_of(message);
        if (portions.empty() || portions.back().lines.size() + line.size() > largest_part) {
            portions.emplace_back();
        }
        auto& portion = portions.back();
        portion.lines += line;
        portion.newest = message.ts;
        ++portion.count;
    }
    return portions;
}

std::string capture_key(const Situation& situation, const std::string& ts) {
    return fmt::format("{}/capture/{}", cases::key_root(situation.one),
                       digest(ts).substr(0, ts_digest_length));
}

Result<Effect> capturing(const Situation& situation, const std::vector<Portion>& all,
                         const Portion& portion) {
    auto values = values_of(situation);
    values["lines"] = portion.lines;
    values["part"] = std::to_string(&portion - all.data() + 1);
    values["parts"] = all.size() > 1 ? std::to_string(all.size()) : "";
    const auto text = colleague_text(situation, "capture_note", values);
    if (!text) {
        return text.error();
    }
    const auto& ticket = *situation.one.ticket;
    const auto key = capture_key(situation, portion.newest);
    auto metadata = metadata_of(situation, key);
    metadata[captured_until] = portion.newest;
    return Effect{.key = key,
                  .description = fmt::format("internal note on {}: {} messages of the thread",
                                             name_of(situation.one), portion.count),
                  .proof = Proof::before_first,
                  .since = cases::paged_at(situation.one),
                  .change = zendesk::TicketUpdate{.ticket_id = ticket.id,
                                                  .comment = zendesk::NewComment{*text, false},
                                                  .metadata = std::move(metadata),
                                                  .updated_stamp = ticket.updated_stamp}};
}

Result<void> capturable(const cases::Case& one) {
    if (!one.ticket || one.ticket->status == "closed") {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} has no ticket that could keep it", name_of(one)),
                     .hint = "name the ticket: emerg note TICKET --capture"};
    }
    if (!one.thread) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} has no Slack thread", name_of(one))};
    }
    return {};
}

}  // namespace

Result<Plan> plan_capture(const Situation& situation, const CaptureOptions& options) {
    if (const auto possible = capturable(situation.one); !possible) {
        return possible.error();
    }
    auto plan = empty_plan(situation, "capture");
    const auto portions = portions_after(newest_captured(situation.one), options.messages);
    if (portions.empty()) {
        plan.remarks.push_back(
            fmt::format("{} holds the whole thread already", name_of(situation.one)));
        return plan;
    }
    const auto turn = turn_of(situation, capture_key(situation, portions.back().newest));
    if (turn.whose == Turn::Whose::theirs) {
        return stand_down(situation, plan.step, turn);
    }
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(situation, turn, plan.step));
    }
    for (const auto& portion : portions) {
        auto effect = capturing(situation, portions, portion);
        if (!effect) {
            return effect.error();
        }
        effect->needs = keys_of(plan.effects);
        plan.effects.push_back(*std::move(effect));
    }
    return plan;
}

}  // namespace emergency::procedure
