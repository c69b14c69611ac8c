#include "apps/sandbox/time_text.h"
#include "apps/sandbox/zendesk/call.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

/// The first public comment of an agent, if there is one.
const json* first_reply(Desk& desk, const json& ticket) {
    for (const auto& comment : ticket.at("comments")) {
        const auto* author = find(desk.users, comment.at("author_id"));
        if (comment.at("public") == true && author != nullptr && is_agent(*author)) {
            return &comment;
        }
    }
    return nullptr;
}

std::int64_t seconds_between(const json& from, const json& to) {
    const auto start = parse_moment(from.get<std::string>());
    const auto end = parse_moment(to.get<std::string>());
    if (!start || !end) {
        return 0;
    }
    return std::chrono::floor<std::chrono::seconds>(*end - *start).count();
}

json span_of(std::int64_t amount) {
    return {{"calendar", amount}, {"business", amount}};
}

json metric_of(Desk& desk, const json& ticket) {
    const auto id = ticket.at("id").get<std::int64_t>() + 600000000000;
    json metric{{"id", id},
                {"url", desk.url("ticket_metrics", id)},
                {"ticket_id", ticket.at("id")},
                {"created_at", ticket.at("created_at")},
                {"updated_at", ticket.at("updated_at")},
                {"group_stations", 1},
                {"assignee_stations", ticket.at("assignee_id").is_null() ? 0 : 1},
                {"reopens", 0},
                {"replies", 0},
                {"latest_comment_added_at", ticket.at("comments").back().at("created_at")},
                {"requester_updated_at", ticket.at("updated_at")},
                {"status_updated_at", ticket.at("updated_at")}};
    const auto* reply = first_reply(desk, ticket);
    if (reply != nullptr) {
        const auto seconds = seconds_between(ticket.at("created_at"), reply->at("created_at"));
        metric["replies"] = 1;
        metric["reply_time_in_seconds"] = {{"calendar", seconds}};
        metric["reply_time_in_minutes"] = span_of(seconds / 60);
    }
    return metric;
}

Answer ticket_metrics(const Call& call) {
    const auto* ticket = find(call.desk.tickets, call.id());
    if (ticket == nullptr) {
        return not_found();
    }
    return reply({{"ticket_metric", json::array({metric_of(call.desk, *ticket)})}});
}

Answer list_metrics(const Call& call) {
    std::vector<json> metrics;
    for (const auto& ticket : call.desk.tickets) {
        metrics.push_back(metric_of(call.desk, ticket));
    }
    return reply_page(call, "ticket_metrics", metrics);
}

Answer show_metric(const Call& call) {
    for (const auto& ticket : call.desk.tickets) {
        const auto metric = metric_of(call.desk, ticket);
        if (metric.at("id") == call.id()) {
            return reply({{"ticket_metric", json::array({metric})}});
        }
    }
    return not_found();
}

constexpr std::array metrics_table{
    Route{"GET", "tickets/{}/metrics", &ticket_metrics},
    Route{"GET", "ticket_metrics", &list_metrics},
    Route{"GET", "ticket_metrics/{}", &show_metric},
};

}  // namespace

std::span<const Route> metric_routes() {
    return metrics_table;
}

}  // namespace sandbox::zendesk
