#include "apps/sandbox/zendesk/query.h"

#include "apps/sandbox/time_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <compare>
#include <map>
#include <utility>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

/// Words, where quotes keep spaces together.
std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    bool quoted = false;
    for (const char letter : text) {
        if (letter == '"') {
            quoted = !quoted;
        } else if (letter == ' ' && !quoted) {
            words.emplace_back();
        } else {
            words.back() += letter;
        }
    }
    std::erase(words, "");
    return words;
}

Condition condition_in(std::string word) {
    Condition condition;
    condition.negated = word.size() > 1 && word.front() == '-';
    if (condition.negated) {
        word.erase(0, 1);
    }
    const auto place = word.find_first_of(":<>");
    if (place == std::string::npos || place == 0) {
        condition.value = lower_case(word);
        return condition;
    }
    const auto length = word.compare(place + 1, 1, "=") == 0 ? 2U : 1U;
    condition.field = lower_case(word.substr(0, place));
    condition.operation = word.substr(place, length);
    condition.value = word.substr(place + length);
    return condition;
}

std::string text_in(const json& value) {
    if (value.is_string()) {
        return lower_case(value.get<std::string>());
    }
    return value.is_null() ? "none" : value.dump();
}

bool holds(std::strong_ordering order, std::string_view operation) {
    if (operation == "<") {
        return std::is_lt(order);
    }
    if (operation == ">") {
        return std::is_gt(order);
    }
    if (operation == "<=") {
        return std::is_lteq(order);
    }
    return operation == ">=" ? std::is_gteq(order) : std::is_eq(order);
}

bool fits_person(Desk& desk, const json& id, const std::string& value, std::int64_t user) {
    if (value == "me") {
        return id == user;
    }
    const auto* person = id.is_null() ? nullptr : find(desk.users, id);
    if (person == nullptr || value == text_in(id)) {
        return value == text_in(id);
    }
    return value == text_in(person->at("email")) ||
           text_in(person->at("name")).find(value) != std::string::npos;
}

bool fits_organization(Desk& desk, const json& id, const std::string& value) {
    const auto* organization = id.is_null() ? nullptr : find(desk.organizations, id);
    return value == text_in(id) ||
           (organization != nullptr && text_in(organization->at("name")) == value);
}

bool fits_tags(const json& tags, const std::string& value) {
    if (value == "none") {
        return tags.empty();
    }
    const auto wanted = words_of(value);
    return std::ranges::any_of(wanted, [&](const std::string& tag) {
        return std::ranges::find(tags, json(tag)) != tags.end();
    });
}

/// How long ago "4hours" or "7days" is.
std::optional<std::chrono::milliseconds> age_in(const std::string& text) {
    const auto unit = text.find_first_not_of("0123456789");
    const bool is_age =
        unit != std::string::npos &&
        text.find_first_not_of("abcdefghijklmnopqrstuvwxyz", unit) == std::string::npos;
    return is_age ? parse_span(text.substr(0, unit + 1)) : std::nullopt;
}

bool fits_time(const Desk& desk, const json& value, const Condition& condition) {
    const auto moment = parse_moment(value.get<std::string>());
    const auto ago = age_in(condition.value);
    const auto limit = ago ? std::optional(desk.clock.now() - *ago)
                           : parse_scenario_moment(condition.value, desk.clock.now());
    if (!moment || !limit) {
        return false;
    }
    if (condition.operation == ":") {
        using std::chrono::days;
        return std::chrono::floor<days>(*moment) == std::chrono::floor<days>(*limit);
    }
    return holds(*moment <=> *limit, condition.operation);
}

bool fits_rank(const json& value, const Condition& condition) {
    const auto actual = rank_of(text_in(value));
    const auto wanted = rank_of(condition.value);
    if (!actual || !wanted) {
        return condition.operation == ":" && text_in(value) == condition.value;
    }
    return holds(*actual <=> *wanted, condition.operation);
}

bool fits_words(const json& ticket, const std::string& word) {
    const auto contains = [&](const char* field) {
        return text_in(ticket.at(field)).find(word) != std::string::npos;
    };
    return contains("subject") || contains("description") || text_in(ticket.at("id")) == word;
}

/// The ticket's field that a search's field means.
const char* ticket_field(const std::string& field) {
    static const std::map<std::string, const char*> names{
        {"created", "created_at"},      {"updated", "updated_at"},
        {"assignee", "assignee_id"},    {"requester", "requester_id"},
        {"submitter", "submitter_id"},  {"group", "group_id"},
        {"form", "ticket_form_id"},     {"organization", "organization_id"},
        {"ticket_type", "type"},        {"tags", "tags"},
        {"status", "status"},           {"priority", "priority"},
        {"subject", "subject"},         {"description", "description"},
        {"external_id", "external_id"}, {"id", "id"}};
    const auto found = names.find(field);
    return found == names.end() ? nullptr : found->second;
}

bool fits(Desk& desk, const json& ticket, const Condition& condition, std::int64_t user) {
    const auto& field = condition.field;
    if (field.empty()) {
        return fits_words(ticket, condition.value);
    }
    const auto* name = ticket_field(field);
    if (name == nullptr) {
        return false;
    }
    const auto& value = ticket.at(name);
    const auto wanted = lower_case(condition.value);
    if (field == "assignee" || field == "requester" || field == "submitter") {
        return fits_person(desk, value, wanted, user);
    }
    if (field == "organization") {
        return fits_organization(desk, value, wanted);
    }
    if (field == "tags") {
        return fits_tags(value, wanted);
    }
    if (field == "created" || field == "updated") {
        return fits_time(desk, value, condition);
    }
    if (field == "status" || field == "priority") {
        return fits_rank(value, condition);
    }
    if (field == "subject" || field == "description") {
        return text_in(value).find(wanted) != std::string::npos;
    }
    return text_in(value) == wanted;
}

}  // namespace

Query read_query(std::string_view text) {
    Query query;
    for (const auto& word : words_of(text)) {
        auto condition = condition_in(word);
        if (condition.field == "type") {
            query.kind = condition.value;
        } else if (condition.field == "order_by") {
            query.order = condition.value;
        } else if (condition.field == "sort") {
            query.direction = condition.value;
        } else {
            query.conditions.push_back(std::move(condition));
        }
    }
    return query;
}

bool fulfils(Desk& desk, const json& ticket, const Query& query, std::int64_t user) {
    std::map<std::string, bool> alternatives;
    for (const auto& condition : query.conditions) {
        const bool fit = fits(desk, ticket, condition, user) != condition.negated;
        const bool alternative =
            !condition.negated && condition.operation == ":" && !condition.field.empty();
        if (!alternative && !fit) {
            return false;
        }
        if (alternative) {
            alternatives[condition.field] = alternatives[condition.field] || fit;
        }
    }
    return std::ranges::all_of(alternatives, [](const auto& entry) { return entry.second; });
}

std::optional<int> rank_of(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, int>, 10> ranks{{{"new", 1},
                                                                             {"open", 2},
                                                                             {"pending", 3},
                                                                             {"hold", 4},
                                                                             {"solved", 5},
                                                                             {"closed", 6},
                                                                             {"low", 1},
                                                                             {"normal", 2},
                                                                             {"high", 3},
                                                                             {"urgent", 4}}};
    const auto* const found =
        std::ranges::find_if(ranks, [word](const auto& rank) { return rank.first == word; });
    return found == ranks.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace sandbox::zendesk
