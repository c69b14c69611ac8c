#include "libemergency/http/curl_transport.h"

#include "tests/http/loopback_server.h"

#include <catch2/catch.hpp>

#include <barrier>
#include <future>

using namespace emergency;
using namespace std::chrono_literals;
using http::CurlTransport;
using http::Request;
using Reply = LoopbackServer::Reply;

namespace {

const std::string fine = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Id:  7 \r\n\r\nok";

Request put(const LoopbackServer& server) {
    return {.method = http::Method::put, .url = server.url("/x"), .body = R"({"a":1})"};
}

}  // namespace

TEST_CASE("an answer of any status is an answer, its header names in lower case") {
    LoopbackServer server([](int, const std::string&) {
        return Reply{"HTTP/1.1 404 Not Found\r\nContent-Length: 4\r\nX-Id:  7 \r\n\r\ngone"};
    });
    CurlTransport transport({});
    const auto answer = transport.send({.url = server.url("/x")});

    REQUIRE(answer);
    CHECK(answer->status == 404);
    CHECK(answer->body == "gone");
    CHECK(answer->headers.at("x-id") == "7");
}

TEST_CASE("one connection is kept for requests that follow each other") {
    LoopbackServer server([](int, const std::string&) { return Reply{fine}; });
    CurlTransport transport({});
    for (int n = 0; n < 5; ++n) {
        REQUIRE(transport.send(put(server)));
    }
    CHECK(server.requests() == 5);
    CHECK(server.connections() == 1);
}

TEST_CASE("requests from several threads are under way at the same time") {
    std::barrier both_here(2);
    LoopbackServer server([&](int, const std::string&) {
        both_here.arrive_and_wait();
        return Reply{fine};
    });
    CurlTransport transport({});
    auto other =
        std::async(std::launch::async, [&] { return transport.send({.url = server.url("/a")}); });
    CHECK(transport.send({.url = server.url("/b")}));
    CHECK(other.get());
}

TEST_CASE("a write on a kept connection that dies is not sent again behind our back") {
    LoopbackServer server([](int n, const std::string&) {
        return n == 1 ? Reply{fine} : Reply{"", Reply::Then::reset};
    });
    CurlTransport transport({});
    REQUIRE(transport.send(put(server)));
    const auto lost = transport.send(put(server));

    REQUIRE(!lost);
    CHECK(lost.error().kind == ErrorKind::unanswered);
    CHECK(server.requests() == 2);
}

TEST_CASE("a connection that nobody accepts means that nothing was sent") {
    CurlTransport transport({});
    const auto refused = transport.send({.url = "http://127.0.0.1:1/x"});
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::unreachable);
    CHECK(refused.error().message == "could not connect to 127.0.0.1:1: Connection refused");
}

TEST_CASE("a write without a body is not sent again behind our back either") {
    LoopbackServer server([](int n, const std::string&) {
        return n == 1 ? Reply{fine} : Reply{"", Reply::Then::reset};
    });
    CurlTransport transport({});
    REQUIRE(transport.send({.url = server.url("/x")}));
    const auto lost = transport.send({.method = http::Method::post, .url = server.url("/x")});

    REQUIRE(!lost);
    CHECK(lost.error().kind == ErrorKind::unanswered);
    CHECK(server.requests() == 2);
}

TEST_CASE("a handshake that never ends means that nothing was sent") {
    LoopbackServer server([](int, const std::string&) { return Reply{fine}; });
    CurlTransport transport({.total_limit = 200ms});
    const auto lost = transport.send({.url = "https" + server.url("/x").substr(4)});
    REQUIRE(!lost);
    CHECK(lost.error().kind == ErrorKind::unreachable);
}

TEST_CASE("a proxy that refuses the tunnel means that nothing was sent") {
    std::string asked;
    LoopbackServer proxy([&](int, const std::string& request) {
        asked = request;
        return Reply{"HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n",
                     Reply::Then::close};
    });
    CurlTransport transport({.proxy = proxy.url("")});
    const auto refused = transport.send({.method = http::Method::post,
                                         .url = "https://api.example.com/x",
                                         .headers = {{"authorization", "Token token=secret"}},
                                         .body = "{}"});
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::unreachable);
    CHECK(asked.starts_with("CONNECT api.example.com:443 "));
    CHECK(asked.find("secret") == std::string::npos);
}

TEST_CASE("plain http to this machine does not go through a proxy") {
    LoopbackServer proxy([](int, const std::string&) { return Reply{fine}; });
    LoopbackServer server([](int, const std::string&) { return Reply{fine}; });
    CurlTransport transport({.proxy = proxy.url("")});
    CHECK(transport.send({.url = server.url("/x"), .headers = {{"authorization", "secret"}}}));
    CHECK(proxy.requests() == 0);
}

TEST_CASE("silence and half an answer leave the request's fate unknown") {
    const auto reply =
        GENERATE(Reply{"", Reply::Then::hang}, Reply{"", Reply::Then::close},
                 Reply{"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{", Reply::Then::close});
    LoopbackServer server([&](int, const std::string&) { return reply; });
    CurlTransport transport({.total_limit = 300ms});
    const auto lost = transport.send(put(server));
    REQUIRE(!lost);
    CHECK(lost.error().kind == ErrorKind::unanswered);
}

TEST_CASE("a redirect is not followed, so that the token stays with its host") {
    LoopbackServer server([](int, const std::string&) {
        return Reply{
            "HTTP/1.1 302 Found\r\nLocation: http://127.0.0.1:1/\r\nContent-Length: 0\r\n\r\n"};
    });
    CurlTransport transport({});
    CHECK(transport.send({.url = server.url("/x")})->status == 302);
}

TEST_CASE("plain http leaves this machine for nobody") {
    CurlTransport transport({});
    for (const auto* url :
         {"http://example.com/", "ftp://127.0.0.1/", "http://127.0.0.1.example.com/",
          "http://127.0.0.1.5/", "file:///etc/passwd"}) {
        const auto refused = transport.send({.url = url});
        REQUIRE(!refused);
        CHECK(refused.error().kind == ErrorKind::configuration);
    }
}

TEST_CASE("who stops the work ends the waiting, and sends nothing more") {
    StopFlag stop = false;
    LoopbackServer server([&](int, const std::string&) {
        stop = true;
        return Reply{"", Reply::Then::hang};
    });
    CurlTransport transport({.stop = &stop});
    CHECK(transport.send(put(server)).error().kind == ErrorKind::unanswered);
    CHECK(transport.send(put(server)).error().kind == ErrorKind::interrupted);
    CHECK(server.requests() == 1);
}

TEST_CASE("an answer that is larger than any that makes sense is the server's failure") {
    constexpr std::size_t megabyte = 1U << 20U;
    LoopbackServer server([](int, const std::string&) {
        return Reply{
            "HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n" + std::string(megabyte + 1, ' '),
            Reply::Then::close};
    });
    CurlTransport transport({.longest_answer = megabyte});
    const auto too_long = transport.send(put(server));

    REQUIRE(!too_long);
    CHECK(too_long.error().kind == ErrorKind::failed_there);
    CHECK(too_long.error().message == "the answer is larger than 1 MB");
}
