#include "tests/sandbox/zendesk_desk.h"

#include <catch2/catch.hpp>

namespace {

using nlohmann::json;
using zendesk_tests::Desk;

json change_of(const json& audit, const std::string& field) {
    for (const auto& event : audit.at("events")) {
        if (event.at("type") == "Change" && event.at("field_name") == field) {
            return event;
        }
    }
    return nullptr;
}

std::string description_of(const json& body, const char* field) {
    return body.at("details").at(field).at(0).at("description");
}

}  // namespace

TEST_CASE("Zendesk writes one audit for one update, with all that changed and the metadata") {
    Desk desk;
    const auto before = desk.held().at("audits").size();
    const auto reply = desk.update({{"comment", {{"body", "We are on it"}}},
                                    {"assignee_id", 9001},
                                    {"tags", {"self_managed", "Contacted"}},
                                    {"custom_fields", {{{"id", 360001}, {"value", "y"}}}},
                                    {"metadata", {{"key", "ZD-400123/contact/1"}}}});
    REQUIRE(reply.status == 200);
    const auto held = desk.held();
    REQUIRE(held.at("audits").size() == before + 1);
    const auto& audit = reply.body.at("audit");
    CHECK(audit.at("id") == held.at("audits").back().at("id"));
    CHECK(change_of(held.at("audits").back(), "tags").at("value") ==
          json{"contacted", "self_managed"});
    CHECK(audit.at("metadata").at("custom") == json{{"key", "ZD-400123/contact/1"}});
    CHECK(audit.at("author_id") == 9001);
    CHECK(change_of(audit, "status").at("previous_value") == "new");
    CHECK(change_of(audit, "status").at("value") == "open");
    CHECK(change_of(audit, "tags").at("value") == "contacted self_managed");
    CHECK(change_of(audit, "assignee_id").at("value") == "9001");
    CHECK(change_of(audit, "360001").at("value") == "y");
    CHECK(reply.body.at("ticket").at("tags") == json{"contacted", "self_managed"});
    const auto& comment = held.at("comments").back();
    CHECK(comment.at("body") == "We are on it");
    CHECK(comment.at("public") == true);
    CHECK(comment.at("audit_id") == audit.at("id"));
}

TEST_CASE("Zendesk writes no audit for an update that changes nothing, whatever its metadata") {
    Desk desk;
    const auto before = desk.held();
    desk.clock.advance(std::chrono::minutes{1});
    const auto reply = desk.update({{"priority", "urgent"}, {"metadata", {{"key", "x"}}}});
    CHECK(reply.status == 200);
    CHECK(desk.held() == before);
}

TEST_CASE("Zendesk refuses a safe update that is older than the ticket, at whole seconds") {
    Desk desk;
    desk.clock.advance(std::chrono::seconds{5});
    const auto stamp = desk.update({{"priority", "high"}}).body.at("ticket").at("updated_at");
    const json claim{{"priority", "urgent"}, {"safe_update", true}, {"updated_stamp", stamp}};

    SECTION("within the same second the stamp still holds") {
        desk.update({{"type", "incident"}});
        CHECK(desk.update(claim).status == 200);
    }
    SECTION("a second later it does not, and nothing is changed") {
        desk.clock.advance(std::chrono::seconds{1});
        desk.update({{"type", "incident"}});
        const auto before = desk.held();
        const auto reply = desk.update(claim);
        CHECK(reply.status == 409);
        CHECK(reply.body ==
              json{{"error", "UpdateConflict"},
                   {"description",
                    "Safe Update prevented the update due to outdated ticket data. Please fetch "
                    "the latest ticket data and try again."}});
        CHECK(desk.held() == before);
    }
    SECTION("the tags have the same lock") {
        desk.clock.advance(std::chrono::seconds{1});
        desk.update({{"type", "incident"}});
        const json tags{{"tags", {"claimed"}}, {"safe_update", true}, {"updated_stamp", stamp}};
        CHECK(desk.ask("PUT", "tickets/400123/tags", tags).status == 409);
    }
}

TEST_CASE("Zendesk refuses what no ticket can be, and says which field") {
    Desk desk;
    const auto before = desk.held();
    const auto closed = desk.ask("PUT", "tickets/400200", {{"ticket", {{"priority", "high"}}}});
    CHECK(closed.status == 422);
    CHECK(closed.body.at("error") == "RecordInvalid");
    CHECK(description_of(closed.body, "status") == "Status: closed prevents ticket update");
    CHECK(desk.update({{"priority", "apocalyptic"}}).body.at("details").contains("priority"));
    CHECK(desk.update({{"status", "lost"}}).status == 422);
    CHECK(desk.update({{"assignee_id", 9101}}).status == 422);
    CHECK(desk.update({{"assignee_email", "nobody@example.com"}}).status == 422);
    CHECK(desk.update({{"comment", {{"body", ""}}}}).status == 422);
    CHECK(desk.ask("PUT", "tickets/1", {{"ticket", {{"priority", "high"}}}}).status == 404);
    CHECK(desk.held() == before);
}

TEST_CASE("Zendesk lets one user change one ticket 30 times in 10 minutes") {
    Desk desk;
    for (int turn = 0; turn < 30; ++turn) {
        REQUIRE(desk.update({{"subject", std::to_string(turn)}}).status == 200);
    }
    desk.clock.advance(std::chrono::minutes{9});
    const auto refused = desk.update({{"subject", "once more"}});
    CHECK(refused.status == 429);
    CHECK(std::stoi(refused.headers.at("retry-after")) <= 60);
    CHECK(std::stoi(refused.headers.at("retry-after")) > 50);
    CHECK(desk.held().at("subject") == "29");
    desk.token = "zendesk-token-of-bo";
    CHECK(desk.update({{"subject", "Bo may"}}).status == 200);
    desk.token = "zendesk-sandbox-token-0001";
    desk.clock.advance(std::chrono::minutes{1});
    CHECK(desk.update({{"subject", "once more"}}).status == 200);
}

TEST_CASE("Zendesk reopens a solved ticket when its customer answers") {
    Desk desk;
    REQUIRE(desk.update({{"status", "solved"}, {"assignee_id", 9001}}).status == 200);
    REQUIRE(desk.service.customer_reply(400123, "Still <down>", ""));
    const auto held = desk.held();
    CHECK(held.at("status") == "open");
    CHECK(held.at("comments").back().at("author_id") == 9101);
    CHECK(held.at("comments").back().at("body") == "Still <down>");
    CHECK(held.at("audits").back().at("author_id") == 9101);
    CHECK_FALSE(desk.service.customer_reply(400200, "too late", ""));
    CHECK_FALSE(desk.service.customer_reply(400123, "who?", "nobody@example.net"));
}

TEST_CASE("Zendesk takes a custom status for the status that it stands for") {
    Desk desk;
    const auto statuses = desk.get("custom_statuses").body.at("custom_statuses");
    const auto pending = statuses.at(2).at("id");
    REQUIRE(statuses.at(2).at("status_category") == "pending");
    const auto reply = desk.update({{"custom_status_id", pending}});
    CHECK(reply.body.at("ticket").at("status") == "pending");
    CHECK(reply.body.at("ticket").at("custom_status_id") == pending);
}

TEST_CASE("Zendesk changes many tickets as a job, and nothing if there are too many") {
    Desk desk;
    const auto reply =
        desk.ask("PUT", "tickets/update_many?ids=400123,400200,7",
                 {{"ticket", {{"additional_tags", {"wave"}}, {"remove_tags", {"self_managed"}}}}});
    REQUIRE(reply.status == 200);
    CHECK(reply.body.at("job_status").at("status") == "queued");
    const auto id = reply.body.at("job_status").at("id").get<std::string>();
    const auto job = desk.get("job_statuses/" + id).body.at("job_status");
    CHECK(job.at("status") == "completed");
    CHECK(job.at("results").at(0).at("success") == true);
    CHECK(job.at("results").at(1).at("success") == false);
    CHECK(job.at("results").at(2).at("success") == false);
    CHECK(desk.held().at("tags") == json{"wave"});

    std::string ids = "400123";
    for (int more = 0; more < 100; ++more) {
        ids += ",400123";
    }
    const auto before = desk.held();
    const json change{{"ticket", {{"priority", "low"}}}};
    CHECK(desk.ask("PUT", "tickets/update_many?ids=" + ids, change).status == 400);
    CHECK(desk.held() == before);
}
