#pragma once

#include "apps/emerg/session.h"
#include "libemergency/cases/changes.h"

#include <optional>
#include <string>
#include <vector>

namespace emerg {

/// What a watch was asked for.
struct WatchArguments {
    bool mine = false;
    bool once = false;
    int count = 0;
    int requests = emergency::cases::Pace{}.requests_per_minute;
    std::string every = "15s";
    std::string command;  ///< --exec
    std::string notify;   ///< --notify
};

/// What it remembers from one look to the next.
struct Progress {
    emergency::cases::Watched known = {};
    std::optional<emergency::cases::Me> me = {};  ///< Needed for --mine alone.
    std::optional<emergency::TimePoint> whole_at = {};
    bool stale = false;
    int requests = 0;  ///< That the last look took.
    int declined = 0;  ///< Looks in a row.
};

/// Looks, and finds what happened since the last look. A look that failed is as if it had not been:
/// what happened meanwhile is found by the next.
Result<std::vector<emergency::cases::Event>> look(const WatchArguments& options, Progress& progress,
                                                  Session& session);

/// What is to be said when the picture becomes stale, and when it is whole again, each once; else
/// empty. After a failure the connections are made anew.
std::string how_it_went(const std::optional<Error>& failure, Progress& progress, Session& session);

/// An event as programs read it.
Json row(const emergency::cases::Event& event, const emergency::Config& config);

/// "deadline contact", "owner Ana Ortiz": the word and what there is to say of it.
std::string told(const emergency::cases::Event& event);

/// "Q0ABC  ZD-400123  Example Corp": the case that it happened to.
std::string told_case(const emergency::cases::Event& event);

/// Runs the user's commands. That one fails stops nothing; gives what is to be said of it.
std::vector<std::string> pass_on(const emergency::cases::Event& event,
                                 const WatchArguments& options, const Session& session);

}  // namespace emerg
