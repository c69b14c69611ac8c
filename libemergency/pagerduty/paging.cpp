#include "libemergency/pagerduty/paging.h"

#include "libemergency/http/lists.h"
#include "libemergency/http/raw_call.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace emergency::pagerduty {

Result<std::optional<http::Query>> next_query(const nlohmann::json& page, http::Query query) {
    using Next = std::optional<http::Query>;
    if (const auto cursor = http::text_at(page, "/next_cursor"); !cursor.empty()) {
        return Next(http::with(std::move(query), "cursor", cursor));
    }
    const auto more = page.find("more");
    if (more == page.end() || more->is_null() || *more == false) {
        return Next();
    }
    const auto limit = http::number_at(page, "/limit");
    if (limit <= 0) {
        return http::not_said_where("PagerDuty");
    }
    if (http::rows_of(page).empty()) {
        return http::nothing_new("PagerDuty");
    }
    const auto offset = http::number_at(page, "/offset") + limit;
    return Next(http::with(std::move(query), "offset", std::to_string(offset)));
}

}  // namespace emergency::pagerduty
