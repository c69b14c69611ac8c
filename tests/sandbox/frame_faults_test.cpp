#include "apps/sandbox/faults.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using json = nlohmann::json;
using sandbox::FaultKind;
using sandbox::Faults;

namespace {

Faults faults_of(const json& orders) {
    Faults faults;
    REQUIRE(faults.add(orders));
    return faults;
}

}  // namespace

TEST_CASE("Faults: nth and times count the requests that match") {
    auto faults = faults_of({{"service", "slack"},
                             {"match", "POST /api/chat.*"},
                             {"kind", "status"},
                             {"nth", 2},
                             {"times", 2}});
    const std::string line = "POST /api/chat.postMessage";
    CHECK_FALSE(faults.meet("slack", line).fault);
    CHECK_FALSE(faults.meet("zendesk", line).fault);
    CHECK_FALSE(faults.meet("slack", "GET /api/chat.postMessage").fault);
    CHECK(faults.meet("slack", line).fault);
    CHECK(faults.meet("slack", line).fault);
    CHECK_FALSE(faults.meet("slack", line).fault);
}

TEST_CASE("Faults: zero times is for ever, and latencies add up beside another fault") {
    auto faults = faults_of({{{"kind", "latency"}, {"ms", 100}, {"times", 0}},
                             {{"kind", "latency"}, {"ms", 20}, {"times", 0}},
                             {{"kind", "hang"}}});
    const auto first = faults.meet("pagerduty", "GET /incidents");
    CHECK(first.latency == std::chrono::milliseconds(120));
    REQUIRE(first.fault);
    CHECK(first.fault->kind == FaultKind::hang);
    const auto second = faults.meet("pagerduty", "GET /incidents");
    CHECK(second.latency == std::chrono::milliseconds(120));
    CHECK_FALSE(second.fault);
}

TEST_CASE("Faults: a fault that another one forestalls keeps its turn") {
    auto faults = faults_of({{{"kind", "html"}}, {{"kind", "garbage"}}});
    CHECK(faults.meet("slack", "GET /").fault->kind == FaultKind::html);
    CHECK(faults.meet("slack", "GET /").fault->kind == FaultKind::garbage);
    CHECK_FALSE(faults.meet("slack", "GET /").fault);
}

TEST_CASE("Faults: stars stand for anything") {
    using sandbox::fits;
    CHECK(fits("*", ""));
    CHECK(fits("PUT /api/v2/tickets/*", "PUT /api/v2/tickets/400123.json"));
    CHECK(fits("* /incidents/*/notes", "POST /incidents/Q1/notes"));
    CHECK_FALSE(fits("GET /incidents", "GET /incidents/Q1"));
    CHECK_FALSE(fits("* /incidents/*/notes", "POST /incidents/Q1/alerts"));
}

TEST_CASE("Faults: errors are shaped as each service shapes its own") {
    const auto body = [](const std::string& service, int status) {
        const auto answer =
            sandbox::faulty_answer({.kind = FaultKind::status, .status = status}, service).body;
        return answer.empty() ? json() : json::parse(answer, nullptr, false);
    };
    CHECK(body("pagerduty", 429)["error"]["code"] == 2020);
    CHECK(body("zendesk", 404)["error"] == "RecordNotFound");
    CHECK(body("events", 429)["status"] == "throttle exceeded");
    CHECK(body("slack", 429).is_null());
    CHECK(body("slack", 200)["ok"] == false);
    CHECK(sandbox::faulty_answer({.kind = FaultKind::html}, "slack").status == 503);
    CHECK(json::parse(sandbox::faulty_answer({.kind = FaultKind::garbage}, "slack").body, nullptr,
                      false)
              .is_discarded());
}
