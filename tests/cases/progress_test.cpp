#include "libemergency/cases/progress.h"

#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>

using namespace emergency::cases;
using std::chrono::milliseconds;
using std::chrono::minutes;

namespace {

constexpr auto ana_id = CaseBuilder::ana;
constexpr auto dora_id = CaseBuilder::dora;
constexpr emergency::zendesk::Id stranger = 77;

Stage stage(CaseBuilder& builder) {
    return stage_of(builder.value(), "emerg");
}

}  // namespace

TEST_CASE("a case is known by its page, without one by its ticket") {
    CaseBuilder builder;
    CHECK(id_of(builder.value()) == "Q0EMERG0000001");
    CHECK(key_root(builder.value()) == "ZD-400123");

    builder.value().incident.reset();
    CHECK(id_of(builder.value()) == "ZD-400123");
}

TEST_CASE("the effects of a page without a ticket are known by the page") {
    CaseBuilder builder;
    builder.without_ticket();

    CHECK(id_of(builder.value()) == "Q0EMERG0000001");
    CHECK(key_of(builder.value(), "ack") == "PD-Q0EMERG0000001/ack/1");
}

TEST_CASE("a case begins with its page, without one with its ticket") {
    CaseBuilder builder;
    builder.value().ticket->created_at = CaseBuilder::night - minutes(5);
    CHECK(paged_at(builder.value()) == CaseBuilder::night);

    builder.value().incident.reset();
    CHECK(paged_at(builder.value()) == CaseBuilder::night - minutes(5));
}

TEST_CASE("a step's key stays the same once it was done") {
    CaseBuilder builder;
    CHECK(key_of(builder.value(), "contact") == "ZD-400123/contact/1");

    builder.after(minutes(3)).audit("ZD-400123/contact/1", "ana");
    CHECK(key_of(builder.value(), "contact") == "ZD-400123/contact/1");
}

TEST_CASE("a ticket that is paged again counts its steps on") {
    CaseBuilder builder;
    builder.audit("ZD-400123/contact/1", "ana").audit("ZD-400123/ack/1", "ana");
    builder.value().incident->created_at = CaseBuilder::night + minutes(60);

    CHECK(key_of(builder.value(), "contact") == "ZD-400123/contact/2");
    CHECK(key_of(builder.value(), "ack") == "ZD-400123/ack/2");
    CHECK(key_of(builder.value(), "followup") == "ZD-400123/followup/1");
}

TEST_CASE("claims, other steps and other tickets do not count as a step") {
    CaseBuilder builder;
    builder.audit("ZD-400123/contact/1/claim/1", "ana")
        .audit("ZD-400123/contact", "ana")
        .audit("ZD-400123/contact/", "ana")
        .audit("ZD-400123/contact/x", "ana")
        .audit("ZD-400123/contacted/1", "ana")
        .audit("ZD-4001234/contact/1", "ana");
    builder.value().incident->created_at = CaseBuilder::night + minutes(60);

    CHECK(key_of(builder.value(), "contact") == "ZD-400123/contact/1");
    CHECK(record_of(builder.value(), "ZD-400123/contact/1") == nullptr);
    CHECK_FALSE(has_step(builder.value(), "contact", "emerg"));
}

TEST_CASE("a step of the second in which the page went out belongs to the page") {
    CaseBuilder builder;
    builder.audit("ZD-400123/contact/1", "ana");
    builder.value().incident->created_at = CaseBuilder::night + milliseconds(900);

    CHECK(key_of(builder.value(), "contact") == "ZD-400123/contact/1");
    CHECK(has_step(builder.value(), "contact", "emerg"));
}

TEST_CASE("of several audits with one key the lowest is the record") {
    CaseBuilder builder;
    builder.audit("ZD-400123/ack/1", "first").audit("ZD-400123/ack/1", "second");
    std::swap(builder.value().audits[0], builder.value().audits[1]);

    const auto* record = record_of(builder.value(), "ZD-400123/ack/1");

    REQUIRE(record != nullptr);
    CHECK(record->custom.at("emerg_by") == "first");
}

TEST_CASE("the first contact is the first public comment of ours after the page") {
    CaseBuilder builder;
    builder.public_comment_by(dora_id, "it is broken")
        .internal_note_by(ana_id)
        .after(minutes(3))
        .public_comment_by(ana_id, "first")
        .public_comment_by(ana_id, "second");

    const auto* contact = first_contact(builder.value());

    REQUIRE(contact != nullptr);
    CHECK(contact->body == "first");
}

TEST_CASE("what was said before the page is no contact") {
    CaseBuilder builder;
    builder.public_comment_by(ana_id);
    builder.value().incident->created_at = CaseBuilder::night + minutes(1);

    CHECK(first_contact(builder.value()) == nullptr);
    CHECK(stage(builder) == Stage::paged);
}

TEST_CASE("a comment of the second in which the page went out counts as after it") {
    CaseBuilder builder;
    builder.public_comment_by(ana_id);
    builder.value().incident->created_at = CaseBuilder::night + milliseconds(999);
    CHECK(first_contact(builder.value()) != nullptr);

    builder.value().incident->created_at = CaseBuilder::night + milliseconds(1'000);
    CHECK(first_contact(builder.value()) == nullptr);
}

TEST_CASE("somebody whom the ticket does not know does not contact, but answers") {
    CaseBuilder builder;
    builder.public_comment_by(stranger);
    CHECK(first_contact(builder.value()) == nullptr);

    builder.after(minutes(1)).public_comment_by(ana_id).public_comment_by(stranger);
    CHECK(customer_answer(builder.value()) != nullptr);
    CHECK(name_of(builder.value(), stranger) == "somebody");
}

TEST_CASE("whoever is neither agent nor admin is not ours, whatever the service calls them") {
    CaseBuilder builder;
    builder.public_comment_by(ana_id).public_comment_by(dora_id);
    builder.value().conversation.people[dora_id].role = "robot";
    CHECK(customer_answer(builder.value()) != nullptr);
}

TEST_CASE("what triage says of an emergency is no contact: it offers no call and no time") {
    CaseBuilder builder;
    builder.public_comment_by(ana_id).audit("ZD-400123/triage/1", "ana@example.com laptop");
    auto& audit = builder.value().audits.back();
    audit.comment_id = builder.value().conversation.comments.back().id;
    audit.custom["emerg_outcome"] = "emergency";
    CHECK(first_contact(builder.value()) == nullptr);

    audit.custom["emerg_outcome"] = "needs-info";
    CHECK(first_contact(builder.value()) != nullptr);
}

TEST_CASE("an answer is the first public comment of an end user after the contact") {
    CaseBuilder builder;
    builder.public_comment_by(dora_id, "before").after(minutes(3)).public_comment_by(ana_id);
    CHECK(customer_answer(builder.value()) == nullptr);

    builder.internal_note_by(dora_id)
        .public_comment_by(dora_id, "first")
        .public_comment_by(dora_id, "second");

    const auto* answer = customer_answer(builder.value());
    REQUIRE(answer != nullptr);
    CHECK(answer->body == "first");
}

TEST_CASE("the last public comment is the newest that is not internal") {
    CaseBuilder builder;
    CHECK(last_public_comment(builder.value()) == nullptr);

    builder.public_comment_by(dora_id, "one")
        .public_comment_by(ana_id, "two")
        .internal_note_by(ana_id);
    CHECK(last_public_comment(builder.value())->body == "two");
}

TEST_CASE("names cannot move the cursor") {
    CaseBuilder builder;
    builder.value().conversation.people.at(ana_id).name = "Ana\x1b[2J\nOrtiz";

    CHECK(name_of(builder.value(), ana_id).find('\x1b') == std::string::npos);
    CHECK(name_of(builder.value(), ana_id).find('\n') == std::string::npos);
}

TEST_CASE("the stage follows what happened") {
    CaseBuilder builder;
    CHECK(stage(builder) == Stage::paged);
    builder.acknowledged_by("PANA001", "Ana Ortiz");
    CHECK(stage(builder) == Stage::acknowledged);
    builder.after(minutes(3)).public_comment_by(ana_id);
    CHECK(stage(builder) == Stage::contacted);
    builder.resolved();
    CHECK(stage(builder) == Stage::contacted);
    builder.after(minutes(3)).public_comment_by(dora_id);
    CHECK(stage(builder) == Stage::engaged);
    builder.value().ticket->status = "solved";
    CHECK(stage(builder) == Stage::closed);
    builder.value().ticket->status = "closed";
    CHECK(stage(builder) == Stage::closed);
}

TEST_CASE("a page that was resolved without a contact is not contacted") {
    CaseBuilder builder;
    builder.acknowledged_by("PANA001", "Ana Ortiz").resolved();
    CHECK(stage(builder) == Stage::paged);

    builder.assigned_to(ana_id);
    CHECK(stage(builder) == Stage::acknowledged);
}

TEST_CASE("an internal note is no contact") {
    CaseBuilder builder;
    builder.internal_note_by(ana_id);

    CHECK(stage(builder) == Stage::paged);
}

TEST_CASE("a ticket without a page is taken by being assigned") {
    CaseBuilder builder;
    builder.value().incident.reset();
    CHECK(stage(builder) == Stage::paged);

    builder.assigned_to(ana_id);
    CHECK(stage(builder) == Stage::acknowledged);
}

TEST_CASE("a page without a ticket gets no further than acknowledged") {
    CaseBuilder builder;
    builder.without_ticket();
    CHECK(stage(builder) == Stage::paged);
    builder.acknowledged_by("PANA001", "Ana Ortiz");
    CHECK(stage(builder) == Stage::acknowledged);
}
