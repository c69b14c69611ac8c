#include "tests/simulation/worker.h"

#include <pthread.h>
#include <sched.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <mutex>
#include <thread>

namespace simulation {

namespace {

/// Actors hand the turn from thread to thread, which is quicker on one core. Where it is refused
/// nothing is lost but time.
void stay_on_core(unsigned job) {
    cpu_set_t core;
    CPU_ZERO(&core);
    CPU_SET(job % std::max(1U, std::thread::hardware_concurrency()), &core);
    pthread_setaffinity_np(pthread_self(), sizeof core, &core);
}

}  // namespace

Verdict run_one(const Scene& scene, const Options& options, std::uint64_t seed,
                std::ostream* trace) {
    auto verdict = Simulation(scene, seed, options, trace).run();
    if (options.is_run_twice &&
        Simulation(scene, seed, options, nullptr).run().last_draw != verdict.last_draw) {
        verdict.violations.emplace_back("(0) two runs of the seed differ");
    }
    return verdict;
}

Report run_all(const Scene& scene, const Options& options) {
    using Steady = std::chrono::steady_clock;
    const auto until = options.minutes ? Steady::now() + std::chrono::minutes(*options.minutes)
                                       : Steady::time_point::max();
    Report report{};
    std::atomic<std::uint64_t> next{0};
    std::mutex mutex;
    const auto work = [&](unsigned job) {
        stay_on_core(job);
        for (auto index = next++; index < options.seeds && Steady::now() < until; index = next++) {
            const auto seed = options.from + index;
            auto verdict = run_one(scene, options, seed, nullptr);
            const std::lock_guard lock(mutex);
            ++report.seeds;
            report.counts += verdict.counts;
            if (!verdict.violations.empty()) {
                report.failures.emplace(seed, std::move(verdict.violations));
            }
        }
    };
    std::vector<std::thread> workers;
    for (unsigned job = 0; job < options.jobs; ++job) {
        workers.emplace_back(work, job);
    }
    for (auto& worker : workers) {
        worker.join();
    }
    return report;
}

}  // namespace simulation
