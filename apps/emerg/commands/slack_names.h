#pragma once

#include "libemergency/core/result.h"
#include "libemergency/slack/client.h"

#include <map>
#include <string>
#include <vector>

namespace emerg {

/// Names of those who wrote, by id; somebody whose name Slack may not tell keeps their id.
emergency::Result<std::map<std::string, std::string>> names_in(
    const std::vector<emergency::slack::Message>& messages, const emergency::slack::Client& slack);

}  // namespace emerg
