#pragma once

#include "tests/simulation/chores.h"

#include <cstddef>
#include <set>
#include <string>
#include <vector>

namespace simulation {

/// Somebody, or something, that runs commands one after the other.
struct Role {
    std::string name;
    std::size_t engineer = 0;  ///< Whose tokens; index into the scene.
    std::size_t machine = 0;   ///< Two roles may share a machine, and with it the journal.
    milliseconds begins{0};
    std::vector<Chore> chores = {};
};

/// Who does what in one simulation, drawn from its seed.
struct Story {
    std::vector<Role> roles = {};
    std::set<std::size_t> customer_writes_at = {};  ///< Before which requests.
};

/// A whole emergency, or one or two of its steps: those are two to three times as many in the same
/// time, and most of what a race can break, it breaks within one step.
enum class Length { whole, brief };

Story drawn_story(Draw& draw, Length length);

/// Does anybody set out to do it?
bool has_chore(const Story& story, Verb verb);

}  // namespace simulation
