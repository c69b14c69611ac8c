#include "apps/emerg/trace.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace emerg;
using namespace std::chrono_literals;

TEST_CASE("a trace tells of requests and answers, and nothing that is secret or anybody's text") {
    Trace trace;
    trace.add({.url = "https://zd/api/v2/search.json?query=secret",
               .headers = {{"authorization", "Basic c2VjcmV0"}, {"accept", "application/json"}},
               .body = "secret"},
              emergency::http::Response{.status = 429,
                                        .headers = {{"content-type", "application/json"},
                                                    {"retry-after", "3"},
                                                    {"set-cookie", "secret"}},
                                        .body = "secret!"},
              emergency::TimePoint(1'500ms), 12ms);
    trace.add({.method = emergency::http::Method::post, .url = "https://pd/x"},
              emergency::Error{.message = "nobody answered"}, emergency::TimePoint(), 1s);

    const auto text = trace.text();
    CHECK_THAT(text, !Catch::Contains("secret") && !Catch::Contains("c2Vj"));
    const auto entries = Json::parse(text)["log"]["entries"];
    REQUIRE(entries.size() == 2);
    CHECK(entries[0]["startedDateTime"] == "1970-01-01T00:00:01.500Z");
    CHECK(entries[0]["request"]["url"] == "https://zd/api/v2/search.json");
    CHECK(entries[0]["request"]["headers"].dump() ==
          R"([{"name":"accept","value":"application/json"}])");
    CHECK(entries[0]["request"]["bodySize"] == 6);
    CHECK(entries[0]["response"]["status"] == 429);
    CHECK(entries[0]["response"]["headers"].size() == 2);
    CHECK(entries[0]["response"]["content"]["size"] == 7);
    CHECK(entries[0]["time"] == 12);
    CHECK(entries[1]["response"]["status"] == 0);
    CHECK(entries[1]["response"]["_error"] == "nobody answered");
}

TEST_CASE("where a file is kept is not told") {
    const auto keep = [](std::size_t, std::string_view) { return true; };
    CHECK(shown_address({.url = "https://files.example/token/abc?d=1", .take = keep}) ==
          "files.example (a file)");
}
