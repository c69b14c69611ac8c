#pragma once

#include "apps/sandbox/zendesk/desk.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox::zendesk {

/// One condition of a search: `status<solved`, `-tags:x`, or a free word, which has no field.
struct Condition {
    std::string field;
    std::string operation;
    std::string value;
    bool negated = false;
};

/// The search language of Zendesk, read.
struct Query {
    std::vector<Condition> conditions;
    std::string kind;   ///< What `type:` says.
    std::string order;  ///< What `order_by:` says.
    std::string direction;
};

/// Words, where quotes keep spaces together.
std::vector<std::string> words_of(std::string_view text);

Query read_query(std::string_view text);

/// True if the ticket fulfils every condition; equal fields are alternatives.
bool fulfils(Desk& desk, const nlohmann::json& ticket, const Query& query, std::int64_t user);

/// The same of a user or an organization, where every condition counts.
bool is_found(Desk& desk, const nlohmann::json& object, const Query& query);

/// Why the query cannot be answered, such as a date that is none; empty if it can.
std::string problem_with(const Desk& desk, const Query& query);

/// How far a status or priority is in its order, or nothing for other words.
std::optional<int> rank_of(std::string_view word);

}  // namespace sandbox::zendesk
