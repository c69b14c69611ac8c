#pragma once

#include "apps/sandbox/control.h"
#include "apps/sandbox/scenario.h"
#include "apps/sandbox/services.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include <map>
#include <string>

namespace sandbox::test {

using nlohmann::json;

/// A scenario at a fixed time, so that every moment in a test can be written down.
inline json scenario_at_four(const std::string& name = "base") {
    auto scenario = load_scenario(name);
    REQUIRE(scenario);
    (*scenario)["now"] = "2026-03-10T04:00:00Z";
    return *scenario;
}

/// What came back, read.
struct Seen {
    int status = 0;
    json body = {};
    std::map<std::string, std::string> headers = {};
};

inline Seen seen(const Answer& answer) {
    return {.status = answer.status,
            .body = answer.body.empty() ? json() : json::parse(answer.body, nullptr, false),
            .headers = answer.headers};
}

/// All services in this process, asked without a network.
struct Room {
    explicit Room(const json& scenario = scenario_at_four()) { control.load(scenario); }

    Seen pagerduty(const std::string& method, const std::string& path, const json& body = {},
                   std::multimap<std::string, std::string> query = {}) {
        Request request{.method = method, .path = path, .query = std::move(query)};
        request.headers["authorization"] = "Token token=" + token;
        request.body = body.is_null() ? "" : body.dump();
        request.origin = "http://127.0.0.1:1";
        if (!from.empty()) {
            request.headers["from"] = from;
        }
        return seen(services.pagerduty.answer(request));
    }

    Seen event(const json& body) {
        return seen(
            services.events.answer({.method = "POST", .path = "/v2/enqueue", .body = body.dump()}));
    }

    Seen ask(const std::string& method, const std::string& path, const json& body = {}) {
        return seen(control.answer(
            {.method = method, .path = path, .body = body.is_null() ? "" : body.dump()}));
    }

    Services services = {};
    Control control{services};
    std::string token = "pd-sandbox-token-0001";
    std::string from = {};
};

}  // namespace sandbox::test
