#include "apps/sandbox/time_text.h"
#include "apps/sandbox/zendesk/call.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

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
    return reply(page_of(call, "ticket_metrics", metrics));
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

TimePoint time_in(const std::string& text) {
    std::int64_t seconds = 0;
    std::from_chars(text.data(), text.data() + text.size(), seconds);
    return TimePoint{std::chrono::seconds{seconds}};
}

/// Tickets changed since start_time, without the last minute, which the real service keeps back.
Answer changed_tickets(const Call& call) {
    const auto since = call.parameter("cursor").value_or(call.parameter("start_time").value_or(""));
    const auto start = utc_seconds(time_in(since));
    const auto end = utc_seconds(call.desk.clock.now() - std::chrono::minutes{1});
    auto tickets = json::array();
    for (const auto& ticket : call.desk.tickets) {
        const auto updated = ticket.at("updated_at").get<std::string>();
        if (updated >= start && updated < end) {
            tickets.push_back(shown(ticket));
        }
    }
    const auto now =
        std::chrono::floor<std::chrono::seconds>(call.desk.clock.now()).time_since_epoch();
    const auto cursor = std::to_string(now.count() - 60);
    return reply({{"tickets", tickets},
                  {"after_cursor", cursor},
                  {"after_url", call.request.origin + call.request.path + "?cursor=" + cursor},
                  {"before_cursor", nullptr},
                  {"before_url", nullptr},
                  {"end_of_stream", true}});
}

constexpr std::array metrics_table{
    Route{"GET", "tickets/{}/metrics", &ticket_metrics},
    Route{"GET", "ticket_metrics", &list_metrics},
    Route{"GET", "ticket_metrics/{}", &show_metric},
    Route{"GET", "incremental/tickets/cursor", &changed_tickets},
};

}  // namespace

std::span<const Route> metric_routes() {
    return metrics_table;
}

}  // namespace sandbox::zendesk
