#include "tests/simulation/town.h"

#include "apps/sandbox/time_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace simulation {

Counts& Counts::operator+=(const Counts& other) {
    commands += other.commands;
    requests += other.requests;
    faults += other.faults;
    crashes += other.crashes;
    jumps += other.jumps;
    return *this;
}

Town::Town(const Scene& its_scene, std::uint64_t seed, Breakage its_breakage,
           std::ostream* its_trace)
    : scene(its_scene), draw(seed), breakage(its_breakage), trace_(its_trace) {
    const auto& scenario = *scene.scenario;
    const auto start = sandbox::parse_moment(scenario.at("now").get<std::string>());
    services.ground.clock.move_to(start.value_or(sandbox::TimePoint{}));
    services.pagerduty.load(scenario);
    services.zendesk.load(scenario);
    services.slack.load(scenario);
    weather = drawn_weather(draw);
}

void Town::calm() {
    weather = {};
}

void Town::hear_customer() {
    if (customer_writes_at.erase(counts.requests) == 0) {
        return;
    }
    const auto text = fmt::format("Customer speaking, request {}", counts.requests);
    memo.forget("https://zendesk");
    if (services.zendesk.customer_reply(the_ticket, text, "")) {
        ledger.add({.kind = Happening::Kind::customer_wrote, .at = baton.now()});
        tell("customer", "writes");
    }
}

void Town::tell(std::string_view who, const std::string& what) {
    if (trace_ != nullptr) {
        *trace_ << fmt::format("{} {:<12} {}\n", sandbox::utc_milliseconds(baton.now()), who, what);
    }
}

}  // namespace simulation
