#pragma once

#include "apps/emerg/session.h"
#include "libemergency/health/checks.h"

#include <optional>
#include <string>
#include <vector>

namespace emerg {

/// What a service said to the question who I am.
struct Introduction {
    std::string service = {};  ///< "pagerduty"
    std::vector<emergency::health::Check> checks = {};
    std::optional<std::string> who = {};  ///< An address; of Slack the user id.
    std::string may = {};                 ///< Role or scopes, as far as the service says.
    bool is_person = true;                ///< No bot.
};

/// Asks all three at the same time: is it reached, does it take the token, what may it do?
std::vector<Introduction> introductions(const Session::Reached& reached,
                                        const emergency::Config& config);

}  // namespace emerg
