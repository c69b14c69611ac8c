#pragma once

#include "apps/sandbox/clock.h"
#include "apps/sandbox/zendesk/zendesk.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace zendesk_tests {

/// What a test looks at of an answer.
struct Reply {
    int status = 0;
    nlohmann::json body = {};
    std::map<std::string, std::string> headers = {};
};

/// A help desk with one new urgent ticket, two agents and one customer, and a caller.
struct Desk {
    Desk();

    Reply ask(const std::string& method, const std::string& path,
              const nlohmann::json& body = nullptr,
              const std::map<std::string, std::string>& headers = {});
    Reply get(const std::string& path) { return ask("GET", path); }
    /// PUTs a change of ticket 400123.
    Reply update(const nlohmann::json& change);
    /// The ticket as the control port shows it, with its comments and audits.
    nlohmann::json held() const;

    sandbox::Clock clock = {};
    sandbox::Zendesk service{clock};
    std::string token = "zendesk-sandbox-token-0001";
};

}  // namespace zendesk_tests
