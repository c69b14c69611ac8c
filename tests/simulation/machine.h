#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/store/cache.h"
#include "libemergency/store/journal.h"
#include "libemergency/store/store.h"
#include "tests/simulation/town.h"

#include <string>
#include <utility>

namespace simulation {

/// An actor's process dies: nothing after this point happens, what is on the disk stays.
struct Crash {};

/// A machine with its disk, which outlives every crash, and a wall clock that may be wrong.
struct Machine {
    Machine(std::string its_name, emergency::Store opened)
        : name(std::move(its_name)), store(std::move(opened)) {}

    std::string name;
    emergency::Store store;
    emergency::Journal journal{store};
    emergency::Cache cache{store};
    milliseconds clock_error{0};
    bool is_locked = false;  ///< A process works on the case (flock, which a death lets go).
};

/// One run of a command: who, where, the how manieth of the simulation.
struct Run {
    Town& town;
    Machine& machine;
    const Person& person;
    std::string name;  ///< In traces.
    std::string by;    ///< As audits name it.
    std::size_t number = 0;
};

/// The process may die here.
void may_crash(const Run& run);

/// The clock on the wall of the machine. A process may die whenever it looks at it, which the
/// executor does just before each line of the journal.
class WallClock final : public emergency::Clock {
public:
    explicit WallClock(const Run& run) : run_(run) {}
    emergency::TimePoint now() const override;
    void sleep(milliseconds duration) override { run_.town.baton.sleep(duration); }

private:
    const Run& run_;
};

}  // namespace simulation
