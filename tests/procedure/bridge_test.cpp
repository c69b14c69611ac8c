#include "libemergency/procedure/bridge.h"

#include "libemergency/procedure/late.h"
#include "libemergency/procedure/verbs.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::Effect;
using procedure::Plan;

namespace {

const std::string opened = "ZD-400123/contact/1/bridge";

Config with_zoom() {
    auto config = shipped_config();
    config.zoom.account_id = "account";
    config.zoom.client_id = "client";
    return config;
}

Result<Plan> contacted(CaseBuilder builder, const Config& config,
                       const procedure::ContactOptions& options = {}) {
    const auto actor = ana_at_work();
    return procedure::plan_contact({builder.value(), config, actor}, options);
}

const Effect* effect_of(const Plan& plan, const std::string& key) {
    const auto found = std::find_if(plan.effects.begin(), plan.effects.end(),
                                    [&](const auto& each) { return each.key == key; });
    return found == plan.effects.end() ? nullptr : &*found;
}

const zendesk::TicketUpdate& comment_of(const Plan& plan) {
    const auto* effect = effect_of(plan, "ZD-400123/contact/1");
    REQUIRE(effect != nullptr);
    return std::get<zendesk::TicketUpdate>(effect->change);
}

}  // namespace

TEST_CASE("a fixed link that another customer has is told, a call of its own is not") {
    auto config = shipped_config();
    config.bridge.link = "https://zoom.example.com/j/1";
    const auto remarks = [](const Result<Plan>& plan) {
        return plan && !plan->remarks.empty() ? plan->remarks.back() : std::string();
    };
    CHECK_THAT(remarks(contacted(CaseBuilder(), config, {.in_fixed_call = {"Q0OTHER"}})),
               Catch::Contains("the customer of Q0OTHER has it, too"));
    CHECK(remarks(contacted(CaseBuilder(), config, {.in_fixed_call = {"Q0EMERG0000001"}})).empty());
    CHECK(remarks(contacted(CaseBuilder(), with_zoom(), {.in_fixed_call = {"Q0OTHER"}})).empty());
}

TEST_CASE("a Zoom meeting is opened after the claim and before the comment that needs its link") {
    const auto plan = contacted(CaseBuilder(), with_zoom());

    REQUIRE(plan);
    const auto* opening = effect_of(*plan, opened);
    REQUIRE(opening != nullptr);
    CHECK(opening->needs == std::vector<std::string>{"ZD-400123/contact/1/claim/1"});
    const auto& meeting = std::get<zoom::NewMeeting>(opening->change);
    CHECK(meeting.agenda == opened);
    CHECK(meeting.topic == "Emergency call, ticket #400123");
    const auto& needs = effect_of(*plan, "ZD-400123/contact/1")->needs;
    CHECK(std::find(needs.begin(), needs.end(), opened) != needs.end());
    const auto& update = comment_of(*plan);
    CHECK_THAT(update.comment->body, Catch::Contains(procedure::late(opened, "url")));
    CHECK_THAT(update.comment->body, !Catch::Contains("invalid"));
    CHECK(update.metadata.at("emerg_bridge") == procedure::late(opened, "url"));
    CHECK(update.metadata.at("emerg_meeting") == procedure::late(opened, "id"));
}

TEST_CASE("text of one's own must still name the call that is yet to be opened") {
    const auto config = with_zoom();
    CHECK(!contacted(CaseBuilder(), config, {.text = "More at {{next_time}}."}));

    const auto plan = contacted(CaseBuilder(), config, {.text = "{{bridge}} {{next_time}}"});
    REQUIRE(plan);
    CHECK(comment_of(*plan).comment->body.starts_with(procedure::late(opened, "url")));
}

TEST_CASE("a fixed link wins over the command, and the command over Zoom") {
    auto config = with_zoom();
    config.bridge.command = {"new-call"};
    const auto by_command = contacted(CaseBuilder(), config);
    REQUIRE(by_command);
    const auto& command = std::get<procedure::LinkCommand>(effect_of(*by_command, opened)->change);
    CHECK(command.variables.at("EMERG_TICKET") == "400123");

    config.bridge.link = "https://zoom.example.com/j/1";
    const auto by_link = contacted(CaseBuilder(), config);
    REQUIRE(by_link);
    CHECK(effect_of(*by_link, opened) == nullptr);
    CHECK(!comment_of(*by_link).metadata.contains("emerg_meeting"));
}

TEST_CASE("without a call nothing is opened, and the customer reads of none") {
    CaseBuilder barred;
    barred.value().ticket->tags = {"compromised"};
    const auto plan = contacted(barred, with_zoom(), {.call = procedure::OfferCall::no});

    REQUIRE(plan);
    CHECK(effect_of(*plan, opened) == nullptr);
    CHECK(effect_of(*plan, "ZD-400123/contact/1/conference") == nullptr);
    CHECK_THAT(comment_of(*plan).comment->body, !Catch::Contains("http"));
    CHECK(!comment_of(*plan).metadata.contains("emerg_bridge"));
}

TEST_CASE("the page shows the link, unless it does so already or is resolved") {
    const auto key = std::string("ZD-400123/contact/1/conference");
    auto config = shipped_config();
    config.bridge.link = "https://zoom.example.com/j/1";
    const auto plan = contacted(CaseBuilder(), config);
    REQUIRE(plan);
    const auto* shown = effect_of(*plan, key);
    REQUIRE(shown != nullptr);
    CHECK(shown->criticality == procedure::Criticality::side);
    CHECK(shown->needs == std::vector<std::string>{"ZD-400123/contact/1"});
    CHECK(std::get<pagerduty::ConferenceBridge>(shown->change).url == config.bridge.link);

    CaseBuilder there;
    there.value().incident->conference_url = config.bridge.link;
    CHECK(effect_of(*contacted(there, config), key) == nullptr);
    CHECK(effect_of(*contacted(CaseBuilder().resolved(), config), key) == nullptr);
}

TEST_CASE("the closing ends the meeting that contact made, whatever is configured by now") {
    CaseBuilder builder;
    builder.after(5min).public_comment_by(CaseBuilder::ana);
    builder.audit("ZD-400123/contact/1", "ana@example.com laptop");
    builder.value().audits.back().custom["emerg_meeting"] = "85000000001";
    builder.value().bridge = "https://zoom.example.com/j/85000000001";
    builder.after(16min).audit("ZD-400123/followup/1", "ana@example.com laptop").after(16min);
    const auto actor = ana_at_work();
    const auto config = shipped_config();

    const auto plan = procedure::plan_followup({builder.value(), config, actor}, {});

    REQUIRE(plan);
    const auto* ended = effect_of(*plan, "ZD-400123/closing/1/bridge");
    REQUIRE(ended != nullptr);
    CHECK(std::get<zoom::MeetingEnd>(ended->change).id == "85000000001");
    CHECK(ended->needs == std::vector<std::string>{"ZD-400123/closing/1"});
    CHECK(ended->criticality == procedure::Criticality::side);
}

TEST_CASE("whom no call was offered the follow-up tells of none") {
    CaseBuilder builder;
    builder.after(5min).public_comment_by(CaseBuilder::ana).after(16min);
    const auto actor = ana_at_work();
    const auto config = shipped_config();

    const auto plan = procedure::plan_followup({builder.value(), config, actor}, {});

    REQUIRE(plan);
    const auto* told = effect_of(*plan, "ZD-400123/followup/1");
    REQUIRE(told != nullptr);
    const auto& body = std::get<zendesk::TicketUpdate>(told->change).comment->body;
    CHECK_THAT(body, Catch::Contains("new emergency") && !Catch::Contains("call"));
}
