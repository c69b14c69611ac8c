#include "libemergency/slack/paging.h"

#include "libemergency/http/raw_call.h"
#include "libemergency/slack/refusal.h"

#include <nlohmann/json.hpp>

#include <set>

namespace emergency::slack {

namespace {

constexpr std::size_t most_pages = 1'000;

}  // namespace

Result<void> pages(const http::JsonApi& api, const Listing& listing,
                   const std::function<bool(const nlohmann::json&)>& look) {
    std::set<std::string> cursors;
    std::string cursor;
    while (cursors.size() < most_pages) {
        auto query = listing.query;
        query.emplace_back("limit", "999");
        if (!cursor.empty()) {
            query.emplace_back("cursor", cursor);
        }
        const auto page = accepted(api.get({listing.method}, query));
        if (!page) {
            return page.error();
        }
        cursor = http::text_at(*page, "/response_metadata/next_cursor");
        if (!look(*page) || cursor.empty() || !cursors.insert(cursor).second) {
            return {};
        }
    }
    return {};
}

std::optional<http::Query> next_query(const nlohmann::json& page, http::Query query) {
    const auto cursor = http::text_at(page, "/response_metadata/next_cursor");
    return cursor.empty() ? std::nullopt
                          : std::optional(http::with(std::move(query), "cursor", cursor));
}

}  // namespace emergency::slack
