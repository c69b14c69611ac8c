#include "libemergency/http/download.h"

#include "libemergency/http/curl_transport.h"
#include "libemergency/http/dated_transport.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/scripted_transport.h"
#include "tests/http/loopback_server.h"

using namespace emergency;
using namespace std::chrono_literals;
using Reply = LoopbackServer::Reply;

namespace {

const std::string help_desk = "https://acme.zendesk.com";

struct Taken {
    std::string text;
    std::size_t most = 1'000'000'000;
    std::size_t largest_piece = 0;

    http::TakeBody taker() {
        return [this](std::size_t at, std::string_view piece) {
            text.resize(at);
            text += piece;
            largest_piece = std::max(largest_piece, piece.size());
            return text.size() <= most;
        };
    }
};

http::Response leads_to(const std::string& place) {
    return answer(302, "moved", {{"location", place}});
}

http::Download file_at_home(Taken& taken) {
    return {.url = help_desk + "/a",
            .home = help_desk,
            .headers = {{"authorization", "secret"}},
            .take = taken.taker()};
}

bool has_token(const http::Request& request) {
    return request.headers.contains("authorization");
}

}  // namespace

TEST_CASE("the token of a download stays with its host, whatever another calls itself") {
    const auto other = GENERATE(
        as<std::string>{}, "https://p1.zdusercontent.com/x?token=1",
        "https://acme.zendesk.com@evil.example/x", "https://acme.zendesk.com.evil.example/x",
        "https://acme.zendesk.com:8443/x", "https://acme.zendesk.com\\@evil.example/x");
    ScriptedTransport network;
    network.expect("GET " + help_desk + "/a", leads_to(other));
    network.expect("GET " + other, answer(200, "the bytes"));
    Taken taken;
    REQUIRE(http::download(network, file_at_home(taken)));

    CHECK(taken.text == "the bytes");
    CHECK(has_token(network.sent[0]));
    CHECK_FALSE(has_token(network.sent[1]));
}

TEST_CASE("a redirect within its own host keeps the token, by path or by address") {
    const auto place = GENERATE(as<std::string>{}, "/b", "https://acme.zendesk.com/b");
    ScriptedTransport network;
    network.expect("GET " + help_desk + "/a", leads_to(place));
    network.expect("GET " + help_desk + "/b", answer(200, "x"));
    Taken taken;
    CHECK(http::download(network, file_at_home(taken)));
    CHECK(has_token(network.sent[1]));
}

TEST_CASE("what was encrypted is not fetched in the clear, nor for ever") {
    const auto place =
        GENERATE(as<std::string>{}, "http://127.0.0.1/x", "file:///etc/passwd", "//evil", "");
    ScriptedTransport network;
    network.expect("GET " + help_desk + "/a", leads_to(place));
    Taken taken;
    const auto refused = http::download(network, file_at_home(taken));
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::failed_there);
}

TEST_CASE("redirects without end are given up") {
    ScriptedTransport network;
    for (int n = 0; n < 6; ++n) {
        network.expect("GET " + help_desk + "/a", leads_to("/a"));
    }
    Taken taken;
    CHECK(http::download(network, file_at_home(taken)).error().message ==
          "acme.zendesk.com redirects without end");
}

TEST_CASE("a large body comes in pieces, and none of it stays with the response") {
    const std::string body(3'000'000, 'x');
    LoopbackServer server([&](int, const std::string&) {
        return Reply{"HTTP/1.1 200 OK\r\nContent-Length: " + std::to_string(body.size()) +
                     "\r\n\r\n" + body};
    });
    http::CurlTransport transport({});
    Taken taken;
    const auto answered = transport.send({.url = server.url("/x"), .take = taken.taker()});
    REQUIRE(answered);
    CHECK(answered->body.empty());
    CHECK(taken.text == body);
    CHECK(taken.largest_piece < 200'000);
}

TEST_CASE("the body of a refusal is not given away: it says why") {
    LoopbackServer server([](int, const std::string&) {
        return Reply{"HTTP/1.1 403 Forbidden\r\nContent-Length: 2\r\n\r\nno"};
    });
    http::CurlTransport transport({});
    Taken taken;
    const auto answered = transport.send({.url = server.url("/x"), .take = taken.taker()});
    REQUIRE(answered);
    CHECK(answered->body == "no");
    CHECK(taken.text.empty());
}

TEST_CASE("a body that is not wanted any more is this machine's own failure, not a lost answer") {
    LoopbackServer server([](int, const std::string&) {
        return Reply{"HTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\nabcdef"};
    });
    http::CurlTransport transport({});
    Taken taken;
    taken.most = 3;
    const auto answered = transport.send({.url = server.url("/x"), .take = taken.taker()});
    REQUIRE(!answered);
    CHECK(answered.error().kind == ErrorKind::local);
}

TEST_CASE("a download has time while anything arrives, and no more") {
    LoopbackServer server([](int, const std::string&) {
        return Reply{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc", Reply::Then::hang};
    });
    http::CurlTransport transport({.total_limit = 1s});
    Taken taken;
    const auto lost = transport.send({.url = server.url("/x"), .take = taken.taker()});
    REQUIRE(!lost);
    CHECK(lost.error().kind == ErrorKind::unanswered);
}

TEST_CASE("the date of an answer that a cache gave is not the time") {
    ScriptedTransport network;
    network.expect("GET https://cdn/x",
                   answer(200, {}, {{"date", "Tue, 10 Mar 2020 04:00:00 GMT"}, {"age", "86400"}}));
    FakeClock local;
    ServerClock clock(local);
    http::DatedTransport dated(network, clock);
    REQUIRE(dated.send({.url = "https://cdn/x"}));
    CHECK(clock.skew() == 0ms);
}
