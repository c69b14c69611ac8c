#include "apps/sandbox/zendesk/changes.h"

#include "apps/sandbox/text.h"
#include "apps/sandbox/time_text.h"
#include "apps/sandbox/zendesk/call.h"
#include "apps/sandbox/zendesk/query.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <optional>
#include <set>
#include <sstream>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

constexpr std::array plain_fields{
    "priority",        "status",           "type",        "subject",        "assignee_id",
    "group_id",        "requester_id",     "external_id", "ticket_form_id", "problem_id",
    "organization_id", "custom_status_id", "due_at"};

/// Events show numbers as text.
json event_value(const json& value) {
    return value.is_number() ? json(value.dump()) : value;
}

/// The built-in custom status of a category; closed tickets keep the solved one.
std::int64_t custom_status_of(const std::string& status) {
    return first_custom_status + std::min(rank_of(status).value_or(1), 5) - 1;
}

void set_field(Desk& desk, json& ticket, json& audit, const std::string& field, const json& value) {
    auto& current = ticket[field];
    if (current == value) {
        return;
    }
    audit["events"].push_back({{"id", desk.new_id()},
                               {"type", "Change"},
                               {"field_name", field},
                               {"value", event_value(value)},
                               {"previous_value", event_value(current)}});
    current = value;
    if (field == "subject") {
        ticket["raw_subject"] = value;
    }
    if (field == "status") {
        ticket["custom_status_id"] = custom_status_of(value.get<std::string>());
    }
}

void set_custom_field(Desk& desk, json& ticket, json& audit, const json& wanted) {
    auto& fields = ticket["custom_fields"];
    auto found = std::ranges::find_if(
        fields, [&](const json& field) { return field.at("id") == wanted.at("id"); });
    const auto value = wanted.value("value", json());
    const auto previous = found == fields.end() ? json() : found->at("value");
    if (found == fields.end()) {
        fields.push_back({{"id", wanted.at("id")}, {"value", value}});
    } else {
        (*found)["value"] = value;
    }
    ticket["fields"] = fields;
    if (previous == value) {
        return;
    }
    audit["events"].push_back({{"id", desk.new_id()},
                               {"type", "Change"},
                               {"field_name", event_value(wanted.at("id"))},
                               {"value", value},
                               {"previous_value", previous}});
}

/// A new ticket becomes open once an agent is on it, unless the change itself says what it becomes.
bool opens(Desk& desk, const json& ticket, const json& change, const Hand& hand) {
    if (ticket.at("status") != "new" || change.contains("status")) {
        return false;
    }
    if (!change.value("assignee_id", json()).is_null()) {
        return true;
    }
    const auto comment = change.value("comment", json());
    const auto author = comment.is_object() ? comment.value("author_id", hand.author) : hand.author;
    const auto* user = find(desk.users, author);
    const bool is_public = comment.is_string() ||
                           (comment.is_object() && comment.value("public", ticket.at("is_public")));
    return is_public && user != nullptr && is_agent(*user);
}

/// The status that the change means if it names only a custom status.
std::optional<std::string> category_in(const json& change) {
    static constexpr std::array categories{"new", "open", "pending", "hold", "solved"};
    const auto id = change.value("custom_status_id", json());
    if (change.contains("status") || !id.is_number_integer()) {
        return std::nullopt;
    }
    const auto place = id.get<std::int64_t>() - first_custom_status;
    const bool is_known = place >= 0 && place < std::ssize(categories);
    return is_known ? std::optional<std::string>(categories.at(static_cast<std::size_t>(place)))
                    : std::nullopt;
}

/// The change with what Zendesk itself concludes from it.
json completed(Desk& desk, const json& ticket, const json& change, const Hand& hand) {
    auto whole = change;
    if (whole.contains("assignee_email")) {
        const auto* agent = find_user(desk, whole.at("assignee_email").get<std::string>());
        whole["assignee_id"] = agent == nullptr ? json() : agent->at("id");
    }
    if (const auto category = category_in(whole)) {
        whole["status"] = *category;
    }
    if (opens(desk, ticket, whole, hand)) {
        whole["status"] = "open";
    }
    return whole;
}

/// `followers`: each is put or deleted, by id or address.
void set_followers(Desk& desk, json& ticket, json& audit, const json& followers) {
    auto ids = ticket.value("follower_ids", json::array());
    for (const auto& each : followers) {
        const auto* named = find_user(desk, each.value("user_email", ""));
        const auto id = named == nullptr ? each.value("user_id", json()) : named->at("id");
        std::erase(ids.get_ref<json::array_t&>(), id);
        if (each.value("action", "put") == "put") {
            ids.push_back(id);
        }
    }
    set_field(desk, ticket, audit, "follower_ids", ids);
}

void set_fields(Desk& desk, json& ticket, json& audit, const json& change) {
    for (const auto* field : plain_fields) {
        if (change.contains(field)) {
            set_field(desk, ticket, audit, field, change.at(field));
        }
    }
    if (change.contains("tags")) {
        set_field(desk, ticket, audit, "tags", tidy_tags(change.at("tags")));
    }
    if (change.contains("followers")) {
        set_followers(desk, ticket, audit, change.at("followers"));
    }
    for (const auto* name : {"custom_fields", "fields"}) {
        for (const auto& field : change.value(name, json::array())) {
            set_custom_field(desk, ticket, audit, field);
        }
    }
}

json create_events(Desk& desk, const json& ticket) {
    auto events = json::array();
    for (const auto* field :
         {"subject", "requester_id", "priority", "type", "status", "organization_id", "tags",
          "assignee_id", "group_id", "brand_id", "ticket_form_id", "custom_status_id"}) {
        events.push_back({{"id", desk.new_id()},
                          {"type", "Create"},
                          {"field_name", field},
                          {"value", event_value(ticket.at(field))}});
    }
    return events;
}

}  // namespace

void touch(json& ticket, TimePoint moment) {
    ticket["updated_at"] = utc_seconds(moment);
    ticket["generated_timestamp"] =
        std::chrono::floor<std::chrono::seconds>(moment).time_since_epoch().count();
}

json new_audit(Desk& desk, const json& ticket, const Hand& hand) {
    const json system{{"client", hand.client.empty() ? "Sandbox" : hand.client},
                      {"ip_address", "127.0.0.1"},
                      {"location", "Springfield, Sandbox"},
                      {"latitude", 0.0},
                      {"longitude", 0.0}};
    return {{"id", desk.new_id()},
            {"ticket_id", ticket.at("id")},
            {"created_at", utc_seconds(hand.at)},
            {"author_id", hand.author},
            {"metadata", {{"system", system}, {"custom", json::object()}}},
            {"events", json::array()},
            {"via",
             {{"channel", hand.channel},
              {"source", {{"from", json::object()}, {"to", json::object()}, {"rel", nullptr}}}}}};
}

json apply(Desk& desk, json& ticket, const json& change, const Hand& hand) {
    auto changed = ticket;
    auto audit = new_audit(desk, ticket, hand);
    audit["metadata"]["custom"] = change.value("metadata", json::object());
    const auto whole = completed(desk, ticket, change, hand);
    const auto comment = whole.value("comment", json());
    if (comment.is_string()) {
        add_comment(desk, changed, audit, {{"body", comment}});
    } else if (!comment.is_null()) {
        add_comment(desk, changed, audit, comment);
    }
    set_fields(desk, changed, audit, whole);
    if (audit.at("events").empty()) {
        return nullptr;
    }
    touch(changed, hand.at);
    changed["audits"].push_back(audit);
    ticket = std::move(changed);
    return audit;
}

json write_create_audit(Desk& desk, json& ticket, const json& comment, const Hand& hand) {
    auto audit = new_audit(desk, ticket, hand);
    add_comment(desk, ticket, audit, comment);
    for (auto& event : create_events(desk, ticket)) {
        audit["events"].push_back(std::move(event));
    }
    ticket["audits"].push_back(audit);
    return audit;
}

json tidy_tags(const json& tags) {
    std::set<std::string> tidy;
    const auto words = tags.is_array() ? tags : json::array({tags});
    for (const auto& entry : words) {
        std::istringstream text(lower_case(entry.is_string() ? entry.get<std::string>() : ""));
        for (std::string word; text >> word;) {
            tidy.insert(word);
        }
    }
    return tidy;
}

}  // namespace sandbox::zendesk
