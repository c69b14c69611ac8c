#include "tests/simulation/chores.h"

#include "libemergency/procedure/verbs.h"

#include <array>

namespace simulation {

using emergency::procedure::NoteTo;
using emergency::procedure::Plan;
using emergency::procedure::Situation;
using emergency::procedure::Take;

const char* word(Verb verb) {
    constexpr std::array words{"ack",      "ack --take",      "contact", "resolve",
                               "followup", "note --internal", "note",    "handoff"};
    return words.at(static_cast<std::size_t>(verb));
}

bool is_wished_once(Verb verb) {
    return verb == Verb::take || verb == Verb::handoff;
}

Planner planner_of(const Chore& chore, const Scene& scene) {
    return [&](const Situation& situation) -> emergency::Result<Plan> {
        switch (chore.verb) {
            case Verb::ack:
                return plan_ack(situation, {.take = Take::no, .thread = scene.thread});
            case Verb::take:
                return plan_ack(situation, {.take = Take::yes, .thread = scene.thread});
            case Verb::contact:
                return plan_contact(situation, {});
            case Verb::resolve:
                return plan_resolve(situation, {});
            case Verb::followup:
                return plan_followup(situation, {});
            case Verb::ticket_note:
                return plan_note(situation, {.text = chore.text, .to = NoteTo::ticket});
            case Verb::thread_note:
                return plan_note(situation, {.text = chore.text, .to = NoteTo::thread});
            case Verb::handoff:
                return plan_handoff(situation, {.successor = scene.successor,
                                                .briefing = {{"problem", "all pages say 502"}}});
        }
        return Plan{};
    };
}

}  // namespace simulation
