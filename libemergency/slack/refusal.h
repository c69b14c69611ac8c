#pragma once

#include "libemergency/core/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace emergency::slack {

/// Slack's reason out of a refusal: "error: needs scope X", with its errors and messages.
std::string explain(const nlohmann::json& refusal);

/// The answer if it says `ok`; otherwise the Error that it means (Slack refuses with 200).
Result<nlohmann::json> accepted(Result<nlohmann::json> answer);

/// The Slack error `code` sorted by what the caller can do about it.
ErrorKind kind_of(const std::string& code);

}  // namespace emergency::slack
