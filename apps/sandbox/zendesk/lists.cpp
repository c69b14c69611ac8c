#include "apps/sandbox/zendesk/call.h"
#include "apps/sandbox/zendesk/changes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

constexpr std::size_t most_at_once = 100;

Answer show_tickets(const Call& call) {
    std::vector<json> found;
    for (const auto id : call.numbers("ids")) {
        const auto* ticket = find(call.desk.tickets, id);
        if (ticket != nullptr) {
            found.push_back(shown(*ticket));
        }
    }
    return reply_tickets(call, std::move(found));
}

Answer list_tickets(const Call& call) {
    const auto external = call.parameter("external_id");
    std::vector<json> found;
    for (const auto& ticket : call.desk.tickets) {
        if (!external || ticket.at("external_id") == *external) {
            found.push_back(shown(ticket));
        }
    }
    return reply_tickets(call, std::move(found));
}

Answer view_tickets(const Call& call) {
    std::vector<json> found;
    for (const auto& ticket : call.desk.tickets) {
        const auto& status = ticket.at("status");
        if (status != "solved" && status != "closed") {
            found.push_back(shown(ticket));
        }
    }
    return reply_tickets(call, std::move(found));
}

/// The sets that only update_many understands, as one whole set of tags.
json with_whole_tags(const json& ticket, json change) {
    auto tags = change.value("tags", ticket.at("tags"));
    for (const auto& tag : change.value("additional_tags", json::array())) {
        tags.push_back(tag);
    }
    const auto dropped = change.value("remove_tags", json::array());
    for (const auto& tag : dropped) {
        tags.erase(std::remove(tags.begin(), tags.end(), tag), tags.end());
    }
    change["tags"] = tags;
    return change;
}

json result_of(const Call& call, const json& change, std::int64_t id) {
    auto* ticket = find(call.desk.tickets, id);
    if (ticket == nullptr) {
        return {{"id", id}, {"success", false}, {"error", "TicketNotFound"}};
    }
    const auto whole = with_whole_tags(*ticket, change);
    if (refusal(call.desk, *ticket, whole)) {
        return {{"id", id}, {"success", false}, {"error", "TicketUpdateFailed"}};
    }
    apply(call.desk, *ticket, whole, call.hand());
    return {{"id", id}, {"action", "update"}, {"success", true}, {"status", "Updated"}};
}

Answer update_many(const Call& call) {
    const auto body = body_of(call.request);
    const auto ids = call.numbers("ids");
    const auto changes = body.value("tickets", json::array());
    if (ids.size() + changes.size() > most_at_once) {
        return refused(400, "TooManyValues", "Parameter ids cannot specify more than 100 values");
    }
    auto results = json::array();
    for (const auto id : ids) {
        results.push_back(result_of(call, body.value("ticket", json::object()), id));
    }
    for (const auto& change : changes) {
        results.push_back(result_of(call, change, change.value("id", std::int64_t{0})));
    }
    return queued(call, results);
}

Answer show_job(const Call& call) {
    const auto& wanted = call.places.front();
    const auto found = std::ranges::find_if(
        call.desk.jobs, [&](const json& job) { return job.at("id") == wanted; });
    return found == call.desk.jobs.end() ? not_found() : reply({{"job_status", *found}});
}

Answer show_related(const Call& call) {
    if (find(call.desk.tickets, call.id()) == nullptr) {
        return not_found();
    }
    return reply({{"topic_id", nullptr},
                  {"from_archive", false},
                  {"incidents", 0},
                  {"followup_source_ids", json::array()},
                  {"jira_issue_ids", json::array()}});
}

Answer list_collaborators(const Call& call) {
    const auto* ticket = find(call.desk.tickets, call.id());
    if (ticket == nullptr) {
        return not_found();
    }
    std::vector<json> people;
    for (const auto& id : ticket->at("collaborator_ids")) {
        const auto* user = find(call.desk.users, id);
        if (user != nullptr) {
            people.push_back(*user);
        }
    }
    return reply_page(call, "users", people);
}

Answer list_incidents(const Call& call) {
    if (find(call.desk.tickets, call.id()) == nullptr) {
        return not_found();
    }
    std::vector<json> incidents;
    for (const auto& ticket : call.desk.tickets) {
        if (ticket.at("problem_id") == call.id()) {
            incidents.push_back(shown(ticket));
        }
    }
    return reply_tickets(call, std::move(incidents));
}

constexpr std::array lists_table{
    Route{"GET", "tickets", &list_tickets},
    Route{"GET", "tickets/show_many", &show_tickets},
    Route{"PUT", "tickets/update_many", &update_many},
    Route{"GET", "tickets/{}/related", &show_related},
    Route{"GET", "tickets/{}/collaborators", &list_collaborators},
    Route{"GET", "tickets/{}/incidents", &list_incidents},
    Route{"GET", "views/{}/tickets", &view_tickets},
    Route{"GET", "job_statuses/{text}", &show_job},
};

}  // namespace

Answer queued(const Call& call, const json& results) {
    const auto id = "V3-" + std::to_string(call.desk.new_id());
    json job{{"id", id},
             {"url", call.desk.url("api/v2/job_statuses/" + id + ".json")},
             {"total", results.size()},
             {"progress", nullptr},
             {"status", "queued"},
             {"message", nullptr},
             {"results", nullptr}};
    const auto first = job;
    job.update({{"progress", results.size()},
                {"status", "completed"},
                {"message", "Completed at " + call.desk.now()},
                {"results", results}});
    call.desk.jobs.push_back(std::move(job));
    return reply({{"job_status", first}});
}

std::span<const Route> list_routes() {
    return lists_table;
}

}  // namespace sandbox::zendesk
