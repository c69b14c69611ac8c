#include "apps/sandbox/zendesk/call.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>
#include <tuple>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

constexpr std::int64_t longest_export = 1000;

/// Where an export stands: after this ticket as it was at that second.
struct Position {
    std::int64_t second = 0;
    std::int64_t ticket = 0;
};

bool is_earlier(const Position& first, const Position& second) {
    return std::tie(first.second, first.ticket) < std::tie(second.second, second.ticket);
}

std::optional<std::int64_t> whole_number(const std::string& text) {
    std::int64_t number = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    return problem == std::errc() && stop == end && number >= 0 ? std::optional(number)
                                                                : std::nullopt;
}

std::string cursor_of(const Position& position) {
    return std::to_string(position.second) + '-' + std::to_string(position.ticket);
}

std::optional<Position> position_in(const std::string& cursor) {
    const auto mark = std::min(cursor.find('-'), cursor.size());
    const auto second = whole_number(cursor.substr(0, mark));
    const auto ticket = whole_number(cursor.substr(std::min(mark + 1, cursor.size())));
    return second && ticket ? std::optional(Position{.second = *second, .ticket = *ticket})
                            : std::nullopt;
}

Position position_of(const json& ticket) {
    return {.second = ticket.at("generated_timestamp").get<std::int64_t>(),
            .ticket = ticket.at("id").get<std::int64_t>()};
}

/// The last minute is kept back.
std::int64_t export_end(const Call& call) {
    const auto now = std::chrono::floor<std::chrono::seconds>(call.desk.clock.now());
    return now.time_since_epoch().count() - 60;
}

/// Where the request wants to begin; nothing if it does not say so in a way that can be read.
std::optional<Position> start_of(const Call& call) {
    if (const auto cursor = call.parameter("cursor")) {
        return position_in(*cursor);
    }
    const auto start = whole_number(call.parameter("start_time").value_or(""));
    return start && *start <= export_end(call) ? std::optional(Position{.second = *start})
                                               : std::nullopt;
}

std::vector<json> changed_since(const Call& call, const Position& start) {
    std::vector<json> tickets;
    for (const auto& ticket : call.desk.tickets) {
        const auto position = position_of(ticket);
        if (is_earlier(start, position) && position.second < export_end(call)) {
            tickets.push_back(shown(ticket));
        }
    }
    std::ranges::sort(tickets, &is_earlier, &position_of);
    return tickets;
}

Answer changed_tickets(const Call& call) {
    if (!call.is_by_admin()) {
        return forbidden();
    }
    const auto start = start_of(call);
    const auto size =
        whole_number(call.parameter("per_page").value_or(std::to_string(longest_export)));
    if (!start) {
        return bad_value(call.parameter("cursor")
                             ? "cursor is invalid"
                             : "start_time must be a time at least one minute in the past");
    }
    if (!size || *size == 0 || *size > longest_export) {
        return bad_value("per_page must be between 1 and 1000");
    }
    auto tickets = changed_since(call, *start);
    const bool is_end = std::ssize(tickets) <= *size;
    tickets.resize(std::min(tickets.size(), static_cast<std::size_t>(*size)));
    const auto cursor = cursor_of(tickets.empty() ? *start : position_of(tickets.back()));
    json body{{"tickets", tickets},
              {"after_cursor", cursor},
              {"after_url", call.request.origin + call.request.path + "?cursor=" + cursor},
              {"before_cursor", nullptr},
              {"before_url", nullptr},
              {"end_of_stream", is_end}};
    add_sideloads(call, body, tickets);
    return reply(body);
}

constexpr std::array incremental_table{
    Route{"GET", "incremental/tickets/cursor", &changed_tickets},
};

}  // namespace

std::span<const Route> incremental_routes() {
    return incremental_table;
}

}  // namespace sandbox::zendesk
