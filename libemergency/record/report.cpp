#include "libemergency/record/report.h"

#include "libemergency/cases/progress.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/schedule/rotation.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace emergency::record {
namespace {

using cases::Case;
using pagerduty::LogEntry;

const LogEntry* first_acknowledgement(const std::vector<LogEntry>& log) {
    const LogEntry* first = nullptr;
    for (const auto& entry : log) {
        if (entry.type.starts_with("acknowledge") && (first == nullptr || entry.at < first->at)) {
            first = &entry;
        }
    }
    return first;
}

std::string rotation_of(const LogEntry& acknowledgement,
                        const std::vector<schedule::Roster>& rosters) {
    for (const auto& roster : rosters) {
        for (const auto& duty : schedule::on_duty(roster.duties, acknowledgement.at)) {
            if (duty.user.id == acknowledgement.who_id) {
                return roster.rotation.name;
            }
        }
    }
    return {};
}

/// When a step that may be done several times was done, since the page; services stamp with whole
/// seconds.
std::vector<TimePoint> times_of(const Case& one, const std::string& step) {
    const auto paged = std::chrono::floor<std::chrono::seconds>(cases::paged_at(one));
    std::vector<TimePoint> times;
    for (std::size_t number = 1;; ++number) {
        const auto key = fmt::format("{}/{}/{}", cases::key_root(one), step, number);
        const auto* record = cases::record_of(one, key);
        if (record == nullptr) {
            return times;
        }
        if (record->at >= paged) {
            times.push_back(record->at);
        }
    }
}

std::optional<TimePoint> engaged_at(const Case& one) {
    auto times = times_of(one, "call");
    if (const auto* answer = cases::customer_answer(one)) {
        times.push_back(answer->at);
    }
    return times.empty() ? std::nullopt
                         : std::optional(*std::min_element(times.begin(), times.end()));
}

std::string region_of(const Case& one, const Config& config) {
    if (!one.organization) {
        return {};
    }
    const auto found = one.organization->fields.find(config.customer.region_field);
    return found == one.organization->fields.end() ? std::string() : found->second;
}

std::string group_of(const Course& course, Grouping by, const std::string& zone) {
    switch (by) {
        case Grouping::week:
            return local_text(course.paged, zone, "%G-W%V");
        case Grouping::region:
            return course.region;
        case Grouping::rotation:
            return course.rotation;
    }
    return {};
}

Spans spans_of(const std::vector<const Course*>& courses,
               std::optional<TimePoint> Course::*moment) {
    std::vector<std::chrono::seconds> spans;
    for (const auto* course : courses) {
        if (const auto span = span_of(*course, moment)) {
            spans.push_back(*span);
        }
    }
    if (spans.empty()) {
        return {};
    }
    std::sort(spans.begin(), spans.end());
    return {.count = spans.size(), .median = spans[spans.size() / 2], .longest = spans.back()};
}

Load load_of(const std::string& group, const std::vector<const Course*>& courses) {
    Load load{.group = group,
              .cases = courses.size(),
              .acknowledge = spans_of(courses, &Course::acknowledged),
              .contact = spans_of(courses, &Course::contacted),
              .engage = spans_of(courses, &Course::engaged),
              .resolve = spans_of(courses, &Course::resolved)};
    for (const auto* course : courses) {
        load.handovers += course->handovers;
    }
    return load;
}

}  // namespace

std::optional<std::chrono::seconds> span_of(const Course& course,
                                            std::optional<TimePoint> Course::*moment) {
    const auto& at = course.*moment;
    if (!at) {
        return std::nullopt;
    }
    return std::max(std::chrono::round<std::chrono::seconds>(*at - course.paged),
                    std::chrono::seconds(0));
}

Course course_of(const Happened& happened, const std::vector<schedule::Roster>& rosters,
                 const Config& config) {
    const auto& one = happened.one;
    Course course{.id = cases::id_of(one),
                  .customer = cases::customer_of(one),
                  .region = region_of(one, config),
                  .paged = cases::paged_at(one),
                  .engaged = engaged_at(one),
                  .resolved = one.incident ? one.incident->resolved_at : std::nullopt,
                  .handovers = times_of(one, "handoff").size()};
    if (const auto* acknowledgement = first_acknowledgement(happened.log)) {
        course.acknowledged = acknowledgement->at;
        course.rotation = rotation_of(*acknowledgement, rosters);
    }
    if (const auto* contact = cases::first_contact(one)) {
        course.contacted = contact->at;
    }
    return course;
}

std::vector<Load> loads_of(const std::vector<Course>& courses, Grouping by,
                           const std::string& zone) {
    std::map<std::string, std::vector<const Course*>> groups;
    for (const auto& course : courses) {
        groups[group_of(course, by, zone)].push_back(&course);
    }
    std::vector<Load> loads;
    loads.reserve(groups.size());
    for (const auto& [group, members] : groups) {
        loads.push_back(load_of(group, members));
    }
    return loads;
}

}  // namespace emergency::record
