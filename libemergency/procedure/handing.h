#pragma once

#include "libemergency/schedule/standing.h"

#include <optional>
#include <string>
#include <vector>

namespace emergency::procedure {

/// Time on call that somebody is to have in place of another.
struct Handing {
    std::optional<pagerduty::User> from = {};  ///< Whose it must be; else whoever has it.
    pagerduty::User to = {};
    std::optional<TimePoint> at = {};  ///< The shift that covers this moment, or its rest; or:
    schedule::Stretch stretch = {};
};

/// Part of a handing: what one override is for.
struct Piece {
    std::string schedule_id = {};
    pagerduty::User from = {};
    pagerduty::User to = {};
    schedule::Stretch stretch = {};
    bool stands = false;       ///< By an override, they have it already.
    std::string beneath = {};  ///< Id of the same override, which another has come to lie upon.
    std::vector<std::string> doubles = {};  ///< Ids of same ones, beside the one that stands or
                                            ///< lies beneath: a race that was cut off leaves them.
};

/// Where and when a rotation is looked at.
struct Lookout {
    const Rotation& rotation;
    const std::vector<schedule::Standing>& schedules;
    TimePoint now = {};
    std::string zone = {};  ///< In which times are told.
};

/// The pieces that the handing is made of, in order of time; all stand if it has happened. Fails
/// with `policy`: it is past, nobody has that time or somebody else does, they have it by the
/// schedule already; with `usage` if it is two people's.
Result<std::vector<Piece>> pieces_of(const Handing& handing, const Lookout& lookout);

}  // namespace emergency::procedure
