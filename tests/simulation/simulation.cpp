#include "tests/simulation/simulation.h"

#include "libemergency/core/together.h"
#include "tests/simulation/invariants.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <set>
#include <stdexcept>
#include <tuple>

namespace simulation {
namespace {

using namespace std::chrono_literals;

constexpr int starts_in_a_storm = 4;
constexpr int tries_in_a_storm = 2;
constexpr int rounds_at_most = 12;

/// Between two rounds, so that a claim whose owner has gone passes on (policy.succession).
constexpr milliseconds between_rounds = 4min;

/// Until the next message is due (policy.silence, policy.close_after).
constexpr milliseconds until_due = 16min;

/// A machine with an empty disk for each that the story uses.
std::map<std::size_t, std::unique_ptr<Machine>> set_up_machines(const Story& story) {
    std::map<std::size_t, std::unique_ptr<Machine>> all;
    for (const auto& role : story.roles) {
        if (all.contains(role.machine)) {
            continue;
        }
        auto store = emergency::Store::in_memory();
        if (!store) {
            throw std::runtime_error(store.error().message);
        }
        all.emplace(role.machine, std::make_unique<Machine>(fmt::format("machine-{}", role.machine),
                                                            *std::move(store)));
    }
    return all;
}

}  // namespace

Simulation::Simulation(const Scene& scene, std::uint64_t seed, const Options& options,
                       std::ostream* trace)
    : town_(scene, seed, options.breakage, trace),
      story_(drawn_story(town_.draw, options.length)),
      machines_(set_up_machines(story_)) {
    town_.customer_writes_at = story_.customer_writes_at;
}

Verdict Simulation::run() {
    Verdict verdict;
    draw_of_this_thread = &town_.draw;
    try {
        storm();
        town_.calm();
        town_.tell("", "---- calm");
        if (!come_to_rest()) {
            verdict.violations.emplace_back("(2) it does not come to rest");
        }
    } catch (const Endless&) {
        verdict.violations.emplace_back("(2) it does not come to an end");
    }
    for (auto& violation : violations_in(town_, story_, finishes_)) {
        verdict.violations.push_back(std::move(violation));
    }
    verdict.counts = town_.counts;
    verdict.last_draw = town_.draw.next();
    draw_of_this_thread = nullptr;
    return verdict;
}

void Simulation::storm() {
    for (std::size_t role = 0; role < story_.roles.size(); ++role) {
        town_.baton.add(story_.roles[role].begins, [this, role] { live(role); });
    }
    town_.baton.run();
}

void Simulation::live(std::size_t role) {
    for (std::size_t chore = 0; chore < story_.roles[role].chores.size(); ++chore) {
        town_.baton.sleep(story_.roles[role].chores[chore].pause);
        for (int n = 0; n < tries_in_a_storm; ++n) {
            if (persist({role, chore}).end != End::lacking) {
                break;
            }
            town_.baton.sleep(town_.draw.span(1s, 60s));
        }
    }
}

Finish Simulation::persist(Place place) {
    Finish finish;
    for (int n = 0; n < starts_in_a_storm; ++n) {
        try {
            finish = attempt(place);
            break;
        } catch (const Crash&) {
            town_.baton.sleep(town_.draw.span(1s, town_.draw.below(4) == 0 ? 15min : 30s));
        }
    }
    finishes_[place] = finish;
    return finish;
}

Finish Simulation::attempt(Place place) {
    const auto& role = story_.roles[place.first];
    const auto& chore = chore_at(place);
    auto& machine = *machines_.at(role.machine);
    const auto& person = town_.scene.engineers.at(role.engineer);
    const Run run{.town = town_,
                  .machine = machine,
                  .person = person,
                  .name = role.name,
                  .by = fmt::format("{} {}", person.email, machine.name),
                  .number = ++runs_};
    ++town_.counts.commands;
    town_.tell(role.name, fmt::format("> {} (run {})", word(chore.verb), run.number));
    return Process(run).carry_out(chore.reference, planner_of(chore, town_.scene));
}

std::vector<Simulation::Place> Simulation::chores_to_repeat() const {
    std::set<std::tuple<std::size_t, std::size_t, Verb, std::string>> known;
    std::vector<Place> all;
    for (std::size_t role = 0; role < story_.roles.size(); ++role) {
        const auto& each = story_.roles[role];
        for (std::size_t chore = 0; chore < each.chores.size(); ++chore) {
            const auto& what = each.chores[chore];
            const auto finish = finishes_.find({role, chore});
            const bool is_over = is_wished_once(what.verb) && finish != finishes_.end() &&
                                 finish->second.end == End::whole;
            if (!is_over &&
                known.emplace(each.engineer, each.machine, what.verb, what.text).second) {
                all.emplace_back(role, chore);
            }
        }
    }
    return all;
}

bool Simulation::come_to_rest() {
    town_.baton.sleep(between_rounds);
    const auto all = chores_to_repeat();
    if (!repeat(all)) {
        return false;
    }
    std::vector<Place> followups;
    std::ranges::copy_if(all, std::back_inserter(followups), [this](const Place& place) {
        return chore_at(place).verb == Verb::followup;
    });
    for (int message = 0; message < 2; ++message) {
        town_.baton.sleep(until_due);
        if (!repeat(followups)) {
            return false;
        }
    }
    return true;
}

bool Simulation::repeat(std::vector<Place> places) {
    for (int round = 0; round < rounds_at_most; ++round) {
        bool is_quiet = true;
        std::vector<Place> again;
        for (const auto& place : places) {
            const auto finish = attempt(place);
            finishes_[place] = finish;
            const bool is_restless = finish.acted || finish.end == End::lacking;
            is_quiet = is_quiet && !is_restless;
            if (is_restless || finish.end == End::refused) {
                again.push_back(place);
            }
        }
        if (is_quiet) {
            return true;
        }
        places = std::move(again);
        town_.baton.sleep(between_rounds);
    }
    return false;
}

const Chore& Simulation::chore_at(Place place) const {
    return story_.roles[place.first].chores[place.second];
}

}  // namespace simulation
