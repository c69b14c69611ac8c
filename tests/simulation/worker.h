#pragma once

#include "tests/simulation/options.h"
#include "tests/simulation/simulation.h"

#include <map>
#include <string>
#include <vector>

namespace simulation {

/// What came of many seeds.
struct Report {
    std::uint64_t seeds = 0;
    Counts counts = {};
    std::map<std::uint64_t, std::vector<std::string>> failures = {};  ///< By seed.
};

/// Runs the seeds, as many at a time as there are jobs.
Report run_all(const Scene& scene, const Options& options);

/// Runs one seed, telling what happens.
Verdict run_one(const Scene& scene, const Options& options, std::uint64_t seed,
                std::ostream* trace);

}  // namespace simulation
