#include "libemergency/procedure/page.h"

#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::PageOptions;
using procedure::Plan;

namespace {

const procedure::Callee mel{.word = "manager",
                            .name = "manager (Mel Tanaka)",
                            .assignee_ids = {"PMEL001"},
                            .service_id = "PSVC003"};

Result<Plan> planned_page(const cases::Case& one, const PageOptions& options) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    return plan_page({one, config, actor}, options);
}

pagerduty::Incident earlier(pagerduty::Status status, TimePoint at = CaseBuilder::night) {
    return {.id = "Q0PAGE",
            .status = status,
            .incident_key = "ZD-400123/page/manager/1",
            .created_at = at};
}

const pagerduty::NewIncident& page_of(const Plan& plan) {
    return std::get<pagerduty::NewIncident>(plan.effects.at(0).change);
}

}  // namespace

TEST_CASE("a page has title, description with the case's links, assignee and a deterministic key") {
    CaseBuilder builder;
    builder.with_thread();
    const auto plan = planned_page(builder.value(),
                                   {.callee = mel, .text = "A manager is asked for.\nBy phone."});

    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 3);
    const auto& page = page_of(*plan);
    CHECK(page.title == "#400123: A manager is asked for.");
    CHECK(page.details.starts_with("A manager is asked for.\nBy phone.\n"));
    CHECK(page.details.find(builder.value().ticket_url) != std::string::npos);
    CHECK(page.details.find(builder.value().thread->url) != std::string::npos);
    CHECK(page.assignee_ids == std::vector<std::string>{"PMEL001"});
    CHECK(page.incident_key == "ZD-400123/page/manager/1");
    CHECK(plan->effects[0].key == page.incident_key);
    CHECK(plan->effects[0].proof == procedure::Proof::before_first);
    CHECK_FALSE(plan->effects[0].summons.empty());
    CHECK(plan->effects[0].needs.empty());
    CHECK(plan->effects[1].key == "ZD-400123/page/manager/1/claim/1");
    CHECK(plan->effects[1].criticality == procedure::Criticality::side);
    CHECK(plan->effects[2].needs == std::vector{plan->effects[1].key, page.incident_key});
}

TEST_CASE("only whoever claimed the page tells the thread; the page itself waits for nobody") {
    CaseBuilder builder;
    builder.with_thread();
    const auto keys = [&] {
        const auto plan = planned_page(builder.value(), {.callee = mel, .text = "They ask."});
        REQUIRE(plan);
        return procedure::keys_of(plan->effects);
    };
    const std::string page = "ZD-400123/page/manager/1";
    SECTION("another is at it") {
        builder.audit(page + "/claim/1", "bo@example.com desktop");
        CHECK(keys() == std::vector{page});
    }
    SECTION("this machine is") {
        builder.audit(page + "/claim/1", "ana@example.com laptop");
        CHECK(keys() == std::vector{page, page + "/thread"});
    }
    SECTION("another was, and did not come to its end") {
        builder.audit(page + "/claim/1", "bo@example.com desktop").after(10min);
        CHECK(keys() == std::vector{page, page + "/claim/2", page + "/thread"});
    }
}

TEST_CASE("an open page is not sent again, whatever the text and however old it is") {
    CaseBuilder builder;
    builder.after(500min);
    for (const auto status : {pagerduty::Status::triggered, pagerduty::Status::acknowledged}) {
        const auto plan = planned_page(builder.value(), {.callee = mel,
                                                         .text = "other words",
                                                         .earlier = {earlier(status)},
                                                         .since = builder.value().as_of});
        REQUIRE(plan);
        CHECK(plan->effects.empty());
        CHECK(plan->remarks.at(0).find("already paged") != std::string::npos);
    }
}

TEST_CASE("a resolved page counts if it was sent since, else a new one has the next key") {
    CaseBuilder builder;
    builder.after(60min);
    const auto resolved = earlier(pagerduty::Status::resolved, CaseBuilder::night + 10min);
    PageOptions options{.callee = mel, .text = "once more", .earlier = {resolved}};

    options.since = CaseBuilder::night;
    CHECK(planned_page(builder.value(), options)->effects.empty());

    options.since = CaseBuilder::night + 11min;
    CHECK(page_of(*planned_page(builder.value(), options)).incident_key ==
          "ZD-400123/page/manager/2");
}

TEST_CASE("without a case, callee and text tell one page from another") {
    const cases::Case nothing{.as_of = CaseBuilder::night};
    const auto key = [&](const char* text) {
        return page_of(*planned_page(nothing, {.callee = mel, .text = text})).incident_key;
    };
    CHECK(key("please call") == key("  please call\n"));
    CHECK(key("please call") != key("please write"));
    CHECK(key("please call").starts_with("text-"));
    const auto plan = planned_page(nothing, {.callee = mel, .text = "please call"});
    CHECK(plan->case_id.empty());
    CHECK(page_of(*plan).title == "please call");
}

TEST_CASE("a page without words, or on no service, is refused") {
    CaseBuilder builder;
    CHECK(planned_page(builder.value(), {.callee = mel, .text = " \n"}).error().kind ==
          ErrorKind::usage);
    auto nowhere = mel;
    nowhere.service_id.clear();
    CHECK(planned_page(builder.value(), {.callee = nowhere, .text = "help"}).error().kind ==
          ErrorKind::configuration);
}

TEST_CASE("a role's word in keys is its name if that is plain, else a digest") {
    CHECK(procedure::word_of("manager") == "manager");
    CHECK(procedure::word_of("us-federal").find('-') == std::string::npos);
    CHECK(procedure::word_of("us-federal") != procedure::word_of("usfederal"));
    CHECK(procedure::word_of("Bo@example.com") == procedure::word_of("bo@example.com"));
}

TEST_CASE("a page that calls a colleague is no emergency, whatever it says") {
    CHECK(cases::is_call_for_help({.incident_key = "ZD-400123/page/manager/1"}));
    CHECK(cases::is_call_for_help({.incident_key = "text-2d8544c7e093/page/c828d6b93b6a/2"}));
    CHECK_FALSE(cases::is_call_for_help({.incident_key = "Zendesk_acme_400123"}));
    CHECK_FALSE(cases::is_call_for_help({.incident_key = "https://status.example/page/web/1"}));
}
