#include "apps/sandbox/text.h"
#include "apps/sandbox/zendesk/call.h"
#include "apps/sandbox/zendesk/query.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

/// The ticket's field behind a column of the API; nothing for another word.
const char* field_of_column(const std::string& column) {
    static const std::map<std::string, const char*> fields{{"id", "id"},
                                                           {"nice_id", "id"},
                                                           {"subject", "subject"},
                                                           {"status", "status"},
                                                           {"priority", "priority"},
                                                           {"created_at", "created_at"},
                                                           {"updated_at", "updated_at"},
                                                           {"assignee", "assignee_id"},
                                                           {"requester", "requester_id"},
                                                           {"group", "group_id"},
                                                           {"assignee.name", "assignee_id"},
                                                           {"requester.name", "requester_id"}};
    const auto found = fields.find(column);
    return found == fields.end() ? nullptr : found->second;
}

json value_to_sort_by(Desk& desk, const json& ticket, const std::string& column) {
    const auto& value = ticket.at(field_of_column(column));
    if (column == "priority" || column == "status") {
        return value.is_null() ? 0 : rank_of(value.get<std::string>()).value_or(0);
    }
    if (column.ends_with(".name")) {
        const auto* person = value.is_null() ? nullptr : find(desk.users, value);
        return person == nullptr ? json() : json(lower_case(person->at("name").get<std::string>()));
    }
    return value;
}

struct Sideload {
    const char* name;
    std::vector<json> Desk::*all;
    std::vector<const char*> fields;
};

json of_tickets(const Sideload& sideload, const Desk& desk, const json& tickets) {
    std::set<json> ids;
    for (const auto& ticket : tickets) {
        for (const auto* field : sideload.fields) {
            ids.insert(ticket.at(field));
        }
    }
    auto found = json::array();
    for (const auto& each : desk.*sideload.all) {
        if (ids.contains(each.at("id"))) {
            found.push_back(each);
        }
    }
    return found;
}

/// The column that `sort` or `sort_by` names, and in which direction.
void sort_as_asked(const Call& call, std::vector<json>& tickets) {
    auto sort = call.parameter("sort").value_or("");
    if (sort.empty()) {
        sort_tickets(call.desk, tickets, call.parameter("sort_by").value_or(""),
                     call.parameter("sort_order").value_or("asc"));
        return;
    }
    const bool is_falling = sort.starts_with('-');
    sort_tickets(call.desk, tickets, sort.substr(is_falling ? 1 : 0), is_falling ? "desc" : "asc");
}

}  // namespace

void sort_tickets(Desk& desk, std::vector<json>& tickets, const std::string& column,
                  const std::string& direction) {
    if (field_of_column(column) == nullptr) {
        return;
    }
    std::ranges::stable_sort(tickets, [&](const json& left, const json& right) {
        const auto first = value_to_sort_by(desk, left, column);
        const auto second = value_to_sort_by(desk, right, column);
        return lower_case(direction) == "desc" ? second < first : first < second;
    });
}

void add_sideloads(const Call& call, json& body, const json& tickets) {
    static const std::array<Sideload, 3> sideloads{
        {{"users", &Desk::users, {"requester_id", "assignee_id", "submitter_id"}},
         {"groups", &Desk::groups, {"group_id"}},
         {"organizations", &Desk::organizations, {"organization_id"}}}};
    const auto include = ',' + call.parameter("include").value_or("") + ',';
    for (const auto& sideload : sideloads) {
        if (include.find(',' + std::string(sideload.name) + ',') != std::string::npos) {
            body[sideload.name] = of_tickets(sideload, call.desk, tickets);
        }
    }
}

Answer reply_tickets(const Call& call, std::vector<json> tickets) {
    sort_as_asked(call, tickets);
    auto page = page_of(call, "tickets", tickets);
    if (!page) {
        return bad_value("page is not a cursor of this list");
    }
    add_sideloads(call, *page, page->at("tickets"));
    return reply(*page);
}

}  // namespace sandbox::zendesk
