#include "tests/simulation/machine.h"

namespace simulation {

void may_crash(const Run& run) {
    auto& town = run.town;
    if (!town.draw.per_mille(town.weather.crashes)) {
        return;
    }
    ++town.counts.crashes;
    town.tell(run.name, "dies");
    throw Crash{};
}

emergency::TimePoint WallClock::now() const {
    may_crash(run_);
    return run_.town.baton.now() + run_.machine.clock_error;
}

}  // namespace simulation
