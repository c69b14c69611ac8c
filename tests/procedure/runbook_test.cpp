#include "libemergency/procedure/runbook.h"

#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace emergency;
using procedure::Effect;
using procedure::Plan;
using procedure::Runbook;

namespace {

const std::string issue_key = "ZD-400123/ack/1/runbook";

Result<Plan> acknowledged(CaseBuilder builder, std::optional<Runbook> runbook) {
    auto config = shipped_config();
    config.gitlab.labels = {"emergency"};
    const auto actor = ana_at_work();
    return procedure::plan_ack({builder.value(), config, actor},
                               {.thread = {.channel_id = "C001SM", .channel_name = "#support"},
                                .runbook = std::move(runbook)});
}

const Effect* runbook_effect(const Plan& plan, const std::string& key) {
    const auto found = std::find_if(plan.effects.begin(), plan.effects.end(),
                                    [&](const auto& each) { return each.key == key; });
    return found == plan.effects.end() ? nullptr : &*found;
}

}  // namespace

TEST_CASE("a runbook is opened after the claim, and the ticket remembers its link") {
    const auto plan = acknowledged(CaseBuilder(), Runbook{.text = "- [ ] Customer contacted"});

    REQUIRE(plan);
    const auto* opened = runbook_effect(*plan, issue_key);
    REQUIRE(opened != nullptr);
    CHECK(opened->criticality == procedure::Criticality::side);
    CHECK(opened->needs == std::vector<std::string>{"ZD-400123/ack/1"});
    const auto& issue = std::get<gitlab::NewIssue>(opened->change);
    CHECK(issue.title == "Emergency #400123");
    CHECK(issue.marker == issue_key);
    CHECK(issue.labels == std::vector<std::string>{"emergency"});
    CHECK_THAT(issue.description, Catch::StartsWith("- [ ] Customer contacted") &&
                                      Catch::Contains("/agent/tickets/400123"));
    const auto* note = runbook_effect(*plan, issue_key + "-note");
    REQUIRE(note != nullptr);
    CHECK(note->needs == std::vector<std::string>{issue_key});
    CHECK(note->after == std::vector<std::string>{"ZD-400123/ack/1/thread-note"});
    const auto& update = std::get<zendesk::TicketUpdate>(note->change);
    CHECK(!update.comment->is_public);
    CHECK(update.metadata.at("emerg_runbook") == procedure::late(issue_key, "url"));
}

TEST_CASE("nobody who did not ask gets a runbook, and no case a second one") {
    CHECK(runbook_effect(*acknowledged(CaseBuilder(), std::nullopt), issue_key) == nullptr);

    CaseBuilder has_one;
    has_one.audit(issue_key + "-note", "bo@example.com desk", CaseBuilder::bo);
    has_one.value().audits.back().custom["emerg_runbook"] = "https://gitlab.example.com/1";
    const auto plan = acknowledged(has_one, Runbook{});
    REQUIRE(plan);
    CHECK(runbook_effect(*plan, issue_key) == nullptr);
    CHECK(std::find(plan->remarks.begin(), plan->remarks.end(),
                    "the runbook is https://gitlab.example.com/1") != plan->remarks.end());
}

TEST_CASE("GitLab has no lock: what another machine may be opening is left to sync") {
    CaseBuilder elsewhere;
    elsewhere.audit("ZD-400123/ack/1", "ana@example.com desk", CaseBuilder::ana);
    const auto plan = acknowledged(elsewhere, Runbook{});
    REQUIRE(plan);
    CHECK(runbook_effect(*plan, issue_key) == nullptr);
    CHECK(std::find(plan->postponed.begin(), plan->postponed.end(),
                    "the runbook: another machine may be opening it right now") !=
          plan->postponed.end());

    CaseBuilder here;
    here.audit("ZD-400123/ack/1", ana_at_work().by, CaseBuilder::ana);
    CHECK(runbook_effect(*acknowledged(here, Runbook{}), issue_key) != nullptr);
}

TEST_CASE("the page is acknowledged whatever GitLab says; what may pass is left to sync") {
    const auto later = acknowledged(CaseBuilder(), Runbook{.postponed = "GitLab answered 503"});
    REQUIRE(later);
    CHECK(later->postponed == std::vector<std::string>{"the runbook: GitLab answered 503"});
    CHECK(runbook_effect(*later, "ZD-400123/ack/1/page") != nullptr);

    const auto never = acknowledged(CaseBuilder(), Runbook{.remark = "404 Template Not Found"});
    REQUIRE(never);
    CHECK(never->postponed.empty());
    CHECK(runbook_effect(*never, issue_key) == nullptr);
}
