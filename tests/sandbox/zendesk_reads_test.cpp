#include "tests/sandbox/zendesk_desk.h"

#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace {

using nlohmann::json;
using zendesk_tests::Desk;

std::vector<std::string> bodies_of(const json& comments) {
    std::vector<std::string> bodies;
    for (const auto& comment : comments) {
        bodies.push_back(comment.at("body"));
    }
    return bodies;
}

std::size_t found(Desk& desk, const std::string& query) {
    return desk.get("search?query=" + query).body.at("count");
}

/// Adds the comments a, b and c, a second apart.
void discuss(Desk& desk) {
    for (const auto* text : {"a", "b", "c"}) {
        desk.clock.advance(std::chrono::seconds{1});
        desk.update({{"comment", {{"body", text}, {"public", false}}}});
    }
}

}  // namespace

TEST_CASE("Zendesk knows its users by token, and answers nobody else") {
    Desk desk;
    CHECK(desk.get("users/me.json").body.at("user").at("id") == 9001);
    desk.token = "zendesk-token-of-bo";
    CHECK(desk.get("users/me").body.at("user").at("id") == 9002);
    desk.token = "wrong";
    CHECK(desk.get("tickets/400123").status == 401);
    CHECK(desk.get("tickets/400123").body == json{{"error", "Couldn't authenticate you"}});
    CHECK(desk.get("users/me").status == 200);
    CHECK(desk.get("users/me").body.at("user").at("id").is_null());

    desk.token.clear();
    const std::map<std::string, std::string> basic{
        {"authorization", "Basic Ym9AZXhhbXBsZS5jb20vdG9rZW46emVuZGVzay10b2tlbi1vZi1ibw=="}};
    CHECK(desk.ask("GET", "users/me", nullptr, basic).body.at("user").at("id") == 9002);
}

TEST_CASE("Zendesk names every request and says how many are left") {
    Desk desk;
    const auto first = desk.get("tickets/400123");
    const auto second = desk.get("tickets/400123");
    CHECK(first.headers.at("x-request-id") != second.headers.at("x-request-id"));
    CHECK(first.headers.contains("x-rate-limit-remaining"));
    CHECK(desk.get("tickets/1").body ==
          json{{"error", "RecordNotFound"}, {"description", "Not found"}});
    CHECK(desk.get("nowhere").status == 404);
}

TEST_CASE("Zendesk pages comments by cursor and by number, in both orders") {
    Desk desk;
    discuss(desk);
    const auto first = desk.get("tickets/400123/comments?page[size]=3").body;
    CHECK(bodies_of(first.at("comments")) == std::vector<std::string>{"All is down", "a", "b"});
    REQUIRE(first.at("meta").at("has_more") == true);
    const auto after = first.at("meta").at("after_cursor").get<std::string>();
    const auto rest = desk.get("tickets/400123/comments?page[size]=3&page[after]=" + after).body;
    CHECK(bodies_of(rest.at("comments")) == std::vector<std::string>{"c"});
    CHECK(rest.at("meta").at("has_more") == false);
    const auto newest = desk.get("tickets/400123/comments?sort=-created_at&page[size]=1").body;
    CHECK(bodies_of(newest.at("comments")) == std::vector<std::string>{"c"});
    const auto second = desk.get("tickets/400123/comments?per_page=2&page=2&sort_order=desc").body;
    CHECK(bodies_of(second.at("comments")) == std::vector<std::string>{"a", "All is down"});
    CHECK(second.at("next_page").is_null());
    CHECK(desk.get("tickets/400123/comments/count").body.at("count").at("value") == 4);
    const auto people = desk.get("tickets/400123/comments?include=users").body.at("users");
    CHECK(people.size() == 2);
}

TEST_CASE("Zendesk pages audits, each with its events and who did it") {
    Desk desk;
    discuss(desk);
    const auto page = desk.get("tickets/400123/audits?page[size]=2").body;
    REQUIRE(page.at("audits").size() == 2);
    CHECK(page.at("meta").at("has_more") == true);
    CHECK(page.at("audits").at(0).at("author_id") == 9101);
    CHECK(page.at("audits").at(1).at("author_id") == 9001);
    CHECK(page.at("audits").at(1).at("ticket_id") == 400123);
}

TEST_CASE("Zendesk finds tickets in its search language") {
    Desk desk;
    CHECK(found(desk, "type:ticket status<solved priority:urgent") == 1);
    CHECK(found(desk, "type:ticket status:closed") == 1);
    CHECK(found(desk, "type:ticket status<solved priority:low") == 0);
    CHECK(found(desk, "type:ticket tags:self_managed requester:dora@example.org") == 1);
    CHECK(found(desk, "type:ticket organization:\"Example Corp\"") == 2);
    CHECK(found(desk, "type:ticket created>2026-03-09") == 1);
    CHECK(found(desk, "type:ticket everyone") == 1);
    CHECK(found(desk, "type:ticket assignee:me") == 0);
    desk.update({{"assignee_id", 9001}});
    CHECK(found(desk, "type:ticket assignee:me") == 1);
    const auto result = desk.get("search?query=type:ticket status<solved").body.at("results").at(0);
    CHECK(result.at("result_type") == "ticket");
    CHECK(desk.get("search/count?query=type:ticket").body.at("count") == 2);
    CHECK(desk.get("search?query=type:ticket&page=11").status == 422);
    CHECK(desk.get("search/export?query=priority:urgent").status == 422);
    const auto all = desk.get("search/export?query=priority:urgent&filter[type]=ticket").body;
    CHECK(all.at("results").size() == 1);
    CHECK(all.at("meta").at("has_more") == false);
}

TEST_CASE("Zendesk adds, sets and removes tags") {
    Desk desk;
    const auto tags = [&](const char* method, const json& list) {
        return desk.ask(method, "tickets/400123/tags", {{"tags", list}}).body.at("tags");
    };
    CHECK(tags("PUT", {"b"}) == json{"b", "self_managed"});
    CHECK(tags("DELETE", {"self_managed"}) == json{"b"});
    CHECK(tags("POST", {"c"}) == json{"c"});
    CHECK(desk.get("tickets/400123/tags").body.at("tags") == json{"c"});
    const auto before = desk.held().at("audits").size();
    tags("PUT", {"c"});
    CHECK(desk.held().at("audits").size() == before);
}

TEST_CASE("Zendesk makes one ticket for one idempotency key") {
    Desk desk;
    const json body{{"ticket",
                     {{"subject", "Follow-up"},
                      {"comment", {{"body", "As promised"}}},
                      {"requester_id", 9101},
                      {"external_id", "case-1"}}}};
    const std::map<std::string, std::string> key{{"idempotency-key", "one"}};
    const auto first = desk.ask("POST", "tickets", body, key);
    CHECK(first.status == 201);
    CHECK(first.headers.at("x-idempotency-lookup") == "miss");
    const auto id = first.body.at("ticket").at("id").get<std::int64_t>();
    CHECK(first.headers.at("location").ends_with("/tickets/" + std::to_string(id) + ".json"));
    const auto again = desk.ask("POST", "tickets", body, key);
    CHECK(again.status == 201);
    CHECK(again.headers.at("x-idempotency-lookup") == "hit");
    CHECK(again.body == first.body);
    auto other = body;
    other["ticket"]["subject"] = "Something else";
    const auto mismatch = desk.ask("POST", "tickets", other, key);
    CHECK(mismatch.status == 400);
    CHECK(mismatch.body.at("error") == "IdempotentRequestError");
    CHECK(desk.get("tickets?external_id=case-1").body.at("count") == 1);
}

TEST_CASE("Zendesk keeps an upload for an hour") {
    Desk desk;
    const auto reply = desk.ask("POST", "uploads?filename=graph.png", "bytes");
    REQUIRE(reply.status == 201);
    const auto token = reply.body.at("upload").at("token");
    const json change{{"comment", {{"body", "See"}, {"public", false}, {"uploads", {token}}}}};
    CHECK(desk.update(change).status == 200);
    const auto attachments = desk.held().at("comments").back().at("attachments");
    REQUIRE(attachments.size() == 1);
    CHECK(attachments.at(0).at("file_name") == "graph.png");
    desk.clock.advance(std::chrono::minutes{61});
    CHECK(desk.update(change).status == 422);
}

TEST_CASE("Zendesk previews a macro without changing the ticket") {
    Desk desk;
    const auto before = desk.held();
    CHECK(desk.get("macros/search?query=first").body.at("macros").size() == 1);
    const auto result = desk.get("tickets/400123/macros/5001/apply").body.at("result");
    CHECK(result.at("comment").at("body") == "Hello");
    CHECK(result.at("ticket").at("tags") == json{"contacted", "self_managed"});
    CHECK(result.at("ticket").at("id") == 400123);
    CHECK(result.at("ticket").at("custom_fields").at(0) == json{{"id", 360001}, {"value", "y"}});
    CHECK(desk.held() == before);
}

TEST_CASE("Zendesk finds people and organizations") {
    Desk desk;
    CHECK(desk.get("users/search?query=dora@example.org").body.at("users").at(0).at("id") == 9101);
    CHECK(desk.get("users/show_many?ids=9001,9101,5").body.at("users").size() == 2);
    CHECK(desk.get("users/9101").body.at("user").at("organization_id") == 8001);
    CHECK(desk.get("organizations/8001").body.at("organization").at("name") == "Example Corp");
    CHECK(desk.get("organizations/search?name=example corp").body.at("count") == 1);
    CHECK(desk.get("organizations/show_many?ids=8001,1").body.at("organizations").size() == 1);
    CHECK(desk.get("organizations/1").status == 404);
}

TEST_CASE("Zendesk has macros of its own where a scenario has none") {
    Desk desk;
    desk.service.load({{"users", {{{"email", "ana@example.com"}, {"me", true}}}}});
    const auto macros = desk.get("macros/search?query=offer a call").body.at("macros");
    REQUIRE(macros.size() == 1);
    CHECK(macros.at(0).at("title") == "Support::Customer Calls::Offer a call");
}

TEST_CASE("Zendesk says which agents a ticket of a group can be given to") {
    Desk desk;
    const auto found = desk.get("group_memberships/assignable").body.at("group_memberships");
    REQUIRE(found.size() == 3);
    CHECK(found.at(0).at("user_id") == 9001);
    CHECK(found.at(1).at("user_id") == 9002);
}
