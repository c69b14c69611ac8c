#include "libemergency/zendesk/paging.h"

#include "libemergency/http/lists.h"
#include "libemergency/http/raw_call.h"
#include "libemergency/zendesk/parse.h"

#include <fmt/format.h>
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
bool brings_new(const std::vector<json>& items, std::set<long long>& known) {
    bool any = false;
    for (const auto& item : items) {
        any = known.insert(http::number_at(item, "/id")).second || any;
    }
    return any;
}

/// Whatever does not say no says that the list goes on.
bool has_more(const json& page) {
    const auto& more = part(part(page, "meta"), "has_more");
    return !more.is_null() && more != json(false);
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
        const auto items = http::list_at(*page, listing.items, "Zendesk");
        if (!items) {
            return items.error();
        }
        auto next = next_query(*page, query);
        if (!next) {
            return next.error();
        }
        const bool progress = brings_new(**items, known);
        all.push_back(*std::move(page));
        if (!*next) {
            return all;
        }
        if (!progress) {
            return http::nothing_new("Zendesk");
        }
        query = **std::move(next);
    }
    return http::too_long("Zendesk", fmt::format("{},000", listing.most_pages / 10));
}

Result<std::optional<http::Query>> next_query(const json& page, http::Query query) {
    using Next = std::optional<http::Query>;
    if (has_more(page)) {
        const auto cursor = http::text_at(page, "/meta/after_cursor");
        return cursor.empty() ? Result<Next>(http::not_said_where("Zendesk"))
                              : Next(http::with(http::with(std::move(query), "page[size]", "100"),
                                                "page[after]", cursor));
    }
    const auto& next = part(page, "next_page");
    const bool is_last = part(page, "end_of_stream") == json(true);  // Its next page is for later.
    if (next.is_null() || is_last) {
        return Next();
    }
    if (http::text_at(next, "").empty()) {
        return http::not_said_where("Zendesk");
    }
    if (http::rows_of(page).empty()) {
        return http::nothing_new("Zendesk");
    }
    const auto number = number_in(query) + 1;
    return Next(http::with(std::move(query), "page", std::to_string(number)));
}

}  // namespace emergency::zendesk
