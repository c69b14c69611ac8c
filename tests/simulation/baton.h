#pragma once

#include "apps/sandbox/clock.h"
#include "tests/simulation/draw.h"

#include <exception>
#include <functional>
#include <memory>
#include <semaphore>
#include <thread>
#include <vector>

namespace simulation {

/// Thrown out of `sleep` when a simulation does not come to an end.
struct Endless {};

/// Lets several actors, each in a thread, run one at a time: whoever sleeps hands the baton to the
/// actor that wakes next, by simulated time; among those that wake together, the seed draws.
class Baton {
public:
    Baton(sandbox::Clock& clock, Draw& draw);
    ~Baton();
    Baton(const Baton&) = delete;
    Baton(Baton&&) = delete;
    Baton& operator=(const Baton&) = delete;
    Baton& operator=(Baton&&) = delete;

    /// Adds an actor, who begins `after` this long.
    void add(milliseconds after, std::function<void()> work);
    /// Runs all of them to their ends; throws what the first of them threw.
    void run();
    /// Lets time pass, and others run. Outside of `run` it only lets time pass.
    void sleep(milliseconds duration);

    sandbox::TimePoint now() const { return clock_.now(); }

private:
    struct Runner {
        std::function<void()> work;
        sandbox::TimePoint wakes = {};
        bool is_done = false;
        std::binary_semaphore turn{0};
        std::thread thread = {};
    };

    void live(Runner& runner);
    Runner* next();
    void hand_to(Runner& runner);

    sandbox::Clock& clock_;
    Draw& draw_;
    std::vector<std::unique_ptr<Runner>> runners_;
    Runner* holder_ = nullptr;
    std::binary_semaphore all_done_{0};
    std::exception_ptr failure_;
    long long steps_ = 0;
};

}  // namespace simulation
