#pragma once

#include "libemergency/cases/reference.h"
#include "tests/simulation/process.h"

#include <string>

namespace simulation {

/// What somebody sets out to do.
enum class Verb { ack, take, contact, resolve, followup, ticket_note, thread_note, handoff };

const char* word(Verb verb);

/// A command that an actor runs, and how long they wait before.
struct Chore {
    Verb verb = Verb::ack;
    milliseconds pause{0};
    std::string text = {};  ///< Of a note.
    emergency::cases::Reference reference = {};
};

/// Is it wished once? Taking a case over again after it went to somebody else is another wish;
/// the rest may be run as often as one likes.
bool is_wished_once(Verb verb);

/// What makes the chore's plan.
Planner planner_of(const Chore& chore, const Scene& scene);

}  // namespace simulation
