#include "apps/emerg/commands/api_fields.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace emerg;

namespace {

std::string body(const std::vector<std::string>& fields) {
    const auto whole = body_of_fields(fields);
    return whole ? whole->dump() : "error: " + whole.error().message;
}

}  // namespace

TEST_CASE("fields word a body: texts, JSON, objects and lists") {
    CHECK(body({"a=1", "b:=1", "c:={\"d\":null}", "e=x=y"}) ==
          R"({"a":"1","b":1,"c":{"d":null},"e":"x=y"})");
    CHECK(body({"ticket[status]=open", "ticket[tags][]=a", "ticket[tags][]=b"}) ==
          R"({"ticket":{"status":"open","tags":["a","b"]}})");
}

TEST_CASE("what is no field is refused") {
    for (const auto* field : {"a", "=a", "a:=nonsense", ""}) {
        CHECK_THAT(body({field}), Catch::EndsWith("is no field"));
    }
    CHECK_THAT(body({"a=1", "a[b]=2"}), Catch::EndsWith("is no field"));
}

TEST_CASE("in a query fields keep their names") {
    CHECK(*query_of_fields({"statuses[]=a", "statuses[]=b"}) ==
          emergency::http::Query{{"statuses[]", "a"}, {"statuses[]", "b"}});
}

TEST_CASE("pages become one document whose lists grow") {
    Json whole{{"users", {1, 2}}, {"more", true}};
    CHECK(add_page(whole, {{"users", {3}}, {"more", false}}));
    CHECK(whole.dump() == R"({"users":[1,2,3],"more":false})");
    CHECK_FALSE(add_page(whole, {{"users", Json::array()}, {"more", true}}));
}
