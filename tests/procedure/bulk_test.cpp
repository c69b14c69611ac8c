#include "libemergency/procedure/bulk.h"

#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::BulkOptions;

namespace {

constexpr const char* issue = "https://issues.example.com/production/12345";
constexpr const char* page = "https://status.example.com";
constexpr const char* mine = "ana@example.com laptop";

Result<procedure::Plan> planned_bulk(CaseBuilder builder, const BulkOptions& options) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    return procedure::plan_bulk({builder.value(), config, actor}, options);
}

const zendesk::TicketUpdate& told(const Result<procedure::Plan>& plan) {
    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 2);
    CHECK(plan->effects.back().needs == std::vector{plan->effects.front().key});
    return std::get<zendesk::TicketUpdate>(plan->effects.back().change);
}

std::string key_said(const BulkOptions& options) {
    const auto plan = planned_bulk({}, options);
    REQUIRE(plan);
    return plan->effects.back().key;
}

}  // namespace

TEST_CASE("without an issue the ticket is open, tagged, and another message is promised") {
    const auto plan = planned_bulk({}, {.incident = "incident-7", .status_page = page});
    const auto& update = told(plan);

    CHECK(update.status == "open");
    CHECK(update.comment->is_public);
    CHECK_THAT(update.comment->body, Catch::Contains(page) && Catch::Contains("write again"));
    CHECK(std::count(update.tags->begin(), update.tags->end(), "incident-7") == 1);
    CHECK(update.tags->size() == 1);
    CHECK(update.assignee_id == CaseBuilder::ana);
}

TEST_CASE("with an issue the ticket is solved, with the link; what does not exist is left out") {
    const auto plan = planned_bulk(CaseBuilder().assigned_to(CaseBuilder::bo),
                                   {.incident = "incident-7", .issue = issue});
    const auto& update = told(plan);

    CHECK(update.status == "solved");
    CHECK_THAT(update.comment->body, Catch::Contains(issue) && !Catch::Contains("current state"));
    CHECK(!update.assignee_id);
}

TEST_CASE("each of the two is said once for an incident, and no promise after the link") {
    const BulkOptions promise{.incident = "incident-7"};
    const BulkOptions link{.incident = "incident-7", .issue = issue};
    CaseBuilder promised;
    promised.audit(key_said(promise), mine);
    CaseBuilder linked;
    linked.audit(key_said(link), mine);

    CHECK(planned_bulk(promised, promise)->effects.empty());
    CHECK_THAT(planned_bulk(promised, promise)->remarks.front(),
               Catch::Contains("already answered"));
    CHECK(told(planned_bulk(promised, link)).status == "solved");
    CHECK(planned_bulk(linked, link)->effects.empty());
    CHECK(planned_bulk(linked, promise)->effects.empty());
    CHECK(told(planned_bulk(linked, {.incident = "incident-8"})).status == "open");
}

TEST_CASE("somebody who is at it right now is left to it") {
    const BulkOptions options{.incident = "incident-7"};
    CaseBuilder builder;
    builder.audit(key_said(options) + "/claim/1", "bo@example.com desk", CaseBuilder::bo);

    const auto plan = planned_bulk(builder, options);
    REQUIRE(plan);
    CHECK(plan->effects.empty());
    CHECK_THAT(plan->remarks.front(), Catch::Contains("bo@example.com"));
}

TEST_CASE("a solved ticket is not opened again") {
    CaseBuilder builder;
    builder.value().ticket->status = "solved";

    const auto plan = planned_bulk(builder, {.incident = "incident-7"});
    REQUIRE(plan);
    CHECK(plan->effects.empty());
}

TEST_CASE("what cannot be meant is refused") {
    for (const auto* tag : {"", "two words", "Große", "a,b"}) {
        INFO(tag);
        CHECK(planned_bulk({}, {.incident = tag}).error().kind == ErrorKind::usage);
    }
    CHECK(planned_bulk({}, {.incident = "i-7", .issue = "javascript:x"}).error().kind ==
          ErrorKind::usage);
    CHECK(planned_bulk({}, {.incident = "i-7", .issue = issue, .text = "All is well."})
              .error()
              .kind == ErrorKind::policy);
    CaseBuilder builder;
    builder.value().ticket.reset();
    CHECK(planned_bulk(builder, {.incident = "i-7"}).error().kind == ErrorKind::policy);
}

TEST_CASE("whoever agrees sees which ticket it is, and no text has holes") {
    for (const auto& options :
         {BulkOptions{.incident = "i-7"}, BulkOptions{.incident = "i-7", .status_page = page},
          BulkOptions{.incident = "i-7", .issue = issue},
          BulkOptions{.incident = "i-7", .issue = issue, .status_page = page}}) {
        const auto plan = planned_bulk({}, options);
        const auto& body = told(plan).comment->body;
        CHECK(plan->remarks.front() == "#400123: 502 for everyone");
        CHECK_THAT(body, !Catch::Contains("\n\n\n") && !Catch::Contains("{{"));
    }
}
