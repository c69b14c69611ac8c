#include "tests/simulation/worker.h"

#include <fmt/format.h>

#include <chrono>
#include <iostream>
#include <span>

namespace {

using simulation::Options;
using simulation::Report;
using simulation::Scene;

/// More of them would hide the rest.
constexpr std::size_t failures_shown = 20;

std::string replay(const Options& options, std::uint64_t seed) {
    return fmt::format("simulate --seed {} --trace{}{}{}", seed,
                       options.length == simulation::Length::brief ? " --brief" : "",
                       options.break_name.empty() ? "" : " --break ", options.break_name);
}

int show_one(const Scene& scene, const Options& options) {
    const auto verdict = simulation::run_one(scene, options, *options.seed,
                                             options.is_traced ? &std::cout : nullptr);
    for (const auto& violation : verdict.violations) {
        std::cout << violation << '\n';
    }
    std::cout << (verdict.violations.empty() ? "all is as it should be\n" : "");
    return verdict.violations.empty() ? 0 : 1;
}

void show(const Report& report, const Options& options, double seconds) {
    std::size_t shown = 0;
    for (const auto& [seed, violations] : report.failures) {
        if (++shown > failures_shown) {
            break;
        }
        std::cout << replay(options, seed) << '\n';
        for (const auto& violation : violations) {
            std::cout << "    " << violation << '\n';
        }
    }
    std::map<std::string, std::vector<std::uint64_t>> by_violation;
    for (const auto& [seed, violations] : report.failures) {
        for (const auto& violation : violations) {
            by_violation[violation.substr(0, violation.find('"'))].push_back(seed);
        }
    }
    for (const auto& [violation, seeds] : by_violation) {
        std::cout << fmt::format("{:6} × {} (seed {})\n", seeds.size(), violation, seeds.front());
    }
    const auto& counts = report.counts;
    std::cout << fmt::format(
        "{} seeds in {:.1f} s ({:.0f}/s): {} commands, {} requests, {} faults, {} crashes, "
        "{} clock jumps; {} seeds failed\n",
        report.seeds, seconds, static_cast<double>(report.seeds) / seconds, counts.commands,
        counts.requests, counts.faults, counts.crashes, counts.jumps, report.failures.size());
}

int run(const Options& options) {
    const auto scene = simulation::make_scene();
    if (!scene) {
        std::cerr << "simulate: " << scene.error().message << '\n';
        return 2;
    }
    if (options.seed) {
        return show_one(*scene, options);
    }
    const auto begun = std::chrono::steady_clock::now();
    const auto report = simulation::run_all(*scene, options);
    const auto took = std::chrono::steady_clock::now() - begun;
    show(report, options, std::chrono::duration<double>(took).count());
    return report.failures.empty() ? 0 : 1;
}

}  // namespace

int main(int count, char** words) try {
    const std::span<const char* const> all(words, static_cast<std::size_t>(count));
    const auto options = simulation::options_of(all.subspan(1));
    if (!options || options->asks_for_help) {
        (options ? std::cout : std::cerr)
            << (options ? "" : options.error().message + "\n\n") << simulation::usage();
        return options ? 0 : 2;
    }
    return run(*options);
} catch (const std::exception& problem) {
    std::cerr << "simulate: " << problem.what() << '\n';
    return 2;
}
