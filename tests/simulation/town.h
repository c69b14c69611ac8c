#pragma once

#include "apps/sandbox/services.h"
#include "tests/simulation/baton.h"
#include "tests/simulation/breakage.h"
#include "tests/simulation/draw.h"
#include "tests/simulation/ledger.h"
#include "tests/simulation/memo.h"
#include "tests/simulation/scene.h"
#include "tests/simulation/weather.h"

#include <cstddef>
#include <cstdint>
#include <ostream>
#include <set>
#include <string>
#include <string_view>

namespace simulation {

/// How much happened, in one simulation or in many.
struct Counts {
    std::size_t commands = 0;
    std::size_t requests = 0;
    std::size_t faults = 0;
    std::size_t crashes = 0;
    std::size_t jumps = 0;

    Counts& operator+=(const Counts& other);
};

/// The world of one simulation: the services, their time, chance and weather.
struct Town {
    Town(const Scene& its_scene, std::uint64_t seed, Breakage its_breakage,
         std::ostream* its_trace);

    const Scene& scene;
    Draw draw;
    Breakage breakage;
    sandbox::Services services = {};
    Baton baton{services.ground.clock, draw};
    Weather weather = {};
    Ledger ledger = {};
    Memo memo = {};
    Counts counts = {};
    /// The customer writes just before the services do what they are asked in these requests.
    std::set<std::size_t> customer_writes_at = {};

    /// The faults stop.
    void calm();
    /// The customer writes, if it is the moment.
    void hear_customer();
    bool is_traced() const { return trace_ != nullptr; }
    /// One line of the trace, with the time before it.
    void tell(std::string_view who, const std::string& what);

private:
    std::ostream* trace_;
};

}  // namespace simulation
