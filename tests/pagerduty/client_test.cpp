#include "libemergency/pagerduty/client.h"

#include "libemergency/core/time_zone.h"
#include "tests/fakes/scripted_transport.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

using emergency::ErrorKind;
using emergency::Secret;
using emergency::pagerduty::IncidentFilter;
using emergency::pagerduty::NewNote;
using emergency::pagerduty::Status;
using emergency::pagerduty::StatusChange;
using nlohmann::json;
namespace pagerduty = emergency::pagerduty;

namespace {

const std::string tail =
    "date_range=all&include[]=first_trigger_log_entries"
    "&sort_by=created_at%3Adesc&limit=100";

pagerduty::Client pagerduty_on(ScriptedTransport& network) {
    return {network, "https://pd", Secret("t0ken"), "ada@example.com"};
}

std::string incident(const std::string& id) {
    return fmt::format(R"({{"id":"{}","status":"triggered","created_at":"2026-03-10T04:00:00Z"}})",
                       id);
}

emergency::TimePoint at(const char* text) {
    return *emergency::parse_rfc3339(text);
}

}  // namespace

TEST_CASE("an incident is read whole, with what its first trigger says") {
    ScriptedTransport network;
    network.expect("GET https://pd/incidents/Q0ABC?include[]=first_trigger_log_entries",
                   answer(200, R"({"incident":{"id":"Q0ABC","incident_number":4242,
        "title":"[ZD#42] down","status":"acknowledged","urgency":"high",
        "html_url":"https://acme.pagerduty.com/incidents/Q0ABC","incident_key":"Zendesk_acme_42",
        "created_at":"2026-03-10T05:00:00+01:00","resolved_at":null,
        "service":{"id":"PSVC","summary":"Emergencies"},
        "assignments":[{"assignee":{"id":"PADA","summary":"Ada"}},{"assignee":null}],
        "acknowledgements":[{"at":"2026-03-10T04:01:00Z","acknowledger":{"id":"PADA",
        "summary":"Ada"}}],"body":{"details":{"ticket":42}},
        "first_trigger_log_entry":{"channel":{"type":"api",
        "client_url":"https://acme.zendesk.com/agent/tickets/42"}}}})"));

    const auto found = pagerduty_on(network).incident("Q0ABC");

    REQUIRE(found);
    CHECK(found->number == 4242);
    CHECK(found->status == Status::acknowledged);
    CHECK(found->created_at == at("2026-03-10T04:00:00Z"));
    CHECK_FALSE(found->resolved_at);
    CHECK(found->service_name == "Emergencies");
    REQUIRE(found->assignees.size() == 1);
    CHECK(found->assignees[0].name == "Ada");
    REQUIRE(found->acknowledgements.size() == 1);
    CHECK(found->acknowledgements[0].by.id == "PADA");
    CHECK(found->body_details == R"({"ticket":42})");
    CHECK(found->client_url == "https://acme.zendesk.com/agent/tickets/42");
    CHECK(json::parse(found->trigger_details).at("type") == "api");
    const auto& headers = network.sent[0].headers;
    CHECK(headers.at("accept") == "application/vnd.pagerduty+json;version=2");
    CHECK(headers.at("content-type") == "application/json");
    CHECK(headers.at("authorization") == "Token token=t0ken");
    CHECK(headers.count("from") == 0);
}

TEST_CASE("an incident's number finds it, with the sign before it or without") {
    const auto* const typed = GENERATE("#4242", "4242");
    ScriptedTransport network;
    network.expect("GET https://pd/incidents/4242?include[]=first_trigger_log_entries",
                   answer(200, "{\"incident\":" + incident("Q0ABC") + "}"));

    const auto found = pagerduty_on(network).incident(typed);

    REQUIRE(found);
    CHECK(found->id == "Q0ABC");
}

TEST_CASE("details that are plain text stay plain text") {
    ScriptedTransport network;
    network.expect("GET https://pd/incidents/Q0ABC?include[]=first_trigger_log_entries",
                   answer(200, R"({"incident":{"id":"Q0ABC","status":"resolved",
        "created_at":"2026-03-10T04:00:00Z","resolved_at":"2026-03-10T04:30:00Z",
        "body":{"details":"see ticket 42"}}})"));

    const auto found = pagerduty_on(network).incident("Q0ABC");

    REQUIRE(found);
    CHECK(found->body_details == "see ticket 42");
    CHECK(found->resolved_at == at("2026-03-10T04:30:00Z"));
    CHECK(found->trigger_details.empty());
}

TEST_CASE("a list of incidents asks for every filter, newest first, of all time") {
    ScriptedTransport network;
    network.expect(
        "GET https://pd/incidents?statuses[]=triggered&statuses[]=acknowledged"
        "&service_ids[]=PSVC&user_ids[]=PADA&incident_key=Zendesk_acme_%2342&" +
            tail,
        answer(200, R"({"incidents":[],"more":false})"));

    const auto found =
        pagerduty_on(network).incidents({.statuses = {Status::triggered, Status::acknowledged},
                                         .service_ids = {"PSVC"},
                                         .user_ids = {"PADA"},
                                         .incident_key = "Zendesk_acme_#42"});

    REQUIRE(found);
    CHECK(found->empty());
}

TEST_CASE("a list of incidents between two moments says both, and one alone is refused") {
    ScriptedTransport network;
    network.expect(
        "GET https://pd/incidents?since=2026-03-10T04%3A00%3A00Z"
        "&until=2026-03-11T04%3A00%3A00Z&include[]=first_trigger_log_entries"
        "&sort_by=created_at%3Adesc&limit=100",
        answer(200, R"({"incidents":[],"more":false})"));
    const auto since = at("2026-03-10T04:00:00Z");

    CHECK(pagerduty_on(network).incidents({.since = since, .until = at("2026-03-11T04:00:00Z")}));
    CHECK(pagerduty_on(network).incidents({.since = since}).error().kind == ErrorKind::usage);
}

TEST_CASE("incidents are read to the last page, each once") {
    ScriptedTransport network;
    network.expect(
        "GET https://pd/incidents?" + tail,
        answer(200, "{\"incidents\":[" + incident("A") + "," + incident("B") + "],\"more\":true}"));
    network.expect("GET https://pd/incidents?" + tail + "&offset=2",
                   answer(200, "{\"incidents\":[" + incident("B") + "," + incident("C") +
                                   "],\"more\":false}"));

    const auto found = pagerduty_on(network).incidents({});

    REQUIRE(found);
    REQUIRE(found->size() == 3);
    CHECK(found->back().id == "C");
}

TEST_CASE("more incidents than PagerDuty lists are an error, not a shorter list") {
    ScriptedTransport network;
    for (int offset = 0; offset < 10'000; offset += 100) {
        auto page = json{{"incidents", json::array()}, {"more", true}};
        for (int k = 0; k < 100; ++k) {
            page["incidents"].push_back(json::parse(incident(std::to_string(offset + k))));
        }
        network.expect("GET https://pd/incidents?" + tail +
                           (offset == 0 ? "" : fmt::format("&offset={}", offset)),
                       answer(200, page.dump()));
    }
    const auto found = pagerduty_on(network).incidents({});

    REQUIRE_FALSE(found);
    CHECK(found.error().kind == ErrorKind::rejected);
    CHECK(found.error().message.find("10,000") != std::string::npos);
}

TEST_CASE("alerts give every place where a ticket may be named") {
    ScriptedTransport network;
    network.expect("GET https://pd/incidents/Q0ABC/alerts?limit=100",
                   answer(200, R"({"alerts":[{"id":"PA1","alert_key":"Zendesk_acme_42",
        "body":{"contexts":[{"type":"link"},{"type":"link","href":"https://acme.zendesk.com/agent/tickets/42"}],
        "details":{"ticket":"42"},"cef_details":{"client_url":"https://c.example.com"}}},
        {"id":"PA2","body":null}],"more":false})"));

    const auto alerts = pagerduty_on(network).alerts("Q0ABC");

    REQUIRE(alerts);
    REQUIRE(alerts->size() == 2);
    CHECK(alerts->front().links ==
          std::vector<std::string>{"https://acme.zendesk.com/agent/tickets/42"});
    CHECK(alerts->front().details == R"({"ticket":"42"})");
    CHECK(alerts->front().client_url == "https://c.example.com");
    CHECK(alerts->back().details.empty());
}

TEST_CASE("notes are read with who wrote them") {
    ScriptedTransport network;
    network.expect("GET https://pd/incidents/Q0ABC/notes",
                   answer(200, R"({"notes":[{"id":"N1","content":"on it","user":{"summary":"Ada"},
                       "created_at":"2026-03-10T04:00:00Z"}]})"));

    const auto notes = pagerduty_on(network).notes("Q0ABC");

    REQUIRE(notes);
    REQUIRE(notes->size() == 1);
    CHECK(notes->front().author == "Ada");
    CHECK(notes->front().at == at("2026-03-10T04:00:00Z"));
}

TEST_CASE("duty comes in order, each piece once, and an override is known as one") {
    ScriptedTransport network;
    network.expect(
        "GET https://pd/schedules/PSCH?since=2026-03-10T00%3A00%3A00Z"
        "&until=2026-03-11T00%3A00%3A00Z",
        answer(200, R"({"schedule":{"id":"PSCH","name":"EMEA","time_zone":"Europe/Madrid",
        "overrides_subschedule":{"rendered_schedule_entries":[
          {"start":"2026-03-10T09:00:00+01:00","end":"2026-03-10T13:00:00+01:00","user":{"id":"PGRACE"}}]},
        "final_schedule":{"rendered_schedule_entries":[
          {"start":"2026-03-10T12:00:00Z","end":"2026-03-10T20:00:00Z","user":{"id":"PGRACE","summary":"Grace"}},
          {"start":"2026-03-10T08:00:00Z","end":"2026-03-10T12:00:00Z","user":{"id":"PGRACE","summary":"Grace"}},
          {"start":"2026-03-10T00:00:00Z","end":"2026-03-10T08:00:00Z","user":{"id":"PADA","summary":"Ada"}},
          {"start":"2026-03-10T00:00:00Z","end":"2026-03-10T08:00:00Z","user":{"id":"PADA","summary":"Ada"}}]}}})"));

    const auto duties = pagerduty_on(network).duties("PSCH", at("2026-03-10T00:00:00Z"),
                                                     at("2026-03-11T00:00:00Z"));

    REQUIRE(duties);
    REQUIRE(duties->size() == 3);
    CHECK((*duties)[0].user.name == "Ada");
    CHECK((*duties)[0].schedule_zone == "Europe/Madrid");
    CHECK_FALSE((*duties)[0].from_override);
    CHECK((*duties)[1].from_override);
    CHECK_FALSE((*duties)[2].from_override);
    CHECK((*duties)[1].user.email.empty());
}

TEST_CASE("a schedule without its final form is an error, not a schedule without duty") {
    ScriptedTransport network;
    network.expect(
        "GET https://pd/schedules/PSCH?since=2026-03-10T00%3A00%3A00Z"
        "&until=2026-03-11T00%3A00%3A00Z",
        answer(200, R"({"schedule":{"id":"PSCH","name":"EMEA"}})"));

    const auto duties = pagerduty_on(network).duties("PSCH", at("2026-03-10T00:00:00Z"),
                                                     at("2026-03-11T00:00:00Z"));

    CHECK(duties.error().message == "PagerDuty sent a schedule we cannot read");
}

TEST_CASE("a change of status says who acts, and nothing but the status") {
    ScriptedTransport network;
    network.expect("PUT https://pd/incidents/Q0ABC",
                   answer(200, "{\"incident\":" + incident("Q0ABC") + "}"));

    const auto changed = pagerduty_on(network).apply(
        StatusChange{.incident_id = "Q0ABC", .status = Status::resolved});

    REQUIRE(changed);
    CHECK(network.sent[0].headers.at("from") == "ada@example.com");
    CHECK(json::parse(network.sent[0].body) ==
          json::parse(R"({"incident":{"type":"incident_reference","status":"resolved"}})"));
    CHECK(network.sent[0].repeatable == emergency::http::Repeatable::no);
}

TEST_CASE("without an address of ours, no From is sent at all") {
    ScriptedTransport network;
    network.expect("PUT https://pd/incidents/Q0ABC",
                   answer(200, "{\"incident\":" + incident("Q0ABC") + "}"));
    const pagerduty::Client client(network, "https://pd", Secret("t0ken"), "");

    CHECK(client.apply(StatusChange{.incident_id = "Q0ABC"}));
    CHECK(network.sent[0].headers.count("from") == 0);
}

TEST_CASE("a note carries its content, and is never repeatable") {
    ScriptedTransport network;
    network.expect("POST https://pd/incidents/Q0ABC/notes",
                   answer(200, R"({"note":{"id":"N1","content":"on it",
                                           "created_at":"2026-03-10T04:00:00Z"}})"));

    const auto note =
        pagerduty_on(network).apply(NewNote{.incident_id = "Q0ABC", .content = "on it"});

    REQUIRE(note);
    CHECK(note->id == "N1");
    CHECK(network.sent[0].body == R"({"note":{"content":"on it"}})");
    CHECK(network.sent[0].headers.at("from") == "ada@example.com");
    CHECK(network.sent[0].repeatable == emergency::http::Repeatable::no);
}

TEST_CASE("what a PagerDuty write would send can be shown without sending it") {
    ScriptedTransport network;
    const auto shown = pagerduty_on(network).show(StatusChange{.incident_id = "#4242"});

    CHECK(shown.method + ' ' + shown.url == "PUT https://pd/incidents/4242");
    CHECK(json::parse(shown.body).at("incident").at("status") == "acknowledged");
    CHECK(network.sent.empty());
}
