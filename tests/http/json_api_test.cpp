#include "libemergency/http/json_api.h"

#include "libemergency/http/lenient_json.h"
#include "libemergency/http/lists.h"
#include "tests/fakes/scripted_transport.h"

#include <nlohmann/json.hpp>

using namespace emergency;
using http::JsonApi;

namespace {

std::string reason(const nlohmann::json& refusal) {
    return http::text_at(refusal, "/error/message");
}

JsonApi api_on(ScriptedTransport& network) {
    return {network,
            {.name = "PagerDuty",
             .url = "https://pd",
             .headers = {{"authorization", "Token token=secret"}},
             .request_id_header = "x-request-id",
             .explain = &reason}};
}

}  // namespace

TEST_CASE("an id stays one step of the path, whatever it holds") {
    ScriptedTransport network;
    network.expect("GET https://pd/incidents/..%2Fusers%3Fx%3D1%23%20%C3%A9?include[]=a%26b",
                   answer(200, "{}"));
    CHECK(api_on(network).get({"incidents", "../users?x=1# é"}, {{"include[]", "a&b"}}));
}

TEST_CASE("a refusal says who, what and under which request id") {
    ScriptedTransport network;
    network.expect("GET https://pd/incidents/Q0",
                   answer(404, R"({"error":{"message":"Not Found"}})", {{"x-request-id", "r-1"}}));
    const auto refused = api_on(network).get({"incidents", "Q0"});

    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::not_found);
    CHECK(refused.error().message == "PagerDuty says: Not Found (404)");
    CHECK(refused.error().request_id == "r-1");
    CHECK(refused.error().http_status == 404);
}

TEST_CASE("statuses are sorted by what can be done about them") {
    const auto [status, kind] = GENERATE(table<int, ErrorKind>({{400, ErrorKind::rejected},
                                                                {401, ErrorKind::unauthorized},
                                                                {402, ErrorKind::unauthorized},
                                                                {403, ErrorKind::unauthorized},
                                                                {409, ErrorKind::conflict},
                                                                {422, ErrorKind::rejected},
                                                                {429, ErrorKind::busy},
                                                                {500, ErrorKind::failed_there},
                                                                {302, ErrorKind::failed_there}}));
    const auto* const body = GENERATE("", "not json", "[]", "{}", R"({"error":7})", "<html>");
    ScriptedTransport network;
    network.expect("GET https://pd/x", answer(status, body));
    CHECK(api_on(network).get({"x"}).error().kind == kind);
}

TEST_CASE("a success that is no JSON object is the service's failure") {
    const auto* const body = GENERATE("<html>login</html>", "{\"incident\":", "[1]", "null");
    ScriptedTransport network;
    network.expect("GET https://pd/x", answer(200, body, {{"content-type", "text/html"}}));
    const auto result = api_on(network).get({"x"});
    REQUIRE(!result);
    CHECK(result.error().kind == ErrorKind::failed_there);
}

TEST_CASE("no error and no dry run shows a credential") {
    ScriptedTransport network;
    network.expect("GET https://pd/x",
                   Error{.kind = ErrorKind::unanswered, .message = "connection reset"});
    const auto api = api_on(network);
    const auto failed = api.get({"x"});
    CHECK(failed.error().message == "PagerDuty did not answer: connection reset");
    CHECK(failed.error().message.find("secret") == std::string::npos);
    CHECK(api.show({.path = {"x"}, .body = "{}"}).url == "https://pd/x");
}

TEST_CASE("reading a value that is missing or of another kind gives nothing, never an exception") {
    const nlohmann::json value{{"a", 1}, {"b", "two"}, {"c", nullptr}};
    CHECK(http::text_at(value, "/a").empty());
    CHECK(http::text_at(value, "/b") == "two");
    CHECK(http::text_at(value, "/c/d").empty());
    CHECK(http::number_at(value, "/a") == 1);
    CHECK(http::number_at(value, "/b") == 0);
    CHECK(http::number_at(nullptr, "/b") == 0);
}

TEST_CASE("a success that says nothing is an empty object") {
    ScriptedTransport network;
    network.expect("DELETE https://pd/x", answer(204));
    const auto result = api_on(network).send({.method = http::Method::remove, .path = {"x"}});
    REQUIRE(result);
    CHECK(*result == nlohmann::json::object());
}

TEST_CASE("a page where JSON was due is told with its type, if it has one") {
    const auto [headers, message] = GENERATE(table<http::Headers, std::string>(
        {{http::Headers{{"content-type", "text/html"}},
          "PagerDuty did not answer with a JSON object (text/html)"},
         {http::Headers{}, "PagerDuty did not answer with a JSON object"}}));
    ScriptedTransport network;
    network.expect("GET https://pd/x", answer(200, "<html>", headers));
    CHECK(api_on(network).get({"x"}).error().message == message);
}

TEST_CASE("a fraction is no integer") {
    CHECK(http::number_at({{"a", 1.5}}, "/a") == 0);
    CHECK(http::number_at({{"a", true}}, "/a") == 0);
}

TEST_CASE("half of a surrogate pair in an answer leaves the rest of it readable") {
    const auto read = http::parse_answer(
        R"({"a":"x\ud83dy","b":"\ud83d\udea8 \\ud83d \u00e9","c":"\udc00\ud800\udc00"})");
    REQUIRE(read.is_object());
    CHECK(read.at("a") == "x\ufffdy");
    CHECK(read.at("b") == "🚨 \\ud83d é");
    CHECK(read.at("c") == "\ufffd\U00010000");
    CHECK(http::parse_answer(R"({"a":"\ud83d)").is_discarded());
    CHECK(http::parse_answer("<html>\\ud").is_discarded());
}

TEST_CASE("JSON that nests without end is the service's failure, and takes no stack") {
    constexpr std::size_t deep = 100'000;
    std::string objects;
    for (std::size_t n = 0; n < deep; ++n) {
        objects += R"({"a\\":)";
    }
    const auto body = GENERATE_COPY(
        std::string(deep, '['), std::string(deep, '[') + std::string(deep, ']'), objects,
        R"({"a":"\"","b":)" + std::string(deep, '[') + std::string(deep, ']') + "}");
    ScriptedTransport network;
    network.expect("GET https://pd/x", answer(200, body));
    network.expect("GET https://pd/y", answer(500, body));
    const auto read = api_on(network).get({"x"});
    REQUIRE(!read);
    CHECK(read.error().kind == ErrorKind::failed_there);
    CHECK(read.error().message == "PagerDuty sent JSON that nests too deeply");
    CHECK(api_on(network).get({"y"}).error().message == "PagerDuty answered 500");
}

TEST_CASE("what nests within reason is read, and brackets in a text nest nothing") {
    const auto brackets = std::string(1'000, '[') + R"(\"{\\)";
    CHECK(http::parse_answer(R"({"a":")" + brackets + R"(","b":[]})").is_object());
    CHECK(http::parse_answer(std::string(200, '[') + std::string(200, ']')).is_array());
    CHECK(http::parse_answer(std::string(201, '[') + std::string(201, ']')).is_discarded());
    const auto wide = "[" + std::string(1'000, ' ') + "[],[],{}]";
    CHECK(http::parse_answer(wide).is_array());
}

TEST_CASE("who is asked to wait longer than we do is told for how long") {
    const auto [headers, told] = GENERATE(table<http::Headers, std::string>(
        {{http::Headers{{"retry-after", "86400"}}, "; it asked to wait 1d 0h"},
         {http::Headers{{"ratelimit-reset", "90"}}, "; it asked to wait 1m"},
         {http::Headers{{"retry-after", "99999999999999999999"}},
          "; it asked to wait at least 1000d 0h"},
         {http::Headers{{"date", "Tue, 10 Mar 2026 04:00:00 GMT"},
                        {"retry-after", "Tue, 10 Mar 2026 06:00:00 GMT"}},
          "; it asked to wait 2h00m"},
         {http::Headers{{"retry-after", "Tue, 10 Mar 2026 06:00:00 GMT"}}, ""},
         {http::Headers{{"retry-after", "soon"}}, ""},
         {http::Headers{}, ""}}));
    ScriptedTransport network;
    network.expect("GET https://pd/x", answer(429, "", headers));
    network.expect("GET https://pd/y", answer(429, R"({"error":{"message":"Slow"}})", headers));
    const auto declined = api_on(network).get({"x"}).error();
    CHECK(declined.kind == ErrorKind::busy);
    CHECK(declined.message == "PagerDuty answered 429" + told);
    CHECK(declined.hint.empty() == told.empty());
    CHECK(api_on(network).get({"y"}).error().message == "PagerDuty says: Slow (429)" + told);
}

TEST_CASE("an answer that the network could not take is not told as silence") {
    ScriptedTransport network;
    network.expect("GET https://pd/x", Error{.kind = ErrorKind::failed_there,
                                             .message = "the answer is larger than 64 MB"});
    const auto failed = api_on(network).get({"x"}).error();
    CHECK(failed.kind == ErrorKind::failed_there);
    CHECK(failed.message == "PagerDuty: the answer is larger than 64 MB");
}

TEST_CASE("an answer without the list that was asked for does not say that there is nothing") {
    const auto none = nlohmann::json::parse(R"({"log_entries":[]})");
    REQUIRE(http::list_at(none, "/log_entries", "PagerDuty"));
    CHECK((*http::list_at(none, "/log_entries", "PagerDuty"))->empty());
    for (const auto* body : {"{}", R"({"log_entries":null})", R"({"log_entries":{}})",
                             R"({"log_entries":"none"})", R"({"log_entries":0})"}) {
        const auto found = http::list_at(nlohmann::json::parse(body), "/log_entries", "PagerDuty");
        REQUIRE_FALSE(found);
        CHECK(found.error().kind == ErrorKind::failed_there);
        CHECK(found.error().message == "PagerDuty sent log entries we cannot read");
    }
}

TEST_CASE("a page of nothing but rows that came before is found out, whatever their order") {
    http::SeenRows seen;
    CHECK(seen.take({{{"id", 1}}, {{"id", 2}}}));
    CHECK(seen.take({{{"id", 2}}, {{"id", 3}}}));
    CHECK_FALSE(seen.take({{{"id", 3}}, {{"id", 1}}}));
}

TEST_CASE("a message is known by its time stamp, though reactions come to it meanwhile") {
    http::SeenRows seen;
    CHECK(seen.take({{{"ts", "1.1"}}, {{"ts", "1.2"}}}));
    CHECK_FALSE(seen.take({{{"ts", "1.1"}, {"reply_count", 2}}, {{"ts", "1.2"}}}));
}

TEST_CASE(
    "pages may be empty, and a thread's root may stand alone on one, but not again and again") {
    http::SeenRows seen;
    const nlohmann::json root{{"ts", "1.1"}};
    CHECK(seen.take({root, {{"ts", "1.2"}}}));
    CHECK(seen.take({}));
    CHECK(seen.take({root}));
    CHECK_FALSE(seen.take({root}));
}

TEST_CASE("the rows of a page are those of all its lists") {
    CHECK(
        http::rows_of(nlohmann::json::parse(R"({"a":[1,2],"more":true,"b":[],"c":[{}]})")).size() ==
        3);
    CHECK(http::rows_of(nlohmann::json::parse(R"({"a":[],"limit":100})")).empty());
}
