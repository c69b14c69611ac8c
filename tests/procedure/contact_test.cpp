#include "libemergency/procedure/verbs.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::ContactOptions;

namespace {

Config with_link() {
    auto config = shipped_config();
    config.bridge.link = "https://zoom.example.com/j/400123";
    return config;
}

Result<procedure::Plan> planned_contact(CaseBuilder& builder, const ContactOptions& options = {},
                                        const Config& config = with_link()) {
    static const auto actor = ana_at_work();
    return plan_contact({builder.value(), config, actor}, options);
}

const zendesk::TicketUpdate& contact_comment(const procedure::Plan& plan) {
    for (const auto& each : plan.effects) {
        if (seen_by_customer(each)) {
            return std::get<zendesk::TicketUpdate>(each.change);
        }
    }
    FAIL("nothing for the customer in the plan");
    return std::get<zendesk::TicketUpdate>(plan.effects.front().change);
}

}  // namespace

TEST_CASE("contact is one public comment with the bridge and the time of the next message") {
    CaseBuilder builder;
    const auto plan = planned_contact(builder);

    REQUIRE(plan);
    const auto& update = contact_comment(*plan);
    CHECK(update.comment->is_public);
    CHECK_THAT(update.comment->body, Catch::Contains("https://zoom.example.com/j/400123"));
    CHECK_THAT(update.comment->body, Catch::Contains("04:30 UTC"));
    CHECK(update.metadata.at("emerg_next") == "2026-03-10T04:30:00Z");
    CHECK(update.metadata.at("emerg_key") == "ZD-400123/contact/1");
    CHECK(update.updated_stamp == "2026-03-10T04:00:00Z");
}

TEST_CASE("the claim comes before the comment, and both carry the ticket's stamp") {
    CaseBuilder builder;
    const auto plan = planned_contact(builder);

    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 3);
    CHECK(plan->effects[0].part == procedure::Part::claim);
    CHECK(plan->effects[1].needs == std::vector<std::string>{"ZD-400123/contact/1/claim/1"});
}

TEST_CASE("text that lacks a required point is refused by name") {
    CaseBuilder builder;
    const auto refused = planned_contact(builder, {.text = "We are on it."});

    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::policy);
    CHECK_THAT(refused.error().message, Catch::Contains("bridge"));
}

TEST_CASE("text with a placeholder left is refused") {
    CaseBuilder builder;
    const auto refused = planned_contact(
        builder, {.text = "Hello [CUSTOMER NAME], join {{bridge}}, more at {{next_time}}."});

    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::policy);
}

TEST_CASE("without a bridge there is nothing to offer") {
    CaseBuilder builder;
    const auto refused = planned_contact(builder, {}, shipped_config());
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::policy);
    CHECK_THAT(refused.error().hint, Catch::Contains("--no-bridge"));
}

TEST_CASE("a customer who was contacted is not contacted again, and it says by whom") {
    CaseBuilder builder;
    builder.after(12min).public_comment_by(CaseBuilder::bo).after(1min);
    const auto plan = planned_contact(builder);

    REQUIRE(plan);
    CHECK(plan->effects.empty());
    CHECK_THAT(plan->remarks.front(), Catch::Contains("already contacted at 04:12 UTC by Bo Lind"));
}

TEST_CASE("a comment by the customer or an internal note is no contact") {
    CaseBuilder builder;
    builder.after(1min).public_comment_by(CaseBuilder::dora).internal_note_by(CaseBuilder::bo);

    CHECK(planned_contact(builder)->effects.size() == 3);
}

TEST_CASE("whoever claimed the contact is given time, then it passes on") {
    CaseBuilder builder;
    builder.audit("ZD-400123/contact/1/claim/1", "bo@example.com laptop", CaseBuilder::bo);

    const auto waiting = planned_contact(builder);
    REQUIRE(waiting);
    CHECK(waiting->effects.empty());
    CHECK_THAT(waiting->remarks.front(), Catch::Contains("bo@example.com"));

    builder.after(4min);
    const auto succeeding = planned_contact(builder);
    REQUIRE(succeeding);
    CHECK(succeeding->effects.at(0).key == "ZD-400123/contact/1/claim/2");
    CHECK(succeeding->effects.at(1).proof == procedure::Proof::before_first);
}

TEST_CASE("a claim of mine that was cut off goes on without a second one") {
    CaseBuilder builder;
    builder.audit("ZD-400123/contact/1/claim/1", "ana@example.com laptop");
    const auto plan = planned_contact(builder);

    REQUIRE(plan);
    REQUIRE(plan->effects.size() == 2);
    CHECK(plan->effects[0].key == "ZD-400123/contact/1");
    CHECK(plan->effects[0].proof == procedure::Proof::before_first);
}

TEST_CASE("a customer called {{x}} is greeted by that name, and nothing is expanded") {
    CaseBuilder builder;
    builder.value().conversation.people[CaseBuilder::dora].name = "$(reboot)\x1b[2J<!channel>{{x}}";
    const auto plan = planned_contact(builder);

    REQUIRE(plan);
    const auto& body = contact_comment(*plan).comment->body;
    CHECK_THAT(body, Catch::Contains("$(reboot)"));
    CHECK_THAT(body, !Catch::Contains("{{"));
    CHECK_THAT(body, !Catch::Contains("\x1b"));
}

TEST_CASE(
    "the step's tag replaces the claim's, so that a list shows a contact only when there was one") {
    CaseBuilder builder;
    builder.value().ticket->tags = {"self_managed", "emerg_contact_1_claim_1"};
    builder.audit("ZD-400123/contact/1/claim/1", "ana@example.com laptop");
    const auto plan = planned_contact(builder);

    REQUIRE(plan);
    CHECK(contact_comment(*plan).tags ==
          std::vector<std::string>{"self_managed", "emerg_contact_1"});
}

TEST_CASE("where a card bars it, no call is offered until a manager agreed, which is recorded") {
    CaseBuilder builder;
    builder.value().ticket->tags = {"compromised"};
    const auto refused = planned_contact(builder);
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::policy);
    CHECK_THAT(refused.error().hint,
               Catch::Contains("--no-bridge") && Catch::Contains("--manager-agreed"));

    ContactOptions agreed;
    agreed.agreed = procedure::ManagerAgreed::yes;
    const auto plan = planned_contact(builder, agreed);
    REQUIRE(plan);
    CHECK(contact_comment(*plan).metadata.at("emerg_manager_agreed") == "yes");

    CaseBuilder other;
    CHECK(!contact_comment(*planned_contact(other)).metadata.contains("emerg_manager_agreed"));
}
