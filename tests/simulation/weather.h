#pragma once

#include "tests/simulation/draw.h"

namespace simulation {

/// What may become of one request.
enum class Fault {
    none,
    unreachable,     ///< It never left.
    lost_before,     ///< No answer; the service never saw it.
    lost_after,      ///< No answer; the service did it.
    failed_before,   ///< 5xx; not done.
    failed_after,    ///< 5xx; done all the same.
    slow_down,       ///< 429; not done.
    truncated,       ///< Done; the answer breaks off.
    garbage_before,  ///< 200 with a body that is no JSON; not done.
    garbage_after,   ///< The same; done.
    html_before,     ///< 503 with a page; not done.
    html_after,      ///< 200 with a page; done.
};

/// The word for it, in traces.
const char* word(Fault fault);

/// Does the service carry the request out?
bool is_applied(Fault fault);

/// How badly things go in one simulation. Drawn from its seed, so that some are calm and some are
/// not: what needs a quiet minute between two faults happens too.
struct Weather {
    std::size_t faults = 0;   ///< In a thousand writes; of reads a quarter.
    std::size_t crashes = 0;  ///< In a thousand chances: requests, answers, looks at the clock.
    std::size_t jumps = 0;    ///< Of an actor's clock, in a thousand requests.
    std::size_t stalls = 0;   ///< Of minutes, in a thousand requests.
    milliseconds least_delay{1};
    milliseconds most_delay{1};

    Fault strike(Draw& draw, bool is_write) const;
};

/// The weather of a seed.
Weather drawn_weather(Draw& draw);

}  // namespace simulation
