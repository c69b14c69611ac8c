#pragma once

#include "libemergency/core/result.h"
#include "libemergency/zendesk/types.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace emergency::zendesk {

/// The list at a JSON pointer; empty when there is none. Never throws.
const std::vector<nlohmann::json>& items_at(const nlohmann::json& value, const char* pointer);

/// What a key finds in an answer; null, which no reader accepts, if it is not there.
const nlohmann::json& part(const nlohmann::json& answer, const char* key);

/// A user; needs an id.
Result<User> user_from(const nlohmann::json& value);

/// A ticket; needs id and status.
Result<Ticket> ticket_from(const nlohmann::json& value);

/// A comment; needs id and creation time.
Result<Comment> comment_from(const nlohmann::json& value);

/// An audit; needs id and creation time.
Result<Audit> audit_from(const nlohmann::json& value);

/// An organisation; needs an id.
Result<Organization> organization_from(const nlohmann::json& value);

/// Zendesk's reason out of a refusal of any of its shapes: "error: description: details".
std::string explain(const nlohmann::json& refusal);

}  // namespace emergency::zendesk
