#include "libemergency/slack/paging.h"

#include "libemergency/http/lists.h"
#include "libemergency/http/raw_call.h"
#include "libemergency/slack/parse.h"
#include "libemergency/slack/refusal.h"

#include <nlohmann/json.hpp>

#include <set>
#include <utility>

namespace emergency::slack {
namespace {

using nlohmann::json;

constexpr int most_pages = 1'000;

}  // namespace

Result<void> pages(const http::JsonApi& api, const Listing& listing,
                   const std::function<bool(const std::vector<json>&)>& look) {
    http::SeenRows seen;
    std::set<http::Query> asked;
    auto query = http::with(listing.query, "limit", "999");
    for (int n = 0; n < most_pages; ++n) {
        const auto page = accepted(api.get({listing.method}, query));
        if (!page) {
            return page.error();
        }
        const auto rows = http::list_at(*page, listing.items, "Slack");
        if (!rows) {
            return rows.error();
        }
        if (!look(**rows)) {
            return {};
        }
        auto next = next_query(*page, query);
        if (!next) {
            return next.error();
        }
        if (!*next) {
            return {};
        }
        if (!seen.take(**rows) || !asked.insert(**next).second) {
            return http::nothing_new("Slack");
        }
        query = **std::move(next);
    }
    return http::too_long("Slack", "1,000 pages");
}

Result<std::optional<http::Query>> next_query(const json& page, http::Query query) {
    using Next = std::optional<http::Query>;
    const auto& cursor = part(part(page, "response_metadata"), "next_cursor");
    if (cursor.is_null() || cursor == json("")) {
        const bool goes_on = part(page, "has_more") == json(true);
        return goes_on ? Result<Next>(http::not_said_where("Slack")) : Next();
    }
    if (!cursor.is_string()) {
        return http::not_said_where("Slack");
    }
    return Next(http::with(std::move(query), "cursor", cursor.get<std::string>()));
}

}  // namespace emergency::slack
