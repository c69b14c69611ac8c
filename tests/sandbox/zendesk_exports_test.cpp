#include "tests/sandbox/zendesk_desk.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <vector>

namespace {

using nlohmann::json;
using zendesk_tests::Desk;

constexpr const char* admin = "zendesk-token-of-mel";

std::vector<std::int64_t> ids_in(const json& objects) {
    std::vector<std::int64_t> ids;
    for (const auto& object : objects) {
        ids.push_back(object.at("id"));
    }
    return ids;
}

using Ids = std::vector<std::int64_t>;

std::size_t count_of(Desk& desk, const std::string& query) {
    return desk.get("search?query=" + query).body.at("count");
}

}  // namespace

TEST_CASE("Zendesk exports changes to administrators, page after page") {
    Desk desk;
    CHECK(desk.get("incremental/tickets/cursor?start_time=0").status == 403);
    CHECK(desk.get("slas/policies").status == 403);
    desk.token = admin;
    CHECK(desk.get("slas/policies").status == 200);
    const auto first = desk.get("incremental/tickets/cursor?start_time=0&per_page=1&include=users");
    CHECK(ids_in(first.body.at("tickets")) == Ids{400200});
    CHECK(ids_in(first.body.at("users")) == Ids{9101});
    CHECK(first.body.at("end_of_stream") == false);
    const auto after = [&](const json& body) {
        return desk
            .get("incremental/tickets/cursor?cursor=" + body.at("after_cursor").get<std::string>())
            .body;
    };
    const auto second = after(first.body);
    CHECK(ids_in(second.at("tickets")) == Ids{400123});
    CHECK(second.at("end_of_stream") == true);
    CHECK(after(second).at("tickets").empty());

    const auto before = desk.held().at("generated_timestamp").get<std::int64_t>();
    desk.clock.advance(std::chrono::minutes{5});
    desk.update({{"priority", "high"}});
    CHECK(desk.held().at("generated_timestamp").get<std::int64_t>() > before);
    CHECK(after(second).at("tickets").empty());
    desk.clock.advance(std::chrono::minutes{2});
    CHECK(ids_in(after(second).at("tickets")) == Ids{400123});
}

TEST_CASE("Zendesk exports nothing for a start or a cursor that is none") {
    Desk desk;
    desk.token = admin;
    for (const auto* query :
         {"", "?start_time=soon", "?start_time=99999999999", "?cursor=x",
          "?cursor=", "?start_time=0&per_page=0", "?start_time=0&per_page=many"}) {
        INFO(query);
        const auto refused = desk.get(std::string("incremental/tickets/cursor") + query);
        CHECK(refused.status == 400);
        CHECK(refused.body.at("error") == "InvalidValue");
    }
}

TEST_CASE("Zendesk sends what belongs to tickets beside them, to one, many and lists") {
    Desk desk;
    for (const std::string list :
         {"tickets/400123?", "tickets?", "tickets/show_many?ids=400123&"}) {
        INFO(list);
        const auto body = desk.get(list + "include=users,organizations,groups").body;
        CHECK(ids_in(body.at("users")) == Ids{9101});
        CHECK(ids_in(body.at("organizations")) == Ids{8001});
        CHECK(body.at("groups").empty());
    }
    CHECK_FALSE(desk.get("tickets").body.contains("users"));
}

TEST_CASE("Zendesk sorts lists of tickets as it is asked") {
    Desk desk;
    const auto listed = [&](const std::string& query) {
        return ids_in(desk.get("tickets?" + query).body.at("tickets"));
    };
    CHECK(listed("sort_by=created_at") == Ids{400200, 400123});
    CHECK(listed("sort_by=created_at&sort_order=desc") == Ids{400123, 400200});
    CHECK(listed("sort=-id&page[size]=2") == Ids{400200, 400123});
    CHECK(listed("sort_by=priority&sort_order=desc") == Ids{400123, 400200});
}

TEST_CASE("Zendesk refuses a cursor that is none of the list") {
    Desk desk;
    for (const auto* list : {"tickets", "users", "tickets/400123/comments", "macros"}) {
        INFO(list);
        CHECK(desk.get(std::string(list) + "?page[after]=garbage").status == 400);
        CHECK(desk.get(std::string(list) + "?page[size]=2&page[before]=id-1").status == 400);
    }
}

TEST_CASE("Zendesk's pages go on where an item has left the list meanwhile") {
    Desk desk;
    desk.ask("POST", "tickets", {{"ticket", {{"subject", "b"}, {"comment", {{"body", "b"}}}}}});
    const auto first = desk.get("views/1/tickets?page[size]=1").body;
    REQUIRE(ids_in(first.at("tickets")) == Ids{400123});
    desk.update({{"status", "solved"}});
    const auto rest = desk.get("views/1/tickets?page[size]=1&page[after]=" +
                               first.at("meta").at("after_cursor").get<std::string>());
    CHECK(ids_in(rest.body.at("tickets")) == Ids{400201});
    CHECK(rest.body.at("meta").at("has_more") == false);
}

TEST_CASE("Zendesk takes ids that are sent as texts") {
    Desk desk;
    const auto reply = desk.update({{"assignee_id", "9001"},
                                    {"external_id", "77"},
                                    {"custom_fields", {{{"id", "360001"}, {"value", "12"}}}},
                                    {"comment", {{"body", "x"}, {"author_id", "9002"}}}});
    REQUIRE(reply.status == 200);
    CHECK(reply.body.at("ticket").at("assignee_id") == 9001);
    CHECK(reply.body.at("ticket").at("external_id") == "77");
    CHECK(reply.body.at("ticket").at("custom_fields") ==
          json::array({{{"id", 360001}, {"value", "12"}}}));
    CHECK(desk.held().at("comments").back().at("author_id") == 9002);
}

TEST_CASE("Zendesk changes nothing where a value has the wrong type") {
    Desk desk;
    const auto before = desk.held();
    for (const auto& change : {json{{"custom_fields", "x"}}, json{{"followers", {1}}},
                               json{{"comment", {{"body", 5}}}}, json{{"status", {1}}}}) {
        INFO(change);
        auto whole = change;
        whole["priority"] = "low";
        whole.emplace("comment", json{{"body", "We are on it"}});
        CHECK(desk.update(whole).status >= 400);
        CHECK(desk.held() == before);
    }
}

TEST_CASE("Zendesk says that a body is no JSON, but takes uploads of any kind") {
    Desk desk;
    sandbox::Request request{.method = "PUT",
                             .path = "/api/v2/tickets/400123.json",
                             .headers = {{"authorization", "Bearer " + desk.token},
                                         {"content-type", "application/json"}},
                             .body = "{\"ticket\":"};
    const auto refused = desk.service.answer(request);
    CHECK(refused.status == 422);
    CHECK(json::parse(refused.body).at("message") == "Server could not parse JSON");
    request.method = "POST";
    request.path = "/api/v2/uploads.json";
    request.query = {{"filename", "a.log"}};
    CHECK(desk.service.answer(request).status == 201);
}

TEST_CASE("Zendesk's headers count requests down, and begin again each minute") {
    Desk desk;
    const auto first = desk.get("tickets/400123").headers;
    const auto second = desk.get("tickets/400123").headers;
    CHECK(first.at("x-rate-limit-remaining") == "699");
    CHECK(second.at("x-rate-limit-remaining") == "698");
    CHECK(second.at("ratelimit-remaining") == "698");
    const auto seconds = std::stoi(second.at("ratelimit-reset"));
    CHECK((seconds >= 1 && seconds <= 60));
    desk.clock.advance(std::chrono::seconds{seconds});
    CHECK(desk.get("tickets/400123").headers.at("ratelimit-remaining") == "699");
}

TEST_CASE("Zendesk's search knows beginnings of words, commenters, fields and dates") {
    Desk desk;
    desk.update({{"comment", {{"body", "x"}, {"author_id", 9002}}}, {"status", "solved"}});
    CHECK(count_of(desk, "type:ticket subject:every*") == 1);
    CHECK(count_of(desk, "type:ticket eve*") == 1);
    CHECK(count_of(desk, "type:ticket very*") == 0);
    CHECK(count_of(desk, "type:ticket commenter:bo@example.com") == 1);
    CHECK(count_of(desk, "type:ticket commenter:me") == 0);
    CHECK(count_of(desk, "type:ticket solved>2026-03-09") == 1);
    CHECK(count_of(desk, "type:ticket solved<2026-03-09") == 1);
    CHECK(count_of(desk, "type:ticket via:web") == 2);
    CHECK(count_of(desk, "type:ticket via:mail") == 0);
    CHECK(count_of(desk, "type:ticket custom_field_360001:x") == 1);
    CHECK(count_of(desk, "type:ticket custom_field_360001:*") == 1);
    CHECK(count_of(desk, "type:user dora") == 1);
    CHECK(count_of(desk, "type:user role:admin") == 1);
    CHECK(count_of(desk, "type:organization exam*") == 1);
    for (const auto* query : {"created>yesterdayish", "type:ticket solved<x", "updated:5"}) {
        CHECK(desk.get(std::string("search?query=") + query).status == 422);
        CHECK(desk.get(std::string("search/count?query=") + query).status == 422);
    }
}
