#pragma once

#include "libemergency/cases/case.h"
#include "libemergency/config/config.h"
#include "libemergency/schedule/roster.h"

#include <optional>
#include <string>
#include <vector>

namespace emergency::record {

/// How one emergency went (product.md, `report`). Moments are the services' own.
struct Course {
    std::string id = {};        ///< Of the case.
    std::string customer = {};  ///< Empty: unknown; the other two likewise.
    std::string region = {};    ///< The customer's, by customer.region_field.
    std::string rotation = {};  ///< In which whoever acknowledged first was on call then.
    TimePoint paged = {};
    std::optional<TimePoint> acknowledged = {};
    std::optional<TimePoint> contacted = {};  ///< The first public comment of ours.
    std::optional<TimePoint> engaged = {};    ///< The customer answered, or a call began.
    std::optional<TimePoint> resolved = {};   ///< The page.
    std::size_t handovers = 0;
};

/// How long after its page something of a course happened, in whole seconds; never less than none.
std::optional<std::chrono::seconds> span_of(const Course& course,
                                            std::optional<TimePoint> Course::*moment);

/// What a course is made of.
struct Happened {
    cases::Case one = {};                       ///< In full depth.
    std::vector<pagerduty::LogEntry> log = {};  ///< Of the page, in any order.
};

Course course_of(const Happened& happened, const std::vector<schedule::Roster>& rosters,
                 const Config& config);

/// How long something took, from the page on, over several cases.
struct Spans {
    std::size_t count = 0;           ///< Of the cases in which it happened.
    std::chrono::seconds median{0};  ///< Of two in the middle, the longer one.
    std::chrono::seconds longest{0};
};

/// What cases are put together by.
enum class Grouping { week, region, rotation };

/// Several cases together.
struct Load {
    std::string group = {};  ///< "2026-W11" by the clocks of a zone; a region; a rotation.
    std::size_t cases = 0;
    Spans acknowledge = {};
    Spans contact = {};
    Spans engage = {};
    Spans resolve = {};
    std::size_t handovers = 0;
};

/// By group, in order of their names; what is unknown is a group with an empty name.
std::vector<Load> loads_of(const std::vector<Course>& courses, Grouping by,
                           const std::string& zone);

}  // namespace emergency::record
