#include "apps/sandbox/zendesk/call.h"
#include "apps/sandbox/zendesk/changes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

/// Attachments of the source go with the note to the target.
json attachments_of(const json& ticket) {
    auto all = json::array();
    for (const auto& comment : ticket.at("comments")) {
        for (const auto& each : comment.value("attachments", json::array())) {
            all.push_back(each);
        }
    }
    return all;
}

void add_copy(json& ticket, const json& person) {
    auto& people = ticket["collaborator_ids"];
    const bool is_there = std::ranges::find(people, person) != people.end();
    if (!is_there && person != ticket.at("requester_id")) {
        people.push_back(person);
    }
}

json close_into(const Call& call, json& source, json& target, const json& body) {
    auto& desk = call.desk;
    auto tags = source.at("tags");
    tags.push_back("closed_by_merge");
    apply(desk, source,
          {{"status", "closed"},
           {"tags", tags},
           {"comment",
            {{"body", body.value("source_comment", "")},
             {"public", body.value("source_comment_is_public", false)}}}},
          call.hand());
    apply(desk, target,
          {{"comment",
            {{"body", body.value("target_comment", "")},
             {"public", body.value("target_comment_is_public", false)}}}},
          call.hand());
    target["comments"].back()["attachments"] = attachments_of(source);
    add_copy(target, source.at("requester_id"));
    return {{"id", source.at("id")}, {"action", "merge"}, {"success", true}, {"status", "Merged"}};
}

/// Solved and closed tickets are not merged; the job tells, not the answer.
json result_of(const Call& call, const json& id, const json& body) {
    auto* source = find(call.desk.tickets, id.is_number_integer() ? id.get<std::int64_t>() : 0);
    auto* target = find(call.desk.tickets, call.id());
    json refusal{{"id", id}, {"success", false}, {"error", "TicketMergeFailed"}};
    if (source == nullptr || source == target) {
        return refusal;
    }
    for (const auto* ticket : {source, target}) {
        const auto& status = ticket->at("status");
        if (status == "closed" || (ticket == source && status == "solved")) {
            return refusal;
        }
    }
    return close_into(call, *source, *target, body);
}

Answer merge(const Call& call) {
    if (find(call.desk.tickets, call.id()) == nullptr) {
        return not_found();
    }
    const auto body = body_of(call.request);
    const auto ids = body.value("ids", json::array());
    if (!ids.is_array() || ids.empty()) {
        return refused(400, "InvalidRequest", "Parameter ids is required");
    }
    auto results = json::array();
    for (const auto& id : ids) {
        results.push_back(result_of(call, id, body));
    }
    return queued(call, results);
}

constexpr std::array merges_table{
    Route{"POST", "tickets/{}/merge", &merge},
};

}  // namespace

std::span<const Route> merge_routes() {
    return merges_table;
}

}  // namespace sandbox::zendesk
