#include "libemergency/cases/changes.h"

#include "libemergency/cases/progress.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

using namespace emergency::cases;
using namespace std::chrono_literals;
using emergency::zendesk::Conversation;

namespace {

constexpr auto ana = CaseBuilder::ana;
constexpr auto bo = CaseBuilder::bo;
constexpr auto dora = CaseBuilder::dora;
constexpr auto night = CaseBuilder::night;
constexpr emergency::zendesk::Id ticket = 400123;

/// As a list reads a case: without conversation.
Case listed_for_changes(CaseBuilder builder) {
    auto one = builder.value();
    one.depth = Depth::listed;
    one.conversation = {};
    return one;
}

Look look_at(std::vector<Case> cases) {
    const auto at = cases.empty() ? night + 60min : cases.front().as_of;
    return {.at = at, .cases = std::move(cases)};
}

Watched after(std::vector<Case> cases) {
    return seen({}, look_at(std::move(cases)));
}

/// "page,owner": the events' words.
std::string happened(const Watched& before, const Look& now) {
    std::string words;
    for (const auto& event : changes(before, now, shipped_config())) {
        words += (words.empty() ? "" : ",") + std::string(word(event.kind));
    }
    return words;
}

/// The ticket was written to at `minute`.
Case updated(CaseBuilder builder, std::chrono::minutes minute) {
    auto one = listed_for_changes(builder.after(minute));
    one.ticket->updated_at = night + minute;
    return one;
}

Conversation said_by(emergency::zendesk::Id author, std::chrono::minutes minute,
                     bool is_public = true) {
    auto conversation = CaseBuilder().value().conversation;
    conversation.comments = {
        {.id = 1, .author_id = dora, .body = "help", .at = night},
        {.id = 2, .author_id = author, .is_public = is_public, .body = "…", .at = night + minute}};
    return conversation;
}

}  // namespace

TEST_CASE("to the first look every open emergency is a page, and nothing more") {
    const auto events = changes({}, look_at({listed_for_changes({})}), shipped_config());
    REQUIRE(events.size() == 1);
    CHECK(events.front().kind == EventKind::page);
    CHECK(events.front().at == night);
    CHECK(happened(after({listed_for_changes({})}), look_at({listed_for_changes({})})).empty());
}

TEST_CASE("a further page of a ticket that is open is a page") {
    auto again = listed_for_changes({});
    again.incident->id = "Q0EMERG0000002";
    CHECK(happened(after({listed_for_changes({})}), look_at({listed_for_changes({}), again})) ==
          "page");
}

TEST_CASE("a page that found its ticket later, and one that left its ticket behind, are known") {
    const auto page = listed_for_changes(CaseBuilder().without_ticket());
    CHECK(happened(after({page}), look_at({listed_for_changes({})})).empty());
    auto resolved = listed_for_changes({});
    resolved.incident.reset();
    CHECK(happened(after({listed_for_changes({})}), look_at({resolved})).empty());
}

TEST_CASE("what is open no longer is closed, as it was seen last") {
    const auto events = changes(after({listed_for_changes({})}), look_at({}), shipped_config());
    REQUIRE(events.size() == 1);
    CHECK(events.front().kind == EventKind::closed);
    CHECK(events.front().at == night + 60min);
    CHECK(id_of(events.front().one) == "Q0EMERG0000001");
}

TEST_CASE("a new owner is told, and who had the ticket before") {
    const auto events =
        changes(after({listed_for_changes(CaseBuilder().assigned_to(ana))}),
                look_at({listed_for_changes(CaseBuilder().assigned_to(bo))}), shipped_config());
    REQUIRE(events.size() == 1);
    CHECK(events.front().kind == EventKind::owner);
    CHECK(events.front().had_by == ana);

    const auto taken = listed_for_changes(CaseBuilder().acknowledged_by("PANA001", "Ana Ortiz"));
    CHECK(happened(after({listed_for_changes({})}), look_at({taken})) == "owner");
}

TEST_CASE("a limit that passes between two looks is told once") {
    const auto before = after({listed_for_changes(CaseBuilder().after(9min))});
    const auto events = changes(before, look_at({listed_for_changes(CaseBuilder().after(10min))}),
                                shipped_config());
    REQUIRE(events.size() == 1);
    CHECK(events.front().deadline == "acknowledge");
    CHECK(events.front().at == night + 10min);
    CHECK(happened(after({listed_for_changes(CaseBuilder().after(10min))}),
                   look_at({listed_for_changes(CaseBuilder().after(11min))}))
              .empty());
}

TEST_CASE("only tickets that changed since are read") {
    const auto before = after({listed_for_changes({})});
    CHECK(to_read({}, {listed_for_changes({})}).empty());
    CHECK(to_read(before, {listed_for_changes({})}).empty());
    CHECK(to_read(before, {updated({}, 5min)}) == std::vector<emergency::zendesk::Id>{ticket});
    CHECK(to_read(before, {listed_for_changes(CaseBuilder().without_ticket())}).empty());
}

TEST_CASE("a customer's new public comment is an answer; ours and internal ones are none") {
    const auto before = after({listed_for_changes({})});
    auto now = look_at({updated({}, 5min)});
    now.conversations[ticket] = said_by(dora, 5min);
    const auto events = changes(before, now, shipped_config());
    REQUIRE(events.size() == 1);
    CHECK(events.front().kind == EventKind::answer);
    CHECK(events.front().at == night + 5min);

    now.conversations[ticket] = said_by(ana, 5min);
    CHECK(happened(before, now).empty());
    now.conversations[ticket] = said_by(dora, 5min, false);
    CHECK(happened(before, now).empty());
}

TEST_CASE("an answer is told once, even by two pages, and though the search's index goes back") {
    auto twice = updated({}, 5min);
    twice.incident->id = "Q0EMERG0000002";
    const auto before = after({listed_for_changes({}), twice});
    auto now = look_at({updated({}, 6min), twice});
    now.conversations[ticket] = said_by(dora, 6min);
    CHECK(happened(before, now) == "answer");

    const auto known = seen(seen(before, now), look_at({listed_for_changes({}), twice}));
    CHECK(to_read(known, {updated({}, 6min)}).empty());
}

TEST_CASE("looks cost no more than the budget, and less once a service declined") {
    CHECK(pause_after(2, 0, {}) == 15s);
    CHECK(pause_after(20, 0, {}) == 40s);
    CHECK(pause_after(2, 1, {}) == 30s);
    CHECK(pause_after(2, 50, {}) == 5min);
    CHECK(pause_after(2, 0, {.every = 10min}) == 10min);
    CHECK(pause_after(2, 3, {.every = 10min}) == 10min);
}
