#include "libemergency/http/raw_call.h"

#include <catch2/catch.hpp>

using namespace emergency::http;

namespace {

constexpr const char* host = "https://acme.zendesk.com";

std::string why_refused(const std::string& target) {
    const auto call = raw_call(Method::get, target, host);
    return call ? "accepted" : call.error().message;
}

}  // namespace

TEST_CASE("a path becomes steps and a query, decoded since they are encoded when sent") {
    const auto call =
        raw_call(Method::get, "/api/v2//search.json?query=a%20b&page[size]=2&x", host);
    REQUIRE(call);
    CHECK(call->path == Path{"api", "v2", "search.json"});
    CHECK(call->query == Query{{"query", "a b"}, {"page[size]", "2"}, {"x", ""}});
    CHECK(call->repeatable == Repeatable::yes);
    CHECK(raw_call(Method::put, "tickets/1", host)->repeatable == Repeatable::no);
}

TEST_CASE("a whole address is accepted at the service's own host only") {
    CHECK(raw_call(Method::get, "https://acme.zendesk.com/tickets/1", host)->path ==
          Path{"tickets", "1"});
    for (const auto* target :
         {"https://evil.example/tickets", "https://acme.zendesk.com.evil.example/tickets",
          "https://acme.zendesk.com@evil.example/", "//evil.example/x",
          "http://acme.zendesk.com/tickets", "https://acme.zendesk.com:444/tickets"}) {
        CHECK_THAT(why_refused(target),
                   Catch::EndsWith("is not an address of " + std::string(host)));
    }
}

TEST_CASE("no step leads upwards, however it is written") {
    for (const auto* target : {"/a/../b", "/a/%2e%2E/b", "..", "/./a"}) {
        CHECK(why_refused(target) == "a path may not lead upwards");
    }
    CHECK(why_refused("/?a=b") == "the path is empty");
}

TEST_CASE("methods are words in any letter case") {
    CHECK(*method_named("get") == Method::get);
    CHECK(*method_named("DELETE") == Method::remove);
    CHECK_FALSE(method_named("BREW"));
}

TEST_CASE("a parameter is asked for once") {
    CHECK(with({{"a", "1"}, {"b", "2"}}, "a", "3") == Query{{"b", "2"}, {"a", "3"}});
}
