#include "libemergency/procedure/overload.h"

#include "libemergency/procedure/declaration.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::Agreement;
using procedure::Plan;

namespace {

const procedure::ThreadPlace place{.channel_id = "C001SM", .channel_name = "#support"};

/// What a planner says to a case, by the shipped configuration.
template <class Planner>
auto asked(const cases::Case& one, const Planner& planner) {
    const auto config = shipped_config();
    const auto actor = ana_at_work();
    return planner(procedure::Situation{one, config, actor});
}

template <class Change>
int count(const Plan& plan) {
    return static_cast<int>(std::count_if(
        plan.effects.begin(), plan.effects.end(),
        [](const auto& effect) { return std::holds_alternative<Change>(effect.change); }));
}

}  // namespace

TEST_CASE("developers are asked only with ticket, thread and the manager's agreement") {
    const auto refusal = [](CaseBuilder builder, Agreement agreement) {
        const auto fine = asked(builder.value(), [&](const auto& now) {
            return developers_may_be_asked(now, agreement);
        });
        return fine ? std::string() : fine.error().message;
    };
    CHECK(refusal(CaseBuilder().with_thread(), Agreement::given).empty());
    CHECK(refusal(CaseBuilder().with_thread(), Agreement::none).find("agreement") !=
          std::string::npos);
    CHECK(refusal(CaseBuilder(), Agreement::given).find("thread") != std::string::npos);
    CHECK(refusal(CaseBuilder().without_ticket(), Agreement::given).find("ticket") !=
          std::string::npos);
}

TEST_CASE("the manager is told both cases, and nobody is overloaded with one") {
    CaseBuilder builder;
    const auto text = asked(builder.value(), [](const auto& now) {
        return overload_text(now, {{"#400100", "https://acme.zendesk.com/agent/tickets/400100"}});
    });
    REQUIRE(text);
    CHECK(text->find("#400123") != std::string::npos);
    CHECK(text->find("tickets/400100") != std::string::npos);

    const auto alone =
        asked(builder.value(), [](const auto& now) { return overload_text(now, {}); });
    CHECK(alone.error().kind == ErrorKind::policy);
}

TEST_CASE("the helper takes the case; once the customer was contacted, the page is resolved") {
    CaseBuilder builder;
    const auto assist = [](const auto& now) { return plan_assist(now, {{.thread = place}, {}}); };
    const auto taken = asked(builder.value(), assist);
    REQUIRE(taken);
    REQUIRE(count<pagerduty::StatusChange>(*taken) == 1);
    CHECK(std::get<pagerduty::StatusChange>(taken->effects.at(1).change).status ==
          pagerduty::Status::acknowledged);

    builder.assigned_to(CaseBuilder::ana).after(5min).public_comment_by(CaseBuilder::ana);
    const auto ended = asked(builder.value(), assist);
    REQUIRE(ended);
    CHECK(std::get<pagerduty::StatusChange>(ended->effects.at(0).change).status ==
          pagerduty::Status::resolved);
}

TEST_CASE("the helper never takes what is somebody else's, and answers the question once taken") {
    CaseBuilder theirs;
    theirs.assigned_to(CaseBuilder::bo);
    CHECK(asked(theirs.value(),
                [](const auto& now) {
                    return plan_assist(now, {{.thread = place}, {}});
                })
              .error()
              .kind == ErrorKind::policy);

    CaseBuilder builder;
    procedure::Asking asking{.channel_id = "C003LEAD"};
    asking.asked = slack::Message{.ts = "1773115200.000100"};
    const auto plan = asked(builder.value(), [&](const auto& now) {
        return plan_assist(now, {{.thread = place}, asking});
    });
    REQUIRE(plan);
    const auto& answer = plan->effects.back();
    CHECK(answer.key == "ZD-400123/overload/1/taken");
    CHECK(std::get<slack::Post>(answer.change).thread_ts == "1773115200.000100");
    CHECK(answer.needs == std::vector<std::string>{"ZD-400123/ack/1"});

    builder.audit("ZD-400123/ack/1", "bo@example.com desk", CaseBuilder::bo);
    const auto late = asked(builder.value(), [&](const auto& now) {
        return plan_assist(now, {{.thread = place}, asking});
    });
    REQUIRE(late);
    CHECK(late->effects.empty());
}

TEST_CASE("in the hours of a team that escalates instead, nobody assists") {
    auto config = shipped_config();
    const auto actor = ana_at_work();
    config.escalation.no_assist = {"tue 00:00-08:00 UTC"};
    CaseBuilder builder;
    const auto plan = [&] {
        return procedure::plan_assist({builder.value(), config, actor}, {{.thread = place}, {}});
    };
    CHECK(plan().error().kind == ErrorKind::policy);
    builder.after(240min);  // 08:00.
    CHECK(plan());
}

TEST_CASE("a duty is handed over by one message, after a claim of its own, and without asking") {
    CaseBuilder builder;
    const auto plan = asked(builder.value(), [](const auto& now) {
        return plan_ack(now,
                        {.thread = place,
                         .takeovers = {{.duty = "frt", .title = "FRT Hawk", .channel_id = "C1"},
                                       {.duty = "sla", .postponed = "Slack is away"}}});
    });
    REQUIRE(plan);
    const auto& post = plan->effects.back();
    CHECK(post.key == "ZD-400123/ack/1/takeover/frt");
    CHECK(post.criticality == procedure::Criticality::side);
    CHECK(post.summons.empty());
    CHECK(post.needs == std::vector<std::string>{"ZD-400123/ack/1/takeover/frt/claim/1"});
    CHECK(std::get<slack::Post>(post.change).text.find("FRT Hawk") != std::string::npos);
    CHECK(plan->postponed.size() == 1);
}

TEST_CASE("a region is asked once: somebody else who is at it is left to it") {
    CaseBuilder builder;
    const auto region = [](const auto& now) {
        return plan_region(
            now, {.name = "emea", .channel_id = "C1", .mention = "<!subteam^S1>", .text = "help"});
    };
    const auto plan = asked(builder.value(), region);
    REQUIRE(plan);
    CHECK(plan->effects.back().key == "ZD-400123/region/1/emea");
    builder.audit("ZD-400123/region/1/emea/claim/1", "bo@example.com desk", CaseBuilder::bo);
    CHECK(asked(builder.value(), region)->effects.empty());
}

TEST_CASE("a declared incident is noted internally and in the thread, once for each link") {
    CaseBuilder builder;
    builder.with_thread();
    const auto declared = [](const char* link) {
        return [link](const auto& now) { return plan_declared(now, link); };
    };
    const auto plan = asked(builder.value(), declared("https://incidents.example.com/7"));
    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 3);
    CHECK_FALSE(procedure::seen_by_customer(plan->effects[1]));
    builder.audit(plan->effects[1].key, "ana@example.com laptop");
    const auto again = asked(builder.value(), declared("https://incidents.example.com/7"));
    REQUIRE(again);
    CHECK(count<zendesk::TicketUpdate>(*again) == 0);
    CHECK(count<slack::Post>(*again) == 1);
    for (const auto* bad : {"", "javascript:alert(1)", "https://a b", "https://a|b"}) {
        CHECK(asked(builder.value(), declared(bad)).error().kind == ErrorKind::usage);
    }
}

TEST_CASE("the line about a declared incident is left to the machine that noted it, for a while") {
    CaseBuilder builder;
    builder.with_thread();
    const auto declared = [](const auto& now) {
        return plan_declared(now, "https://incidents.example.com/7");
    };
    const auto plan = asked(builder.value(), declared);
    REQUIRE(plan);
    builder.audit(plan->effects[1].key, "ana@example.com server");
    CHECK(asked(builder.value(), declared)->effects.empty());
    builder.after(20min);
    CHECK(count<slack::Post>(*asked(builder.value(), declared)) == 1);
}

TEST_CASE("a declaration has every field, and the customer's words cannot expand in it") {
    CaseBuilder builder;
    const auto text = asked(builder.value(), [](const auto& now) {
        return declaration_text(
            now, {.name = "502 {{me}}", .type = "SIRT", .severity = "S1", .summary = "all down"});
    });
    REQUIRE(text);
    for (const auto* part : {"502 {{me}}", "SIRT", "S1", "all down", "tickets/400123"}) {
        CHECK(text->find(part) != std::string::npos);
    }
}
