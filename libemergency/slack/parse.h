#pragma once

#include "libemergency/core/result.h"
#include "libemergency/slack/types.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace emergency::slack {

/// The list at a JSON pointer; empty when there is none. Never throws.
const std::vector<nlohmann::json>& items_at(const nlohmann::json& value, const char* pointer);

/// What a key finds in an answer; null, which no reader accepts, if it is not there.
const nlohmann::json& part(const nlohmann::json& answer, const char* key);

/// Who a token belongs to; needs user_id.
Result<Identity> identity_from(const nlohmann::json& answer);

/// A channel; needs an id.
Result<Channel> channel_from(const nlohmann::json& value);

/// A member; needs an id.
Result<User> user_from(const nlohmann::json& value);

/// A message; needs a `ts` that is a time.
Result<Message> message_from(const nlohmann::json& value);

/// Where a message was posted; needs channel and ts.
Result<Posted> posted_from(const nlohmann::json& answer);

/// "1503435956.000247": the way Slack writes a moment.
std::string timestamp(TimePoint moment);

}  // namespace emergency::slack
