#include "tests/sandbox/frame_sandbox.h"

using sandbox::test::Room;
using sandbox::test::scenario_at_four;
using json = nlohmann::json;

namespace {

constexpr auto page = "/incidents/Q0EMERG0000001";

json status(const std::string& text) {
    return {{"incident", {{"type", "incident_reference"}, {"status", text}}}};
}

json new_incident(const std::string& key) {
    return {{"incident",
             {{"type", "incident"},
              {"title", "By hand"},
              {"service", {{"id", "PSVC001"}, {"type", "service_reference"}}},
              {"incident_key", key}}}};
}

}  // namespace

TEST_CASE("PagerDuty sandbox: an acknowledgement is kept with its author and its log entry") {
    Room room;
    const auto answer = room.pagerduty("PUT", page, status("acknowledged"));
    REQUIRE(answer.status == 200);
    const auto incident = answer.body["incident"];
    CHECK(incident["status"] == "acknowledged");
    CHECK(incident["acknowledgements"][0]["acknowledger"]["id"] == "PANA001");
    CHECK(incident["last_status_change_at"] == "2026-03-10T04:00:00Z");
    const auto log = room.pagerduty("GET", std::string(page) + "/log_entries");
    CHECK(log.body["log_entries"][0]["type"] == "acknowledge_log_entry");
    CHECK(log.body["log_entries"].back()["type"] == "trigger_log_entry");
}

TEST_CASE("PagerDuty sandbox: the same acknowledgement twice leaves one trace") {
    Room room;
    room.pagerduty("PUT", page, status("acknowledged"));
    const auto answer = room.pagerduty("PUT", page, status("acknowledged"));
    CHECK(answer.body["incident"]["acknowledgements"].size() == 1);
    const auto state = room.control.state();
    CHECK(state["pagerduty"]["incidents"][0]["log_entries"].size() == 3);
}

TEST_CASE("PagerDuty sandbox: who acknowledges under somebody else becomes the assignee") {
    Room room;
    room.token = "pd-sandbox-token-0002";
    const auto answer = room.pagerduty("PUT", page, status("acknowledged"));
    REQUIRE(answer.body["incident"]["assignments"].size() == 1);
    CHECK(answer.body["incident"]["assignments"][0]["assignee"]["id"] == "PFRA001");
}

TEST_CASE("PagerDuty sandbox: a resolved incident has no assignees, and acknowledging reopens it") {
    Room room;
    const auto resolved = room.pagerduty("PUT", page, status("resolved")).body["incident"];
    CHECK(resolved["assignments"].empty());
    CHECK(resolved["resolved_at"] == "2026-03-10T04:00:00Z");
    CHECK(resolved["alert_counts"]["resolved"] == 1);
    const auto again = room.pagerduty("PUT", page, status("acknowledged")).body["incident"];
    CHECK(again["status"] == "acknowledged");
    CHECK(again["resolved_at"].is_null());
}

TEST_CASE("PagerDuty sandbox: a reassignment triggers an acknowledged incident again") {
    Room room;
    room.pagerduty("PUT", page, status("acknowledged"));
    const json change{
        {"incident",
         {{"type", "incident_reference"},
          {"assignments", {{{"assignee", {{"id", "PBOL001"}, {"type", "user_reference"}}}}}}}}};
    const auto incident = room.pagerduty("PUT", page, change).body["incident"];
    CHECK(incident["status"] == "triggered");
    CHECK(incident["assignments"][0]["assignee"]["id"] == "PBOL001");
    CHECK(incident["acknowledgements"].empty());
}

TEST_CASE("PagerDuty sandbox: an open incident's key cannot be used again, a resolved one's can") {
    Room room;
    const auto first = room.pagerduty("POST", "/incidents", new_incident("k1"));
    REQUIRE(first.status == 201);
    const auto second = room.pagerduty("POST", "/incidents", new_incident("k1"));
    CHECK(second.status == 400);
    CHECK(second.body["error"]["code"] == 2002);
    CHECK(second.body["error"]["errors"][0] ==
          "Open incident with matching dedup key already exists on this service");
    const auto id = first.body["incident"]["id"].get<std::string>();
    room.pagerduty("PUT", "/incidents/" + id, status("resolved"));
    CHECK(room.pagerduty("POST", "/incidents", new_incident("k1")).status == 201);
}

TEST_CASE("PagerDuty sandbox: a change that is refused changes nothing") {
    Room room;
    auto change = status("acknowledged");
    change["incident"]["urgency"] = "extreme";
    CHECK(room.pagerduty("PUT", page, change).status == 400);
    CHECK(room.pagerduty("GET", page).body["incident"]["status"] == "triggered");
}

TEST_CASE("PagerDuty sandbox: more than 250 incidents at a time are too many") {
    Room room;
    auto list = json::array();
    for (int count = 0; count < 251; ++count) {
        list.push_back({{"id", "Q0EMERG0000001"}, {"status", "acknowledged"}});
    }
    CHECK(room.pagerduty("PUT", "/incidents", {{"incidents", list}}).status == 413);
    list.erase(0);
    CHECK(room.pagerduty("PUT", "/incidents", {{"incidents", list}}).status == 200);
}

TEST_CASE("PagerDuty sandbox: an account key needs From, a user key does not") {
    auto scenario = scenario_at_four();
    scenario["tokens"]["pagerduty_account"] = "pd-account-token-0001";
    Room room(scenario);
    room.token = "pd-account-token-0001";
    const auto missing = room.pagerduty("PUT", page, status("acknowledged"));
    CHECK(missing.status == 400);
    CHECK(missing.body["error"]["code"] == 2016);
    room.from = "nobody@example.com";
    const auto unknown = room.pagerduty("PUT", page, status("acknowledged"));
    CHECK(unknown.body["error"]["code"] == 1008);
    room.from = "bo@example.com";
    const auto done = room.pagerduty("PUT", page, status("acknowledged"));
    CHECK(done.body["incident"]["acknowledgements"][0]["acknowledger"]["id"] == "PBOL001");
    CHECK(room.pagerduty("GET", "/users/me").status == 400);
}

TEST_CASE("PagerDuty sandbox: a wrong key is refused as PagerDuty refuses it") {
    Room room;
    room.token = "wrong";
    const auto answer = room.pagerduty("GET", "/incidents");
    CHECK(answer.status == 401);
    CHECK(answer.body == json{{"error", {{"message", "Authentication failed"}, {"code", 2006}}}});
}

TEST_CASE("PagerDuty sandbox: lists come in pages with a total only on request") {
    Room room(scenario_at_four("busy"));
    const auto first = room.pagerduty("GET", "/incidents").body;
    CHECK(first["incidents"].size() == 25);
    CHECK(first["more"] == true);
    CHECK(first["total"].is_null());
    const auto second =
        room.pagerduty("GET", "/incidents", {}, {{"offset", "25"}, {"total", "true"}}).body;
    CHECK(second["incidents"].size() == 15);
    CHECK(second["more"] == false);
    CHECK(second["total"] == 40);
    const auto beyond =
        room.pagerduty("GET", "/incidents", {}, {{"offset", "9950"}, {"limit", "100"}});
    CHECK(beyond.status == 400);
}

TEST_CASE("PagerDuty sandbox: lists are narrowed by service, status and key") {
    Room room(scenario_at_four("busy"));
    const auto emergencies =
        room.pagerduty("GET", "/incidents", {}, {{"service_ids[]", "PSVC001"}}).body;
    CHECK(emergencies["incidents"].size() == 3);
    const auto one =
        room.pagerduty("GET", "/incidents", {}, {{"incident_key", "Zendesk_acme_500002"}}).body;
    REQUIRE(one["incidents"].size() == 1);
    CHECK(one["incidents"][0]["title"] == "Everything is down on site 2");
    const auto none =
        room.pagerduty("GET", "/incidents", {}, {{"statuses[]", "acknowledged"}}).body;
    CHECK(none["incidents"].empty());
}

TEST_CASE("PagerDuty sandbox: each way tells the ticket in its own place and in no other") {
    Room room(scenario_at_four("routes"));
    const std::map<std::string, std::string> numbers{
        {"key", "400301"},     {"client_url", "400302"}, {"context", "400303"},
        {"details", "400304"}, {"body", "400305"},       {"title", "400306"}};
    const auto incidents = room.control.state()["pagerduty"]["incidents"];
    const auto told = [&](std::size_t index) {
        const auto& incident = incidents[index];
        const auto& alert = incident["alerts"][0];
        const auto& channel = incident["log_entries"][0]["channel"];
        return std::map<std::string, std::string>{
            {"key", incident["incident_key"].get<std::string>()},
            {"client_url", channel.value("client_url", "")},
            {"context", alert["body"]["contexts"].dump()},
            {"details", alert["body"]["details"].value("ticket_url", "")},
            {"body", incident.value("body", json()).dump()},
            {"title", incident["title"].get<std::string>()}};
    };
    REQUIRE(incidents.size() == numbers.size());
    std::size_t index = 0;
    for (const auto* way : {"key", "client_url", "context", "details", "body", "title"}) {
        for (const auto& [place, text] : told(index)) {
            INFO(way << " in " << place << ": " << text);
            CHECK((text.find(numbers.at(way)) != std::string::npos) == (place == way));
        }
        ++index;
    }
}

TEST_CASE("PagerDuty sandbox: merged incidents are resolved and say into what") {
    Room room;
    const auto source =
        room.pagerduty("POST", "/incidents", new_incident("k1")).body["incident"]["id"];
    const json wanted{{"source_incidents", {{{"id", source}, {"type", "incident_reference"}}}}};
    REQUIRE(room.pagerduty("PUT", std::string(page) + "/merge", wanted).status == 200);
    const auto merged =
        room.pagerduty("GET", "/incidents/" + source.get<std::string>()).body["incident"];
    CHECK(merged["status"] == "resolved");
    CHECK(merged["resolve_reason"]["incident"]["id"] == "Q0EMERG0000001");
}

TEST_CASE("PagerDuty sandbox: notes answer 200 and are read back") {
    Room room;
    const auto path = std::string(page) + "/notes";
    CHECK(room.pagerduty("POST", path, {{"note", {{"content", "Restarting"}}}}).status == 200);
    CHECK(room.pagerduty("POST", path, {{"note", {{"content", ""}}}}).status == 400);
    const auto notes = room.pagerduty("GET", path).body["notes"];
    REQUIRE(notes.size() == 1);
    CHECK(notes[0]["content"] == "Restarting");
    CHECK(notes[0]["user"]["id"] == "PANA001");
}

TEST_CASE("PagerDuty sandbox: what was said when paging by hand is in the first log entry") {
    Room room;
    auto wanted = new_incident("k1");
    wanted["incident"]["body"] = {{"type", "incident_body"}, {"details", "See ticket 400123"}};
    const auto made = room.pagerduty("POST", "/incidents", wanted).body["incident"];
    CHECK_FALSE(made.contains("body"));
    const auto path = "/incidents/" + made["id"].get<std::string>();
    const auto read =
        room.pagerduty("GET", path, {}, {{"include[]", "first_trigger_log_entries"}}).body;
    CHECK(read["incident"]["first_trigger_log_entry"]["channel"]["details"] == "See ticket 400123");
}
