#include "apps/sandbox/zendesk/call.h"

#include <nlohmann/json.hpp>

#include <array>
#include <set>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

Answer list_forms(const Call& call) {
    return reply_page(call, "ticket_forms", call.desk.forms);
}

Answer show_form(const Call& call) {
    const auto* form = find(call.desk.forms, call.id());
    return form == nullptr ? not_found() : reply({{"ticket_form", *form}});
}

json field_of(Desk& desk, std::int64_t id, const std::string& type, const std::string& title) {
    return {{"url", desk.url("ticket_fields", id)},
            {"id", id},
            {"type", type},
            {"title", title},
            {"raw_title", title},
            {"description", title},
            {"raw_description", title},
            {"position", 0},
            {"active", true},
            {"required", false},
            {"collapsed_for_agents", false},
            {"regexp_for_validation", nullptr},
            {"title_in_portal", title},
            {"raw_title_in_portal", title},
            {"visible_in_portal", true},
            {"editable_in_portal", true},
            {"required_in_portal", false},
            {"tag", nullptr},
            {"created_at", desk.now()},
            {"updated_at", desk.now()},
            {"removable", type == "text"},
            {"agent_description", ""}};
}

/// The fields that every help desk has, and those that some ticket uses.
std::vector<json> fields_of(Desk& desk) {
    std::vector<json> fields;
    std::int64_t id = 360000700000;
    for (const auto* type :
         {"subject", "description", "status", "tickettype", "priority", "group", "assignee"}) {
        fields.push_back(field_of(desk, ++id, type, type));
    }
    std::set<std::int64_t> known;
    for (const auto& ticket : desk.tickets) {
        for (const auto& field : ticket.at("custom_fields")) {
            if (field.at("id").is_number()) {
                known.insert(field.at("id").get<std::int64_t>());
            }
        }
    }
    for (const auto field : known) {
        fields.push_back(field_of(desk, field, "text", "Field " + std::to_string(field)));
    }
    return fields;
}

Answer list_fields(const Call& call) {
    return reply_page(call, "ticket_fields", fields_of(call.desk));
}

Answer list_custom_statuses(const Call& call) {
    auto statuses = json::array();
    std::int64_t id = first_custom_status - 1;
    for (const auto* category : {"new", "open", "pending", "hold", "solved"}) {
        statuses.push_back({{"url", call.desk.url("custom_statuses", ++id)},
                            {"id", id},
                            {"status_category", category},
                            {"agent_label", category},
                            {"raw_agent_label", category},
                            {"end_user_label", category},
                            {"raw_end_user_label", category},
                            {"description", category},
                            {"raw_description", category},
                            {"end_user_description", category},
                            {"raw_end_user_description", category},
                            {"active", true},
                            {"default", true},
                            {"created_at", call.desk.now()},
                            {"updated_at", call.desk.now()}});
    }
    return reply({{"custom_statuses", statuses}});
}

Answer list_policies(const Call& call) {
    if (!call.is_by_admin()) {
        return forbidden();
    }
    const json filter{
        {"all", json::array({{{"field", "priority"}, {"operator", "is"}, {"value", "urgent"}}})},
        {"any", json::array()}};
    const json target{{"priority", "urgent"},
                      {"metric", "first_reply_time"},
                      {"target", 30},
                      {"business_hours", false}};
    const json policy{{"url", call.desk.url("slas/policies", 360000600001)},
                      {"id", 360000600001},
                      {"title", "Emergencies"},
                      {"description", "First reply within 30 minutes"},
                      {"position", 1},
                      {"filter", filter},
                      {"policy_metrics", json::array({target})},
                      {"created_at", call.desk.now()},
                      {"updated_at", call.desk.now()}};
    return reply({{"sla_policies", json::array({policy})},
                  {"next_page", nullptr},
                  {"previous_page", nullptr},
                  {"count", 1}});
}

constexpr std::array settings_table{
    Route{"GET", "ticket_forms", &list_forms},
    Route{"GET", "ticket_forms/{}", &show_form},
    Route{"GET", "ticket_fields", &list_fields},
    Route{"GET", "custom_statuses", &list_custom_statuses},
    Route{"GET", "slas/policies", &list_policies},
};

}  // namespace

std::span<const Route> setting_routes() {
    return settings_table;
}

}  // namespace sandbox::zendesk
