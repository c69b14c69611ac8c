#pragma once

#include "libemergency/http/json_api.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace emergency::slack {

/// A list that comes in pages.
struct Listing {
    std::string method = {};
    http::Query query = {};
    const char* items = "";  ///< JSON pointer to the list in each page.
};

/// Shows what each page of a list holds to `look`, until it answers false or the list ends. Pages
/// may be short or empty. Fails with `failed_there` when a page lacks the list, or promises more
/// and does not say where, or repeats a cursor or rows; with `rejected` when there are too many
/// pages.
Result<void> pages(const http::JsonApi& api, const Listing& listing,
                   const std::function<bool(const std::vector<nlohmann::json>&)>& look);

/// What asks for the page after `page`, which `query` asked for; nothing if it is the last. Fails
/// with `failed_there` if there is more and it does not say where.
Result<std::optional<http::Query>> next_query(const nlohmann::json& page, http::Query query);

}  // namespace emergency::slack
