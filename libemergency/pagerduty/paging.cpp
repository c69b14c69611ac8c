#include "libemergency/pagerduty/paging.h"

#include "libemergency/http/raw_call.h"

#include <nlohmann/json.hpp>

namespace emergency::pagerduty {

std::optional<http::Query> next_query(const nlohmann::json& page, http::Query query) {
    if (const auto cursor = http::text_at(page, "/next_cursor"); !cursor.empty()) {
        return http::with(std::move(query), "cursor", cursor);
    }
    const auto limit = http::number_at(page, "/limit");
    const bool goes_on = page.contains("more") && page.at("more") == true && limit > 0;
    return goes_on
               ? std::optional(http::with(std::move(query), "offset",
                                          std::to_string(http::number_at(page, "/offset") + limit)))
               : std::nullopt;
}

}  // namespace emergency::pagerduty
