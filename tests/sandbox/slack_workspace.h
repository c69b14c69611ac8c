#pragma once

#include "apps/sandbox/clock.h"
#include "apps/sandbox/slack/slack.h"

#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace slack_tests {

/// A workspace with three people and two channels, and a caller: Ana, who is in both.
struct Workspace {
    explicit Workspace(const nlohmann::json& more = nlohmann::json::object());

    /// Calls a method with a form.
    nlohmann::json call(const std::string& method,
                        const std::map<std::string, std::string>& arguments = {});
    /// Calls a method with a JSON body that names its charset.
    nlohmann::json send(const std::string& method, const nlohmann::json& arguments);
    /// Posts to C001SM and returns its ts.
    std::string post(const std::string& text, const std::string& thread = "");
    sandbox::Answer ask(const sandbox::Request& request) { return service.answer(request); }
    /// The messages of C001SM as the control port shows them.
    nlohmann::json messages() const;

    sandbox::Clock clock = {};
    sandbox::Slack service{clock};
    std::string token = "xoxb-sandbox-token-0001";
};

}  // namespace slack_tests
