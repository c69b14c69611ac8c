#include "apps/sandbox/zendesk/call.h"
#include "apps/sandbox/zendesk/query.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <charconv>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

constexpr std::size_t most_results = 1000;

json sort_value(const json& ticket, const std::string& order) {
    if (order == "priority" || order == "status") {
        const auto& word = ticket.at(order);
        return word.is_null() ? 0 : rank_of(word.get<std::string>()).value_or(0);
    }
    if (order.starts_with("updated")) {
        return ticket.at("updated_at");
    }
    return order == "id" ? ticket.at("id") : ticket.at("created_at");
}

void sort_tickets(std::vector<json>& tickets, const Call& call, const Query& query) {
    const auto order =
        query.order.empty() ? call.parameter("sort_by").value_or("created_at") : query.order;
    const auto direction =
        query.direction.empty() ? call.parameter("sort_order").value_or("desc") : query.direction;
    std::ranges::stable_sort(tickets, [&](const json& left, const json& right) {
        const auto first = sort_value(left, order);
        const auto second = sort_value(right, order);
        return direction == "asc" ? first < second : second < first;
    });
}

std::vector<json> found_people(const Call& call, const Query& query) {
    std::vector<json> found;
    for (const auto& user : call.desk.users) {
        const auto text = lower_case(user.at("name").get<std::string>() + ' ' +
                                     user.value("email", json("")).dump());
        const bool fits = std::ranges::all_of(query.conditions, [&](const Condition& condition) {
            return text.find(lower_case(condition.value)) != std::string::npos;
        });
        if (fits) {
            found.push_back(user);
            found.back()["result_type"] = "user";
        }
    }
    return found;
}

std::vector<json> found_in(const Call& call, const Query& query) {
    if (query.kind == "user") {
        return found_people(call, query);
    }
    std::vector<json> found;
    if (!query.kind.empty() && query.kind != "ticket") {
        return found;
    }
    for (const auto& ticket : call.desk.tickets) {
        if (fulfils(call.desk, ticket, query, call.user)) {
            found.push_back(shown(ticket));
            found.back()["result_type"] = "ticket";
        }
    }
    sort_tickets(found, call, query);
    return found;
}

std::size_t number_or(const std::optional<std::string>& text, std::size_t otherwise) {
    std::size_t number = otherwise;
    if (text) {
        std::from_chars(text->data(), text->data() + text->size(), number);
    }
    return number;
}

Answer search(const Call& call) {
    const auto text = call.parameter("query");
    if (!text) {
        return refused(422, "invalid", "Invalid search: query is missing");
    }
    const auto size = std::min<std::size_t>(number_or(call.parameter("per_page"), 100), 100);
    if (number_or(call.parameter("page"), 1) * size > most_results) {
        return refused(422, "invalid",
                       "Invalid search: Requested response size was greater than Search Response "
                       "Limits");
    }
    auto page = page_of(call, "results", found_in(call, read_query(*text)));
    page["facets"] = nullptr;
    return reply(page);
}

Answer count(const Call& call) {
    const auto query = read_query(call.parameter("query").value_or(""));
    return reply({{"count", found_in(call, query).size()}});
}

Answer export_search(const Call& call) {
    auto query = read_query(call.parameter("query").value_or(""));
    const auto kind = call.parameter("filter[type]");
    if (!kind || !query.kind.empty()) {
        return refused(422, "invalid",
                       "Invalid search: filter[type] is required, and type: cannot be used");
    }
    query.kind = *kind;
    auto request = call.request;
    if (!request.query.contains("page[size]")) {
        request.query.emplace("page[size]", "100");
    }
    const Call paged{
        .desk = call.desk, .request = request, .user = call.user, .places = call.places};
    auto page = page_of(paged, "results", found_in(call, query));
    page["facets"] = nullptr;
    return reply(page);
}

constexpr std::array search_table{
    Route{"GET", "search", &search},
    Route{"GET", "search/count", &count},
    Route{"GET", "search/export", &export_search},
};

}  // namespace

std::span<const Route> search_routes() {
    return search_table;
}

}  // namespace sandbox::zendesk
