#pragma once

#include "apps/emerg/commands/verb.h"
#include "libemergency/schedule/roster.h"

#include <string>
#include <vector>

namespace emerg {

/// The options of `schedule now`, `next`, `mine` and `show`.
struct ViewArguments {
    std::string what = "now";
    std::string rotation;
    std::string zone;   ///< Empty: the user's.
    std::string at;     ///< A time, or the case that came then; empty: now.
    std::string since;  ///< Empty: `at`.
    std::string until;
    std::string chart;  ///< "week" or "month"; empty: a table.
};

/// When a schedule is looked at.
struct ViewTimes {
    emergency::TimePoint moment = {};
    emergency::schedule::Stretch stretch = {};
};

/// The zone in which the user reads times; fails with `usage` if it is none.
Result<std::string> zone_of_view(const ViewArguments& options, const Session& session);

/// What the rotations have around the moment that is asked for, and what moment that is: from
/// `margin` before it, or `--since`, until `--until` or `span` later.
struct View {
    ViewTimes times = {};
    std::vector<emergency::schedule::Roster> rosters = {};
};

/// Reads all rotations, or the one that is named, at the same time.
Result<View> read_view(const ViewArguments& options, std::chrono::days span, Session& session);

/// `schedule now`, `next`, `mine`, `show`: who, from when until when, and what follows.
Result<ExitCode> view_schedule(const ViewArguments& options, Session& session);

}  // namespace emerg
