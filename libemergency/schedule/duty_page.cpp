#include "libemergency/schedule/duty_page.h"

#include "libemergency/core/duration.h"
#include "libemergency/core/local_time.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/core/weekly_window.h"
#include "libemergency/schedule/duty_chart.h"
#include "libemergency/schedule/duty_page_text.h"
#include "libemergency/schedule/rotation.h"

#include <fmt/format.h>

namespace emergency::schedule {

namespace {

using message::PageData;
using pagerduty::Duty;

PageData shift_data(const Duty& duty, const std::string& zone) {
    PageData data{.texts = {{"who", one_line(duty.user.name)},
                            {"from", day_and_time(duty.start, zone)},
                            {"from_utc", utc_text(duty.start)},
                            {"to", day_and_time(duty.end, zone)},
                            {"to_utc", utc_text(duty.end)},
                            {"length", brief_duration(duty.end - duty.start)}}};
    if (duty.from_override) {
        data.texts["override"] = "yes";
    }
    return data;
}

/// The next ones: all that begin first after now.
std::vector<PageData> next_data(const Roster& roster, TimePoint now) {
    std::vector<PageData> next;
    const auto first = next_duty(roster.duties, now, {});
    for (const auto& duty : roster.duties) {
        if (first && duty.start == first->start) {
            next.push_back(shift_data(duty, roster.rotation.time_zone));
        }
    }
    return next;
}

std::vector<PageData> gap_data(const Roster& roster, Stretch stretch) {
    const auto& zone = roster.rotation.time_zone;
    std::vector<PageData> gaps;
    for (const auto& gap : unkept_in(roster, stretch)) {
        auto data = shift_data({.start = gap.since, .end = gap.until}, zone);
        data.texts["who"] = "nobody";
        gaps.push_back(std::move(data));
    }
    return gaps;
}

PageData section_of(const Roster& roster, const DutyPage& page, std::size_t number) {
    const auto& zone = roster.rotation.time_zone;
    const auto today = start_of_date(date_at(page.as_of, zone), zone);
    const auto last = start_of_date(date_at(page.until, zone), zone);
    const Stretch stretch{today.value_or(page.as_of), last.value_or(page.until)};
    auto section = chart_of(roster, page.calendar, stretch, page.as_of);
    section.texts["rotation"] = one_line(roster.rotation.name);
    section.texts["zone"] = zone;
    section.texts["id"] = fmt::format("r{}", number);
    for (const auto& duty : on_duty(roster.duties, page.as_of)) {
        section.lists["now"].push_back(shift_data(duty, zone));
        section.lists["now"].back().texts["left"] = brief_duration(duty.end - page.as_of);
    }
    if (!unkept_in(roster, {page.as_of, page.as_of + std::chrono::seconds(1)}).empty()) {
        section.texts["unkept"] = "yes";
    }
    section.lists["next"] = next_data(roster, page.as_of);
    for (const auto& duty : roster.duties) {
        if (duty.end > page.as_of && duty.start < stretch.until) {
            section.lists["shifts"].push_back(shift_data(duty, zone));
        }
    }
    section.lists["gaps"] = gap_data(roster, {page.as_of, stretch.until});
    return section;
}

}  // namespace

Result<std::string> duty_page(const std::vector<Roster>& rosters, const DutyPage& page) {
    PageData data{.texts = {{"title", one_line(page.title)},
                            {"made", local_text(page.as_of, page.zone, "%a %d %b %Y %H:%M %Z")},
                            {"made_utc", utc_text(page.as_of)}}};
    for (const auto& roster : rosters) {
        data.lists["rotations"].push_back(section_of(roster, page, data.lists["rotations"].size()));
    }
    return message::render_page(duty_page_text, data);
}

}  // namespace emergency::schedule
