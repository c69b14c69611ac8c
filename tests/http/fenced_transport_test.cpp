#include "libemergency/http/fenced_transport.h"

#include "tests/fakes/scripted_transport.h"

using namespace emergency;

namespace {

struct Lent final : http::Transport {
    explicit Lent(ScriptedTransport& script) : script_(script) {}
    Result<http::Response> send(const http::Request& request) override {
        return script_.send(request);
    }
    ScriptedTransport& script_;
};

}  // namespace

TEST_CASE("a fence lets requests to its servers through, and nothing else leaves") {
    ScriptedTransport network;
    http::FencedTransport fence(std::make_unique<Lent>(network),
                                {"127.0.0.1:4001", "127.0.0.1:4002"});
    network.expect("GET http://127.0.0.1:4001/incidents?x=1", answer(200));
    network.expect("GET http://127.0.0.1:4002", answer(200));
    CHECK(fence.send({.url = "http://127.0.0.1:4001/incidents?x=1"}));
    CHECK(fence.send({.url = "http://127.0.0.1:4002"}));

    for (const auto* url :
         {"https://api.pagerduty.com/incidents", "http://127.0.0.1:4003/incidents",
          "http://127.0.0.1:4001@api.pagerduty.com/incidents", "http://127.0.0.1/incidents",
          "http://127.0.0.1:4001.example.com/", "http://127.0.0.1:40011/", ""}) {
        INFO(url);
        const auto refused = fence.send({.url = url});
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == ErrorKind::policy);
    }
}
