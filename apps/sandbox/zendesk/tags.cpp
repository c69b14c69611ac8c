#include "apps/sandbox/zendesk/call.h"
#include "apps/sandbox/zendesk/changes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

Answer show_tags(const Call& call) {
    const auto* ticket = find(call.desk.tickets, call.id());
    return ticket == nullptr ? not_found() : reply({{"tags", ticket->at("tags")}});
}

json sum(const json& current, const json& tags) {
    auto all = current;
    all.insert(all.end(), tags.begin(), tags.end());
    return all;
}

json given(const json& /*current*/, const json& tags) {
    return tags;
}

json difference(const json& current, const json& tags) {
    auto rest = json::array();
    for (const auto& tag : current) {
        if (std::ranges::find(tags, tag) == tags.end()) {
            rest.push_back(tag);
        }
    }
    return rest;
}

Answer change_tags(const Call& call, json (*combine)(const json&, const json&), int status) {
    auto* ticket = find(call.desk.tickets, call.id());
    if (ticket == nullptr) {
        return not_found();
    }
    auto change = body_of(call.request);
    if (call.parameter("tags")) {
        change["tags"] = json::array({*call.parameter("tags")});
    }
    const auto tags = tidy_tags(change.value("tags", json::array()));
    change["tags"] = combine(ticket->at("tags"), tags);
    if (auto reason = refusal(call.desk, *ticket, change)) {
        return *reason;
    }
    apply(call.desk, *ticket, {{"tags", change.at("tags")}}, call.hand());
    return reply({{"tags", ticket->at("tags")}}, status);
}

Answer add_tags(const Call& call) {
    return change_tags(call, &sum, 200);
}

Answer set_tags(const Call& call) {
    return change_tags(call, &given, 201);
}

Answer remove_tags(const Call& call) {
    return change_tags(call, &difference, 200);
}

constexpr std::array tags_table{
    Route{"GET", "tickets/{}/tags", &show_tags},
    Route{"PUT", "tickets/{}/tags", &add_tags},
    Route{"POST", "tickets/{}/tags", &set_tags},
    Route{"DELETE", "tickets/{}/tags", &remove_tags},
};

}  // namespace

std::span<const Route> tag_routes() {
    return tags_table;
}

}  // namespace sandbox::zendesk
