#include "tests/simulation/weather.h"

#include <array>
#include <utility>

namespace simulation {
namespace {

using namespace std::chrono_literals;

constexpr std::array<std::pair<milliseconds, milliseconds>, 4> networks{
    {{1ms, 20ms}, {20ms, 400ms}, {100ms, 5'000ms}, {1ms, 5'000ms}}};
constexpr std::array<std::size_t, 5> fault_rates{0, 20, 60, 150, 300};
constexpr std::array<std::size_t, 4> crash_rates{0, 1, 4, 12};
constexpr std::array<std::size_t, 3> jump_rates{0, 5, 30};
constexpr std::array<std::size_t, 3> stall_rates{0, 3, 15};

}  // namespace

const char* word(Fault fault) {
    constexpr std::array words{
        "",    "never left",      "lost before",    "lost after",    "5xx before",  "5xx after",
        "429", "truncated after", "garbage before", "garbage after", "HTML before", "HTML after"};
    return words.at(static_cast<std::size_t>(fault));
}

bool is_applied(Fault fault) {
    switch (fault) {
        case Fault::none:
        case Fault::lost_after:
        case Fault::failed_after:
        case Fault::truncated:
        case Fault::garbage_after:
        case Fault::html_after:
            return true;
        case Fault::unreachable:
        case Fault::lost_before:
        case Fault::failed_before:
        case Fault::slow_down:
        case Fault::garbage_before:
        case Fault::html_before:
            return false;
    }
    return true;
}

Fault Weather::strike(Draw& draw, bool is_write) const {
    constexpr auto kinds = static_cast<std::size_t>(Fault::html_after);
    const bool is_struck = draw.per_mille(is_write ? faults : faults / 4);
    return is_struck ? static_cast<Fault>(1 + draw.below(kinds)) : Fault::none;
}

Weather drawn_weather(Draw& draw) {
    const auto [least, most] = networks[draw.below(networks.size())];
    Weather weather{.least_delay = least, .most_delay = most};
    weather.faults = fault_rates[draw.below(fault_rates.size())];
    weather.crashes = crash_rates[draw.below(crash_rates.size())];
    weather.jumps = jump_rates[draw.below(jump_rates.size())];
    weather.stalls = stall_rates[draw.below(stall_rates.size())];
    return weather;
}

}  // namespace simulation
