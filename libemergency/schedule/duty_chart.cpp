#include "libemergency/schedule/duty_chart.h"

#include "libemergency/core/local_time.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/schedule/findings.h"
#include "libemergency/schedule/promise.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::schedule {
namespace {

using message::PageData;
using pagerduty::Duty;

constexpr double names_width = 170;  // In the picture's own units.
constexpr double days_width = 930;
constexpr double head_height = 40;
constexpr double row_height = 28;
constexpr double bar_height = 18;
constexpr std::size_t longest_name = 22;
constexpr int colours = 6;
constexpr std::string_view nobody = "nobody";

std::string number(double value) {
    return fmt::format("{:.2f}", value);
}

/// Where moments are in the picture.
struct Scale {
    Stretch stretch;

    double at(TimePoint moment) const {
        const auto shown = std::clamp(moment, stretch.since, stretch.until);
        const auto part = static_cast<double>((shown - stretch.since).count());
        const auto whole = static_cast<double>((stretch.until - stretch.since).count());
        return names_width + days_width * part / whole;
    }
};

PageData bar_of(const Stretch& bar, const Scale& scale, const std::string& zone,
                const std::string& who) {
    const auto left = scale.at(bar.since);
    return {.texts = {{"x", number(left)},
                      {"width", number(std::max(scale.at(bar.until) - left, 1.0))},
                      {"says", fmt::format("{}, {} to {}", who, day_and_time(bar.since, zone),
                                           day_and_time(bar.until, zone))}}};
}

PageData row_of(const std::string& name, const std::string& look, std::size_t place) {
    const auto top = head_height + row_height * static_cast<double>(place);
    return {.texts = {{"name", shortened(one_line(name), longest_name)},
                      {"look", look},
                      {"y", number(top + (row_height - bar_height) / 2)},
                      {"line", number(top)},
                      {"base", number(top + row_height * 0.64)}},
            .lists = {}};
}

/// A row for each person, in the order in which they come.
std::vector<PageData> rows_of(const Roster& roster, const Scale& scale) {
    std::vector<PageData> rows;
    std::map<std::string, std::size_t> places;
    for (const auto& duty : roster.duties) {
        if (duty.end <= scale.stretch.since || duty.start >= scale.stretch.until) {
            continue;
        }
        const auto [place, is_new] = places.emplace(duty.user.id, rows.size());
        if (is_new) {
            const auto look = fmt::format("p{}", rows.size() % colours);
            rows.push_back(row_of(duty.user.name, look, rows.size()));
        }
        rows[place->second].lists["bars"].push_back(
            bar_of({duty.start, duty.end}, scale, roster.rotation.time_zone,
                   one_line(duty.user.name) + (duty.from_override ? " (override)" : "")));
    }
    const auto gaps = unkept_in(roster, scale.stretch);
    if (!gaps.empty()) {
        rows.push_back(row_of(std::string(nobody), "gap", rows.size()));
    }
    for (const auto& gap : gaps) {
        rows.back().lists["bars"].push_back(
            bar_of(gap, scale, roster.rotation.time_zone, std::string(nobody)));
    }
    return rows;
}

std::vector<PageData> days_of(const Scale& scale, const Calendar& calendar,
                              const std::string& zone) {
    std::vector<PageData> days;
    for (auto day = scale.stretch.since; day < scale.stretch.until;) {
        const auto end = std::min(next_midnight(day, zone), scale.stretch.until);
        days.push_back({.texts = {{"x", number(scale.at(day))},
                                  {"width", number(scale.at(end) - scale.at(day))},
                                  {"middle", number((scale.at(day) + scale.at(end)) / 2)},
                                  {"number", local_text(day, zone, "%d")},
                                  {"weekday", local_text(day, zone, "%a").substr(0, 2)}}});
        if (day_kind(calendar, day, zone) != DayKind::weekday) {
            days.back().texts["off"] = "yes";
        }
        day = end;
    }
    return days;
}

}  // namespace

std::vector<Stretch> gaps_in(const std::vector<Duty>& duties, Stretch stretch) {
    return without({stretch}, united(stretches_of(duties)));
}

Stretches unkept_in(const Roster& roster, Stretch stretch) {
    const auto promised = roster.rotation.coverage.empty() ? Stretches{stretch}
                                                           : promised_in(roster.rotation, stretch);
    return without(promised, united(stretches_of(roster.duties)));
}

PageData chart_of(const Roster& roster, const Calendar& calendar, Stretch stretch, TimePoint now) {
    const Scale scale{stretch};
    const auto& zone = roster.rotation.time_zone;
    auto rows = rows_of(roster, scale);
    const auto height = head_height + row_height * static_cast<double>(rows.size());
    return {
        .texts = {{"height", number(height + 4)},
                  {"rows_top", number(head_height)},
                  {"rows_height", number(height - head_height)},
                  {"right", number(names_width + days_width)},
                  {"bar_height", number(bar_height)},
                  {"bottom", number(height)},
                  {"now_x", number(scale.at(now))},
                  {"from", local_text(stretch.since, zone, "%d %B")},
                  {"to", local_text(stretch.until - std::chrono::seconds(1), zone, "%d %B %Y")}},
        .lists = {{"days", days_of(scale, calendar, zone)}, {"rows", std::move(rows)}}};
}

}  // namespace emergency::schedule
