#pragma once

#include "libemergency/http/json_api.h"

#include <nlohmann/json_fwd.hpp>

#include <optional>

namespace emergency::pagerduty {

/// What asks for the page after `page`, which `query` asked for; nothing if it is the last. Fails
/// with `failed_there` if there is more and it does not say where, or brings none of it.
Result<std::optional<http::Query>> next_query(const nlohmann::json& page, http::Query query);

}  // namespace emergency::pagerduty
