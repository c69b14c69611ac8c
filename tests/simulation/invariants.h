#pragma once

#include "tests/simulation/evidence.h"
#include "tests/simulation/process.h"
#include "tests/simulation/story.h"

#include <map>
#include <string>
#include <utility>
#include <vector>

namespace simulation {

/// How each chore (by role and place) ended last.
using Finishes = std::map<std::pair<std::size_t, std::size_t>, Finish>;

/// What is not as it has to be after a simulation; each line begins with the invariant's number:
///
/// 1. No effect twice: no two comments or messages with one key or one body; at most one contact,
///    one four-point message, one closing, one root of a thread; a resolved page stays so.
/// 2. No effect lost once the services are well: whatever somebody set out to do is there, and what
///    a step began besides (thread, note with its link) is ended; all of it comes to rest.
/// 3. Public is public and internal is internal, by the effect's key.
/// 4. No page is resolved before a public comment by one of ours, in the order of the services.
/// 5. No follow-up after the customer's answer. An answer that the services had before the plan
///    read the ticket must always be seen; one that arrives between that read and the write must be
///    refused by the guard (safe_update), except in the very second of the guarding stamp, which
///    is as fine as the real service tells moments apart: then it is nobody's fault. See
///    `answers.cpp`.
/// 6. One owner: the ticket has the assignee whom its claims name (the lowest audit of a key wins,
///    the last key counts), and of those who run `ack` only the owner is told that it is theirs.
std::vector<std::string> violations_in(const Town& town, const Story& story,
                                       const Finishes& finishes);

/// The fifth of them, which asks the ledger.
void check_answers(const Ledger& ledger, std::vector<std::string>& violations);

}  // namespace simulation
