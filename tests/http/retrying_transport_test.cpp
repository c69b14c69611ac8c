#include "libemergency/http/retrying_transport.h"

#include "libemergency/http/dated_transport.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/scripted_transport.h"

using namespace emergency;
using namespace std::chrono_literals;
using http::Repeatable;
using http::Request;

namespace {

const Request reading{.url = "https://pd/incidents", .repeatable = Repeatable::yes};
const Request writing{.method = http::Method::post, .url = "https://pd/notes", .body = "{}"};
const Error lost{.kind = ErrorKind::unanswered, .message = "timed out"};
const Error refused{.kind = ErrorKind::unreachable, .message = "connection refused"};

struct Bench {
    ScriptedTransport network;
    FakeClock clock;
    std::vector<std::string> told;
    http::RetryingTransport retrying{
        network,
        clock,
        {},
        [] { return 0.5; },
        [this](const std::string& why, std::chrono::milliseconds) { told.push_back(why); }};
};

}  // namespace

TEST_CASE("a read that was lost is sent again after growing pauses, and the waiting is told") {
    Bench bench;
    bench.network.expect("GET https://pd/incidents", lost);
    bench.network.expect("GET https://pd/incidents", answer(503));
    bench.network.expect("GET https://pd/incidents", answer(200));

    CHECK(bench.retrying.send(reading)->status == 200);
    CHECK(bench.clock.slept == std::vector<std::chrono::milliseconds>{200ms, 400ms});
    CHECK(bench.told == std::vector<std::string>{"pd: timed out", "pd answered 503"});
}

TEST_CASE("a write that may have happened is never sent twice") {
    Bench bench;
    const auto outcome = GENERATE(as<ScriptedTransport::Answer>(), lost, answer(500), answer(503));
    bench.network.expect("POST https://pd/notes", outcome);

    static_cast<void>(bench.retrying.send(writing));
    CHECK(bench.clock.slept.empty());
}

TEST_CASE("a write that never left, or was declined, is sent again") {
    Bench bench;
    bench.network.expect("POST https://pd/notes", refused);
    bench.network.expect("POST https://pd/notes", answer(429));
    bench.network.expect("POST https://pd/notes", answer(200));

    CHECK(bench.retrying.send(writing)->status == 200);
}

TEST_CASE("what the service asks for is the least that is waited") {
    Bench bench;
    const auto headers =
        GENERATE(http::Headers{{"retry-after", "7"}}, http::Headers{{"ratelimit-reset", "7"}},
                 http::Headers{{"date", "Tue, 10 Mar 2026 04:00:00 GMT"},
                               {"retry-after", "Tue, 10 Mar 2026 04:00:07 GMT"}});
    bench.network.expect("GET https://pd/incidents", answer(429, "", headers));
    bench.network.expect("GET https://pd/incidents", answer(200));

    CHECK(bench.retrying.send(reading)->status == 200);
    CHECK(bench.clock.slept == std::vector<std::chrono::milliseconds>{7s + 200ms});
}

TEST_CASE("nobody waits longer than the patience") {
    Bench bench;
    bench.network.expect("GET https://pd/incidents", answer(429, "", {{"retry-after", "3600"}}));

    CHECK(bench.retrying.send(reading)->status == 429);
    CHECK(bench.clock.slept.empty());
}

TEST_CASE("the tries have an end") {
    Bench bench;
    for (int n = 0; n < 5; ++n) {
        bench.network.expect("GET https://pd/incidents", answer(500));
    }
    CHECK(bench.retrying.send(reading)->status == 500);
}

TEST_CASE("a Retry-After date without a Date is measured from now") {
    Bench bench;
    bench.network.expect("GET https://pd/incidents",
                         answer(429, "", {{"retry-after", "Tue, 10 Mar 2026 04:00:07 GMT"}}));
    bench.network.expect("GET https://pd/incidents", answer(200));

    CHECK(bench.retrying.send(reading)->status == 200);
    CHECK(bench.clock.slept == std::vector<std::chrono::milliseconds>{7s + 200ms});
}

TEST_CASE("an answer that sets the clock right neither uses up nor extends the patience") {
    const auto wrong_by = GENERATE(std::chrono::hours(1), std::chrono::hours(-1));
    ScriptedTransport network;
    FakeClock local;
    ServerClock clock(local);
    http::DatedTransport dated(network, clock);
    http::RetryingTransport retrying(dated, clock, {}, [] { return 0.5; }, {});
    local.set(local.now() + wrong_by);
    const http::Headers date{{"date", "Tue, 10 Mar 2026 04:00:00 GMT"}};
    auto soon = date;
    soon["retry-after"] = "7";
    auto late = date;
    late["retry-after"] = "3000";
    network.expect("GET https://pd/incidents", answer(429, "", soon));
    network.expect("GET https://pd/incidents", answer(429, "", late));

    CHECK(retrying.send(reading)->status == 429);
    CHECK(local.slept == std::vector<std::chrono::milliseconds>{7s + 200ms});
}

TEST_CASE("the patience is for all waits together") {
    Bench bench;
    for (int n = 0; n < 3; ++n) {
        bench.network.expect("GET https://pd/incidents", answer(429, "", {{"retry-after", "14"}}));
    }
    CHECK(bench.retrying.send(reading)->status == 429);
    CHECK(bench.clock.slept.size() == 2);
}

TEST_CASE("a wait that no number holds is longer than the patience, not none") {
    const auto* const header = GENERATE("retry-after", "ratelimit-reset");
    const auto* const asked = GENERATE("99999999999999999999", "2147483648", "9223372036854775807",
                                       "99999999999999999999.5");
    Bench bench;
    bench.network.expect("GET https://pd/incidents", answer(429, "", {{header, asked}}));

    CHECK(bench.retrying.send(reading)->status == 429);
    CHECK(bench.clock.slept.empty());
}

TEST_CASE("a second that has begun counts whole, and a wait that was over is none") {
    const auto [asked, wait] =
        GENERATE(table<const char*, std::chrono::milliseconds>({{"1.5", 2s},
                                                                {"2.0", 2s},
                                                                {"0", 0s},
                                                                {"-5", 0s},
                                                                {"soon", 0s},
                                                                {"1.", 0s},
                                                                {".5", 0s},
                                                                {"1.x", 0s}}));
    Bench bench;
    bench.network.expect("GET https://pd/incidents", answer(429, "", {{"retry-after", asked}}));
    bench.network.expect("GET https://pd/incidents", answer(200));

    CHECK(bench.retrying.send(reading)->status == 200);
    CHECK(bench.clock.slept == std::vector<std::chrono::milliseconds>{wait + 200ms});
}
