#pragma once

#include "libemergency/http/json_api.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <optional>
#include <vector>

namespace emergency::zendesk {

/// A list that comes in pages.
struct Listing {
    http::Path path = {};
    http::Query query = {};
    const char* items = "";        ///< JSON pointer to the list in each page.
    std::size_t most_pages = 100;  ///< Of a hundred items; further is too far.
};

/// Every page of a list, by cursor or by number, whichever way the service continues.
/// Fails rather than give a part of it: with `failed_there` when a page lacks the list, or promises
/// more and does not say where, or brings no new id; with `rejected` when there are too many pages.
/// The next page's address is never taken from the answer, so that the token stays with its host.
Result<std::vector<nlohmann::json>> pages(const http::JsonApi& api, const Listing& listing);

/// What asks for the page after `page`, which `query` asked for; nothing if it is the last. Fails
/// with `failed_there` if there is more and it does not say where.
Result<std::optional<http::Query>> next_query(const nlohmann::json& page, http::Query query);

}  // namespace emergency::zendesk
