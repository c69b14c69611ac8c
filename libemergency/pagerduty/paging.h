#pragma once

#include "libemergency/http/json_api.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace emergency::pagerduty {

/// What asks for the page after `page`, which `query` asked for; nothing if it is the last.
std::optional<http::Query> next_query(const nlohmann::json& page, http::Query query);

}  // namespace emergency::pagerduty
