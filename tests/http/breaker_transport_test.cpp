#include "libemergency/http/breaker_transport.h"

#include "tests/fakes/scripted_transport.h"

using namespace emergency;
using http::Request;

namespace {

const Request to_slack{.url = "https://slack/api/x"};
const Request to_zendesk{.url = "https://zendesk/api"};
const Error lost{.kind = ErrorKind::unanswered, .message = "timed out"};
const Error refused{.kind = ErrorKind::unreachable, .message = "connection refused"};

}  // namespace

TEST_CASE("a server that cannot be reached is asked once; the others go on") {
    ScriptedTransport network;
    http::BreakerTransport breaker(network);
    network.expect("GET https://slack/api/x", refused);
    network.expect("GET https://zendesk/api", answer(200));

    CHECK(breaker.send(to_slack).error().message == "connection refused");
    const auto second = breaker.send(to_slack);
    CHECK(second.error().kind == ErrorKind::unreachable);
    CHECK_THAT(second.error().message, Catch::Contains("not asked again"));
    CHECK(breaker.send(to_zendesk));
}

TEST_CASE("one lost answer may be read back; two in a row are enough") {
    ScriptedTransport network;
    http::BreakerTransport breaker(network);
    SECTION("an answer between them closes it again") {
        for (int n = 0; n < 3; ++n) {
            network.expect("GET https://slack/api/x", lost);
            network.expect("GET https://slack/api/x", answer(500));
        }
        for (int n = 0; n < 3; ++n) {
            CHECK(!breaker.send(to_slack));
            CHECK(breaker.send(to_slack));
        }
    }
    SECTION("two in a row") {
        network.expect("GET https://slack/api/x", lost);
        network.expect("GET https://slack/api/x", lost);
        CHECK(breaker.send(to_slack).error().kind == ErrorKind::unanswered);
        CHECK(breaker.send(to_slack).error().kind == ErrorKind::unanswered);
        CHECK(breaker.send(to_slack).error().kind == ErrorKind::unreachable);
    }
}
