#include "apps/sandbox/zendesk/new_tickets.h"

#include "apps/sandbox/time_text.h"
#include "apps/sandbox/zendesk/changes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

constexpr std::int64_t brand = 360000900001;

json empty_part() {
    return {{"external_id", nullptr},
            {"type", nullptr},
            {"priority", nullptr},
            {"recipient", nullptr},
            {"assignee_id", nullptr},
            {"group_id", nullptr},
            {"collaborator_ids", json::array()},
            {"follower_ids", json::array()},
            {"email_cc_ids", json::array()},
            {"forum_topic_id", nullptr},
            {"problem_id", nullptr},
            {"has_incidents", false},
            {"is_public", true},
            {"due_at", nullptr},
            {"tags", json::array()},
            {"custom_fields", json::array()},
            {"satisfaction_rating", nullptr},
            {"sharing_agreement_ids", json::array()},
            {"custom_status_id", first_custom_status},
            {"fields", json::array()},
            {"followup_ids", json::array()},
            {"brand_id", brand},
            {"allow_channelback", false},
            {"allow_attachments", true},
            {"from_messaging_channel", false},
            {"comments", json::array()},
            {"audits", json::array()}};
}

/// The fields of a scenario, a map of id to value, as the API's list.
json fields_of(const json& words) {
    auto fields = json::array();
    const auto values = words.value("fields", json::object());
    for (const auto& [id, value] : values.items()) {
        const bool is_number = id.find_first_not_of("0123456789") == std::string::npos;
        fields.push_back(
            {{"id", is_number ? json(std::stoll(id)) : json(id)},
             {"value", value.is_null() || value.is_string() ? value : json(value.dump())}});
    }
    return fields;
}

/// A person given by address or by id.
json agent_in(Desk& desk, const json& words) {
    auto assignee = words.value("assignee", words.value("assignee_id", json()));
    if (!assignee.is_string()) {
        return assignee;
    }
    const auto* agent = find_user(desk, assignee.get<std::string>());
    return agent == nullptr ? json() : agent->at("id");
}

json organization_in(Desk& desk, const json& words, const json& fallback) {
    const auto name = words.value("organisation", words.value("organization", ""));
    const auto* organization = find_organization(desk, name);
    return organization == nullptr ? fallback : organization->at("id");
}

TimePoint time_in(const json& words, const char* key, TimePoint start) {
    const auto text = words.value(key, "");
    return parse_scenario_moment(text, start).value_or(start);
}

void add_words(Desk& desk, json& ticket, const json& words) {
    const auto subject = words.value("subject", "Emergency");
    ticket.update(
        {{"subject", subject},
         {"raw_subject", subject},
         {"description", words.value("description", subject)},
         {"status", words.value("status", "new")},
         {"tags", tidy_tags(words.value("tags", json::array()))},
         {"custom_fields", fields_of(words)},
         {"assignee_id", agent_in(desk, words)},
         {"organization_id", organization_in(desk, words, ticket.at("organization_id"))}});
    ticket["fields"] = ticket["custom_fields"];
    for (const auto* field : {"priority", "type", "external_id", "group_id"}) {
        if (words.contains(field)) {
            ticket[field] = words.at(field);
        }
    }
    if (words.contains("form")) {
        ticket["ticket_form_id"] = words.at("form");
    }
}

std::int64_t author_of(Desk& desk, const json& ticket, const json& reply) {
    if (!reply.contains("author")) {
        return ticket.at("requester_id");
    }
    return person_with(desk, {{"email", reply.at("author")}, {"name", reply.at("author")}});
}

void add_replies(Desk& desk, json& ticket, const json& words, TimePoint start) {
    for (const auto& reply : words.value("comments", json::array())) {
        const Hand hand{.author = author_of(desk, ticket, reply),
                        .channel = "email",
                        .at = time_in(reply, "at", start)};
        const json comment{{"body", reply.value("body", "")},
                           {"public", reply.value("public", true)}};
        apply(desk, ticket, {{"comment", comment}, {"status", ticket.at("status")}}, hand);
    }
}

}  // namespace

std::int64_t person_with(Desk& desk, const json& words) {
    const auto email = words.value("email", "");
    if (const auto* known = find_user(desk, email)) {
        return known->at("id");
    }
    auto person = words;
    person["role"] = "end-user";
    return add_user(desk, person);
}

json blank_ticket(Desk& desk, std::int64_t id, std::int64_t requester, const Hand& hand) {
    const auto* person = find(desk.users, requester);
    auto ticket = empty_part();
    ticket.update(
        {{"url", desk.url("tickets", id)},
         {"id", id},
         {"via",
          {{"channel", hand.channel},
           {"source", {{"from", json::object()}, {"to", json::object()}, {"rel", nullptr}}}}},
         {"created_at", utc_seconds(hand.at)},
         {"updated_at", utc_seconds(hand.at)},
         {"generated_timestamp",
          std::chrono::floor<std::chrono::seconds>(hand.at).time_since_epoch().count()},
         {"status", "new"},
         {"requester_id", requester},
         {"submitter_id", hand.author},
         {"organization_id", person == nullptr ? json() : person->value("organization_id", json())},
         {"ticket_form_id", desk.forms.front().at("id")}});
    return ticket;
}

json& add_scenario_ticket(Desk& desk, const json& words, TimePoint start) {
    const auto id =
        words.contains("id") ? words.at("id").get<std::int64_t>() : desk.last_ticket + 1;
    desk.last_ticket = std::max(desk.last_ticket, id);
    const auto requester =
        person_with(desk, {{"email", words.value("requester", "requester@example.org")},
                           {"name", words.value("requester", "requester@example.org")},
                           {"organisation", words.value("organisation", "")}});
    const Hand hand{.author = requester, .channel = "web", .at = time_in(words, "created", start)};
    auto ticket = blank_ticket(desk, id, requester, hand);
    add_words(desk, ticket, words);
    write_create_audit(desk, ticket, {{"body", ticket.at("description")}, {"public", true}}, hand);
    add_replies(desk, ticket, words, start);
    return desk.tickets.emplace_back(std::move(ticket));
}

}  // namespace sandbox::zendesk
