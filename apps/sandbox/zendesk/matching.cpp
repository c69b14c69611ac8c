#include "apps/sandbox/text.h"
#include "apps/sandbox/time_text.h"
#include "apps/sandbox/zendesk/query.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <compare>
#include <map>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

constexpr std::string_view custom_field = "custom_field_";

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

/// Are the words in the text; `prin*` stands for any word that begins so?
bool has_words(const std::string& text, const std::string& wanted) {
    if (!wanted.ends_with('*')) {
        return text.find(wanted) != std::string::npos;
    }
    const auto start = wanted.substr(0, wanted.size() - 1);
    for (auto place = text.find(start); place != std::string::npos;
         place = text.find(start, place + 1)) {
        if (place == 0 || std::isalnum(static_cast<unsigned char>(text[place - 1])) == 0) {
            return true;
        }
    }
    return false;
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

/// The moment that a search means: a time, a day, or how long ago.
std::optional<TimePoint> moment_meant(const Desk& desk, const std::string& text) {
    const auto ago = age_in(text);
    return ago ? std::optional(desk.clock.now() - *ago)
               : parse_scenario_moment(text, desk.clock.now());
}

bool fits_time(const Desk& desk, const json& value, const Condition& condition) {
    const auto moment = value.is_null() ? std::nullopt : parse_moment(value.get<std::string>());
    const auto limit = moment_meant(desk, condition.value);
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
        return has_words(text_in(ticket.at(field)), word);
    };
    return contains("subject") || contains("description") || text_in(ticket.at("id")) == word;
}

bool is_date(const std::string& field) {
    return field == "created" || field == "updated" || field == "solved" || field == "due_date";
}

/// When a ticket that is solved became so.
json solved_at(const json& ticket) {
    if (ticket.at("status") != "solved" && ticket.at("status") != "closed") {
        return nullptr;
    }
    json moment = ticket.at("updated_at");
    for (const auto& audit : ticket.at("audits")) {
        for (const auto& event : audit.at("events")) {
            if (event.value("field_name", "") == "status" && event.at("value") == "solved") {
                moment = audit.at("created_at");
            }
        }
    }
    return moment;
}

json date_of(const json& object, const std::string& field) {
    if (field == "solved") {
        return object.contains("audits") ? solved_at(object) : json();
    }
    return object.value(field == "due_date" ? "due_at" : field + "_at", json());
}

/// `*` stands for any value.
bool fits_custom_field(const json& ticket, const std::string& id, const std::string& wanted) {
    const auto& fields = ticket.at("custom_fields");
    const auto found = std::ranges::find_if(
        fields, [&](const json& field) { return text_in(field.at("id")) == id; });
    const auto value = found == fields.end() ? json() : found->at("value");
    return wanted == "*" ? !value.is_null() : text_in(value) == wanted;
}

bool has_commenter(Desk& desk, const json& ticket, const std::string& wanted, std::int64_t user) {
    return std::ranges::any_of(ticket.at("comments"), [&](const json& comment) {
        return fits_person(desk, comment.at("author_id"), wanted, user);
    });
}

/// The ticket's field that a search's field means.
const char* ticket_field(const std::string& field) {
    static const std::map<std::string, const char*> names{
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

bool fits_field(Desk& desk, const json& value, const Condition& condition, std::int64_t user) {
    const auto& field = condition.field;
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
    if (field == "status" || field == "priority") {
        return fits_rank(value, condition);
    }
    if (field == "subject" || field == "description") {
        return has_words(text_in(value), wanted);
    }
    return text_in(value) == wanted;
}

bool fits(Desk& desk, const json& ticket, const Condition& condition, std::int64_t user) {
    const auto& field = condition.field;
    if (field.empty()) {
        return fits_words(ticket, condition.value);
    }
    const auto wanted = lower_case(condition.value);
    if (is_date(field)) {
        return fits_time(desk, date_of(ticket, field), condition);
    }
    if (field.starts_with(custom_field)) {
        return fits_custom_field(ticket, field.substr(custom_field.size()), wanted);
    }
    if (field == "commenter") {
        return has_commenter(desk, ticket, wanted, user);
    }
    if (field == "via") {
        const auto channel = text_in(ticket.at("via").at("channel"));
        return channel == (wanted == "mail" ? "email" : wanted);
    }
    const auto* name = ticket_field(field);
    if (name == nullptr) {
        return false;
    }
    return fits_field(desk, ticket.at(name), condition, user);
}

/// Of a user or an organization.
bool fits_other(Desk& desk, const json& object, const Condition& condition) {
    const auto& field = condition.field;
    const auto wanted = lower_case(condition.value);
    if (field.empty() || field == "user" || field == "name" || field == "email") {
        const auto address = object.value("email", json(""));
        return has_words(text_in(object.at("name")) + ' ' + text_in(address), wanted);
    }
    if (field == "organization") {
        return fits_organization(desk, object.value("organization_id", object.at("id")), wanted);
    }
    if (field == "tags") {
        return fits_tags(object.at("tags"), wanted);
    }
    return is_date(field) ? fits_time(desk, date_of(object, field), condition)
                          : object.contains(field) && text_in(object.at(field)) == wanted;
}

}  // namespace

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

bool is_found(Desk& desk, const json& object, const Query& query) {
    return std::ranges::all_of(query.conditions, [&](const Condition& condition) {
        return fits_other(desk, object, condition) != condition.negated;
    });
}

std::string problem_with(const Desk& desk, const Query& query) {
    for (const auto& condition : query.conditions) {
        if (is_date(condition.field) && !moment_meant(desk, condition.value)) {
            return "Invalid search: " + condition.field + " wants a date, not " + condition.value;
        }
    }
    return "";
}

}  // namespace sandbox::zendesk
