#pragma once

#include "tests/simulation/machine.h"
#include "tests/simulation/options.h"
#include "tests/simulation/process.h"
#include "tests/simulation/story.h"

#include <cstdint>
#include <map>
#include <memory>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace simulation {

/// What came of one seed.
struct Verdict {
    std::vector<std::string> violations = {};
    Counts counts = {};
    std::uint64_t last_draw = 0;  ///< Equal for two runs of a seed, or something is not determined.
};

/// One simulation: a storm in which everybody runs their commands, then a calm in which they run
/// them again until nothing is left to do, then the questions whether all is as it should be.
class Simulation {
public:
    Simulation(const Scene& scene, std::uint64_t seed, const Options& options, std::ostream* trace);

    Verdict run();

private:
    /// A chore of a role, by their places.
    using Place = std::pair<std::size_t, std::size_t>;

    void storm();
    void live(std::size_t role);
    /// Runs a chore; a death is followed by a restart, some time later.
    Finish persist(Place place);
    Finish attempt(Place place);
    /// What is still wished, each once, though it may stand in the story several times.
    std::vector<Place> chores_to_repeat() const;
    /// Runs everything again until nothing is left to do; false if that does not come.
    bool come_to_rest();
    /// Runs these again, and of them again what did something, failed, or was refused.
    bool repeat(std::vector<Place> places);
    const Chore& chore_at(Place place) const;

    Town town_;
    Story story_;
    std::map<std::size_t, std::unique_ptr<Machine>> machines_;
    std::size_t runs_ = 0;
    std::map<Place, Finish> finishes_ = {};
};

}  // namespace simulation
