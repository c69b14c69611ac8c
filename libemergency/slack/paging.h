#pragma once

#include "libemergency/http/json_api.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <optional>
#include <string>

namespace emergency::slack {

/// A list that comes in pages.
struct Listing {
    std::string method = {};
    http::Query query = {};
};

/// Shows each page of a list to `look`, until it answers false or the list ends. Pages may
/// be short or empty, so only a cursor seen before means that there is no progress.
Result<void> pages(const http::JsonApi& api, const Listing& listing,
                   const std::function<bool(const nlohmann::json&)>& look);

/// What asks for the page after `page`, which `query` asked for; nothing if it is the last.
std::optional<http::Query> next_query(const nlohmann::json& page, http::Query query);

}  // namespace emergency::slack
