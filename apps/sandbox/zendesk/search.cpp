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

/// By the newest, unless the request or the query itself says otherwise.
void sort_found(std::vector<json>& tickets, const Call& call, const Query& query) {
    const auto order =
        query.order.empty() ? call.parameter("sort_by").value_or("created_at") : query.order;
    const auto direction =
        query.direction.empty() ? call.parameter("sort_order").value_or("desc") : query.direction;
    const bool is_word = order == "priority" || order == "status" || order == "id";
    const auto* moment = order.starts_with("updated") ? "updated_at" : "created_at";
    sort_tickets(call.desk, tickets, is_word ? order : moment, direction);
}

std::vector<json> found_among(const Call& call, const std::vector<json>& objects,
                              const Query& query) {
    std::vector<json> found;
    for (const auto& object : objects) {
        if (is_found(call.desk, object, query)) {
            found.push_back(object);
            found.back()["result_type"] = query.kind;
        }
    }
    return found;
}

std::vector<json> found_in(const Call& call, const Query& query) {
    if (query.kind == "user") {
        return found_among(call, call.desk.users, query);
    }
    if (query.kind == "organization") {
        return found_among(call, call.desk.organizations, query);
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
    sort_found(found, call, query);
    return found;
}

std::size_t number_or(const std::optional<std::string>& text, std::size_t otherwise) {
    std::size_t number = otherwise;
    if (text) {
        std::from_chars(text->data(), text->data() + text->size(), number);
    }
    return number;
}

Answer reply_found(const Call& call, const Query& query) {
    if (const auto problem = problem_with(call.desk, query); !problem.empty()) {
        return refused(422, "invalid", problem);
    }
    auto page = page_of(call, "results", found_in(call, query));
    if (!page) {
        return bad_value("page is not a cursor of this list");
    }
    (*page)["facets"] = nullptr;
    return reply(*page);
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
    return reply_found(call, read_query(*text));
}

Answer count(const Call& call) {
    const auto query = read_query(call.parameter("query").value_or(""));
    if (const auto problem = problem_with(call.desk, query); !problem.empty()) {
        return refused(422, "invalid", problem);
    }
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
    return reply_found(paged, query);
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
