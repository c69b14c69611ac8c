#include "libemergency/http/json_api.h"

#include "libemergency/http/lenient_json.h"
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
