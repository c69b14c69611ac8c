#pragma once

#include "libemergency/procedure/executor.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/scripted_transport.h"

#include <catch2/catch.hpp>

#include <string>
#include <utility>
#include <vector>

/// What tests of the executor share: a bench with scripted services, effects and answers.
namespace bench {

using namespace emergency;  // NOLINT(google-build-using-namespace): a test's own header.
using procedure::Effect;
using procedure::Fate;

inline const std::string ticket = "https://zd/api/v2/tickets/400123.json";
inline const std::string audits_of_it = "https://zd/api/v2/tickets/400123/audits.json";

inline std::string updated(const std::string& key, const std::string& stamp) {
    return R"({"ticket":{"id":400123,"subject":"s","status":"open","created_at":"2026-03-10T04:00:00Z","updated_at":")" +
           stamp +
           R"(","tags":[]},"audit":{"id":7,"ticket_id":400123,"author_id":9001,"created_at":")" +
           stamp + R"(","metadata":{"system":{},"custom":{"emerg_key":")" + key +
           R"("}},"events":[]}})";
}

inline std::string audits(const std::string& key, const std::string& by) {
    return R"({"audits":[{"id":7,"ticket_id":400123,"author_id":9001,"created_at":"2026-03-10T04:01:00Z","metadata":{"system":{},"custom":{"emerg_key":")" +
           key + R"(","emerg_by":")" + by +
           R"("}},"events":[]}],"meta":{"has_more":false},"links":{}})";
}

inline const std::string no_audits = R"({"audits":[],"meta":{"has_more":false},"links":{}})";
inline const Error lost{.kind = ErrorKind::unanswered, .message = "timed out"};

inline Effect comment(const std::string& key) {
    return {.key = key,
            .description = "public comment",
            .change = zendesk::TicketUpdate{.ticket_id = 400123,
                                            .comment = zendesk::NewComment{"hello", true},
                                            .metadata = {{"emerg_key", key}},
                                            .updated_stamp = "2026-03-10T04:00:00Z"}};
}

inline Effect claim(const std::string& key) {
    auto effect = comment(key);
    effect.part = procedure::Part::claim;
    return effect;
}

/// An executor over scripted services and a store in memory.
struct Bench {
    ScriptedTransport network;
    FakeClock clock;
    Store store = *Store::in_memory();
    Journal journal{store};
    pagerduty::Client pagerduty{network, "https://pd", Secret("t"), "ana@example.com"};
    zendesk::Client zendesk{network, "https://zd", Secret("t"), "ana@example.com"};
    procedure::Executor executor{
        {pagerduty, zendesk, nullptr}, journal, clock, "ana@example.com laptop", {}};

    procedure::Outcome execute(std::vector<Effect> effects) {
        auto outcome = executor.execute({.case_id = "Q0", .effects = std::move(effects)});
        REQUIRE(outcome);
        return *outcome;
    }
    Mark last_mark(const std::string& key) { return (*journal.last(key))->mark; }
};

}  // namespace bench
