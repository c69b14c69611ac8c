#include "libemergency/zendesk/paging.h"

#include "libemergency/zendesk/parse.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <set>
#include <utility>

namespace emergency::zendesk {
namespace {

using nlohmann::json;

/// The parameters that continue after `page`; nothing after the last.
std::optional<http::Query> continuation(const json& page, std::size_t number) {
    const auto cursor = http::text_at(page, "/meta/after_cursor");
    if (part(part(page, "meta"), "has_more") == json(true) && !cursor.empty()) {
        return http::Query{{"page[size]", "100"}, {"page[after]", cursor}};
    }
    if (!http::text_at(page, "/next_page").empty()) {
        return http::Query{{"page", std::to_string(number + 1)}};
    }
    return std::nullopt;
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
        const auto next = continuation(all.back(), all.size());
        if (!progress || !next) {
            break;
        }
        query = listing.query;
        query.insert(query.end(), next->begin(), next->end());
    }
    return all;
}

}  // namespace emergency::zendesk
