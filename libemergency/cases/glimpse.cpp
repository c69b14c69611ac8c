#include "libemergency/cases/glimpse.h"

#include "libemergency/core/duration.h"
#include "libemergency/core/text.h"
#include "libemergency/message/message.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <tuple>

namespace emergency::cases {
namespace {

using nlohmann::json;
using std::chrono::milliseconds;

constexpr std::chrono::hours forgotten_after{24};

TimePoint moment_of(const json& count) {
    return TimePoint(milliseconds(count.get<milliseconds::rep>()));
}

json count_of(TimePoint moment) {
    return moment.time_since_epoch().count();
}

std::string dumped(const json& document) {
    return document.dump(-1, ' ', false, json::error_handler_t::replace);
}

std::string left_text(const Countdown& one) {
    if (!one.seen.due) {
        return {};
    }
    const auto span = brief_duration(one.left);
    return one.left < milliseconds::zero() ? span + " late" : span;
}

message::Values values_of(const std::vector<Countdown>& all) {
    const auto& first = all.front();
    const auto& seen = first.seen;
    const bool is_late = seen.due && first.left < milliseconds::zero();
    return {{"case", seen.case_id},
            {"ticket", seen.ticket == 0 ? seen.case_id : fmt::format("#{}", seen.ticket)},
            {"stage", seen.after.empty() ? seen.stage : std::string()},
            {"after", seen.after},
            {"step", seen.step},
            {"left", left_text(first)},
            {"late", is_late ? "late" : ""},
            {"stale", first.is_stale ? brief_duration(first.age) : ""},
            {"more", all.size() > 1 ? std::to_string(all.size() - 1) : ""},
            {"open", std::to_string(all.size())}};
}

}  // namespace

Glimpse glimpse_of(const Case& one, const Config& config) {
    const auto next = next_of(one, config);
    Glimpse seen{.case_id = id_of(one),
                 .ticket = one.ticket ? one.ticket->id : 0,
                 .stage = word(stage_of(one, config.zendesk.tag_prefix)),
                 .step = next.step == "none" ? std::string() : next.step,
                 .due = next.due,
                 .as_of = one.as_of};
    return seen;
}

Glimpse glimpse_after(const Case& one, const Config& config, const std::string& step) {
    auto seen = glimpse_of(one, config);
    if (seen.step != step) {
        return seen;
    }
    const auto running = deadlines_of(one, config);
    const auto open = std::find_if(running.begin(), running.end(),
                                   [&](const auto& each) { return each.due != seen.due; });
    seen.after = step;
    seen.step = open == running.end() ? std::string() : open->name;
    seen.due = open == running.end() ? std::nullopt : std::optional(open->due);
    return seen;
}

Glimpse refreshed(const Glimpse& before, const Glimpse& listed) {
    const bool knew_more = before.due && !listed.due && before.after.empty();
    return knew_more && before.stage == listed.stage ? before : listed;
}

std::string text_of(const Glimpse& one) {
    return dumped({{"case", one.case_id},
                   {"ticket", one.ticket},
                   {"stage", one.stage},
                   {"step", one.step},
                   {"after", one.after},
                   {"due", one.due ? count_of(*one.due) : json()},
                   {"as_of", count_of(one.as_of)},
                   {"ahead", one.ahead.count()}});
}

std::string text_of(const PromptStyle& style) {
    return dumped({{"format", style.format}, {"stale_after", style.stale_after.count()}});
}

std::optional<Glimpse> glimpse_in(const std::string& text) try {
    const auto kept = json::parse(text);
    Glimpse one{.case_id = kept.at("case"),
                .ticket = kept.at("ticket"),
                .stage = kept.at("stage"),
                .step = kept.at("step"),
                .after = kept.at("after"),
                .as_of = moment_of(kept.at("as_of")),
                .ahead = milliseconds(kept.at("ahead").get<milliseconds::rep>())};
    if (!kept.at("due").is_null()) {
        one.due = moment_of(kept.at("due"));
    }
    return one;
} catch (const json::exception&) {
    return std::nullopt;
}

std::optional<PromptStyle> style_in(const std::string& text) try {
    const auto kept = json::parse(text);
    return PromptStyle{kept.at("format"),
                       milliseconds(kept.at("stale_after").get<milliseconds::rep>())};
} catch (const json::exception&) {
    return std::nullopt;
}

std::vector<Countdown> countdowns(const std::vector<Glimpse>& all, const PromptStyle& style,
                                  TimePoint local_now) {
    std::vector<Countdown> running;
    for (const auto& seen : all) {
        const auto now = local_now + seen.ahead;
        const auto age = std::max(now - seen.as_of, milliseconds::zero());
        if (age > forgotten_after) {
            continue;
        }
        running.push_back({.seen = seen,
                           .left = seen.due ? *seen.due - now : milliseconds::zero(),
                           .age = age,
                           .is_stale = age > style.stale_after});
    }
    std::sort(running.begin(), running.end(), [](const auto& a, const auto& b) {
        return std::tuple(!a.seen.due, a.left, a.seen.case_id) <
               std::tuple(!b.seen.due, b.left, b.seen.case_id);
    });
    return running;
}

std::vector<std::string> contacted_among(const std::vector<Glimpse>& all, TimePoint local_now) {
    std::vector<std::string> ids;
    for (const auto& one : countdowns(all, {}, local_now)) {
        const auto& seen = one.seen;
        if (seen.after == "contact" || seen.stage == word(Stage::contacted) ||
            seen.stage == word(Stage::engaged)) {
            ids.push_back(seen.case_id);
        }
    }
    return ids;
}

Result<std::string> prompt_line(const std::vector<Countdown>& all, const std::string& format) {
    if (all.empty()) {
        return std::string();
    }
    const auto line = message::render(format, values_of(all));
    return line ? Result<std::string>(one_line(*line)) : line.error();
}

}  // namespace emergency::cases
