#include "libemergency/zendesk/paging.h"

#include "libemergency/http/raw_call.h"
#include "libemergency/zendesk/parse.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <optional>
#include <set>
#include <utility>

namespace emergency::zendesk {
namespace {

using nlohmann::json;

/// The number of the page that a query asks for.
std::size_t number_in(const http::Query& query) {
    std::size_t number = 1;
    for (const auto& [name, value] : query) {
        if (name == "page") {
            std::from_chars(value.data(), value.data() + value.size(), number);
        }
    }
    return number;
}

/// Remembers the ids of a page; were any of them new?
bool brings_new(const json& page, const char* items, std::set<long long>& known) {
    bool any = false;
    for (const auto& item : items_at(page, items)) {
        any = known.insert(http::number_at(item, "/id")).second || any;
    }
    return any;
}

}  // namespace

Result<std::vector<json>> pages(const http::JsonApi& api, const Listing& listing) {
    std::vector<json> all;
    std::set<long long> known;
    auto query = listing.query;
    while (all.size() < listing.most_pages) {
        auto page = api.get(listing.path, query);
        if (!page) {
            return page.error();
        }
        const bool progress = brings_new(*page, listing.items, known);
        all.push_back(std::move(*page));
        auto next = next_query(all.back(), query);
        if (!progress || !next) {
            break;
        }
        query = *std::move(next);
    }
    return all;
}

std::optional<http::Query> next_query(const json& page, http::Query query) {
    const auto cursor = http::text_at(page, "/meta/after_cursor");
    if (part(part(page, "meta"), "has_more") == json(true) && !cursor.empty()) {
        return http::with(http::with(std::move(query), "page[size]", "100"), "page[after]", cursor);
    }
    if (http::text_at(page, "/next_page").empty()) {
        return std::nullopt;
    }
    const auto number = number_in(query) + 1;
    return http::with(std::move(query), "page", std::to_string(number));
}

}  // namespace emergency::zendesk
