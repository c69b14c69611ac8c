#pragma once

#include "tests/simulation/town.h"

#include <cstdint>
#include <string>
#include <vector>

namespace simulation {

/// A comment of the ticket as it stands at the end, with the key of the write that made it.
struct Comment {
    std::string key = {};
    std::int64_t author = 0;
    bool is_public = false;
    bool by_customer = false;
    std::string body = {};
};

/// A write to the ticket that set its assignee.
struct Assignment {
    std::string key = {};
    std::int64_t to = 0;
};

struct Message {
    std::string key = {};
    std::string text = {};
    bool is_root = false;
};

/// What the services hold at the end, as far as the invariants ask.
struct Evidence {
    std::vector<Comment> comments = {};
    std::vector<std::string> keys = {};  ///< Of all audits, oldest first.
    std::vector<Assignment> assignments = {};
    std::int64_t assignee = 0;  ///< 0: nobody.
    std::vector<Message> messages = {};
    std::string page_status = {};
};

Evidence evidence_in(const Town& town);

}  // namespace simulation
