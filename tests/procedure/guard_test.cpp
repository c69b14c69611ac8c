#include "libemergency/procedure/guard.h"

#include "libemergency/procedure/verbs.h"
#include "libemergency/procedure/words.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::Insistence;
using procedure::LetThrough;
using procedure::Plan;
using procedure::Situation;

namespace {

constexpr const char* guard_machine = "ana@example.com laptop";
constexpr const char* hostile = "$(reboot)\x1b[2J<!channel>{{x}} 10.1.2.3";

CaseBuilder threaded() {
    return CaseBuilder().with_thread();
}

Result<std::vector<LetThrough>> guarded_note(CaseBuilder builder, const std::string& text,
                                             const Config& config = shipped_config(),
                                             const Insistence& insistence = {}) {
    const auto actor = ana_at_work();
    const Situation situation{builder.value(), config, actor};
    const auto plan = plan_note(situation, {.text = text});
    REQUIRE(plan);
    return guard(situation, *plan, insistence);
}

/// A plan with one public comment.
Plan saying(const std::string& text, const std::string& key = "ZD-400123/followup/1") {
    zendesk::TicketUpdate update{.ticket_id = 400123, .comment = zendesk::NewComment{text, true}};
    return {.effects = {{.key = key, .change = std::move(update)}}};
}

Result<std::vector<LetThrough>> guarded(CaseBuilder builder, const Plan& plan,
                                        const Insistence& insistence = {}) {
    const auto config = shipped_config();
    const auto actor = ana_at_work();
    return guard({builder.value(), config, actor}, plan, insistence);
}

/// What a plan wants to say in Slack.
std::string posts_of(const Plan& plan) {
    std::string text;
    for (const auto& effect : plan.effects) {
        if (const auto* post = std::get_if<slack::Post>(&effect.change)) {
            text += post->text + '\n';
        }
    }
    return text;
}

Config for_government() {
    auto config = shipped_config();
    config.government.organisations = {"department of examples"};
    return config;
}

CaseBuilder government() {
    CaseBuilder builder = threaded();
    builder.value().organization = zendesk::Organization{.id = 7, .name = "Department of Examples"};
    return builder.subject("login.examples.gov answers 502 for everyone");
}

}  // namespace

TEST_CASE("a note with an address is refused, says what and where it belongs") {
    const auto refused = guarded_note(threaded(), "gitaly is at 10.9.8.7 now");
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::policy);
    CHECK_THAT(refused.error().message, Catch::Contains("an IP address (10.9.8.7)"));
    CHECK_THAT(refused.error().hint, Catch::Contains("--internal") && Catch::Contains("--anyway"));
}

TEST_CASE("a secret is named and never repeated") {
    const std::string token = "glpat" + std::string("-Zx9Kq3Lm7Pw2Rt5Vb8Nc");
    const auto refused = guarded_note(threaded(), "use " + token);
    REQUIRE(!refused);
    CHECK_THAT(refused.error().message, Catch::Contains("a GitLab token"));
    CHECK(refused.error().message.find(token) == std::string::npos);
    CHECK(refused.error().hint.find(token) == std::string::npos);
}

TEST_CASE("what the user answers for goes through, and is told without its words") {
    const auto through =
        guarded_note(threaded(), "gitaly is at 10.9.8.7", shipped_config(), {.anyway = true});
    REQUIRE(through);
    REQUIRE(through->size() == 1);
    CHECK(through->front().what == "an IP address");
    CHECK_THAT(through->front().key, Catch::StartsWith("ZD-400123/note/"));
}

TEST_CASE("links to the case, the bridge and the configured services are fine") {
    auto config = shipped_config();
    config.zendesk.url = "http://10.0.0.5:8080";
    config.bridge.link = "https://calls.acme-bank.de/j/1?pwd=abc";
    CHECK(guarded_note(threaded(), "see http://10.0.0.5:8080/agent/tickets/400123?x=1", config));
    CHECK(guarded_note(threaded(), "join <https://calls.acme-bank.de/j/1?pwd=abc>", config));
    CHECK(guarded_note(threaded(), "https://acme.zendesk.com/agent/tickets/400123", config));
    CHECK(!guarded_note(threaded(), "http://10.0.0.6:8080/agent/tickets/400123", config));
}

TEST_CASE("a hostile subject is masked, and stops no thread") {
    CaseBuilder builder;
    builder.subject(hostile);
    const auto config = shipped_config();
    const auto actor = ana_at_work();
    const Situation situation{builder.value(), config, actor};
    const auto plan = plan_ack(situation, {.thread = {.channel_id = "C1", .channel_name = "#s"}});

    REQUIRE(plan);
    CHECK_THAT(posts_of(*plan), Catch::Contains("$(reboot)&lt;!channel&gt;") &&
                                    Catch::Contains("(an IP address)") &&
                                    !Catch::Contains("10.1.2.3"));
    CHECK(guard(situation, *plan, {}));
}

TEST_CASE("a customer whose name looks like a host is told by name") {
    CaseBuilder builder = threaded();
    builder.value().organization = zendesk::Organization{.id = 7, .name = "Rooms.Hotels.com"};
    CHECK(guarded_note(builder, "Rooms.Hotels.com is back"));
}

TEST_CASE("an internal note may hold what Slack may not") {
    CaseBuilder builder;
    const auto config = shipped_config();
    const auto actor = ana_at_work();
    const Situation situation{builder.value(), config, actor};
    const auto plan =
        plan_note(situation, {.text = "it is 10.9.8.7", .to = procedure::NoteTo::ticket});
    REQUIRE(plan);
    CHECK(guard(situation, *plan, {}));
}

TEST_CASE("a customer gets no secret, whoever answers for it") {
    const auto plan = saying("the token is glpat" + std::string("-Zx9Kq3Lm7Pw2Rt5Vb8Nc"));
    CHECK(!guarded(CaseBuilder(), plan));
    CHECK(!guarded(CaseBuilder(), plan, {.anyway = true, .again = true}));
}

TEST_CASE("nearly the same message is not sent twice within ten minutes") {
    CaseBuilder builder;
    builder.public_comment_by(CaseBuilder::bo, "We are restoring the backup; next news at 04:30.");
    const auto plan = saying("We are restoring the backup, next news at 04:30");

    const auto refused = guarded(CaseBuilder(builder).after(9min), plan);
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::policy);
    CHECK_THAT(refused.error().message, Catch::Contains("Bo Lind") && Catch::Contains("04:00 UTC"));
    CHECK_THAT(refused.error().hint, Catch::Contains("--again"));
    CHECK(guarded(CaseBuilder(builder).after(9min), plan, {.again = true}));
    CHECK(guarded(CaseBuilder(builder).after(11min), plan));
}

TEST_CASE("what the customer wrote, or an internal note, is no reason") {
    CaseBuilder builder;
    builder.public_comment_by(CaseBuilder::dora, "We are restoring the backup.");
    builder.internal_note_by(CaseBuilder::bo);
    CHECK(guarded(builder, saying("We are restoring the backup.")));
    CHECK(guarded(builder, saying("…")));
}

TEST_CASE("what this very effect wrote is left to the executor to recognise") {
    CaseBuilder builder;
    builder.public_comment_by(CaseBuilder::ana, "We are restoring the backup.")
        .audit("ZD-400123/followup/1", guard_machine);
    CHECK(guarded(builder, saying("We are restoring the backup.")));
    CHECK(!guarded(builder, saying("We are restoring the backup.", "ZD-400123/followup/2")));
}

TEST_CASE("of a government case every post is links only") {
    const auto config = for_government();
    const auto actor = ana_at_work();
    auto builder = government();
    builder.value().thread.reset();
    const Situation fresh{builder.value(), config, actor};
    const auto ack = plan_ack(fresh, {.thread = {.channel_id = "C1", .channel_name = "#s"}});
    REQUIRE(ack);
    CHECK_THAT(posts_of(*ack), Catch::Contains("https://acme.zendesk.com/agent/tickets/400123") &&
                                   !Catch::Contains("Department") && !Catch::Contains("502") &&
                                   !Catch::Contains("examples.gov") && !Catch::Contains("Dora"));
    CHECK(guard(fresh, *ack, {}));

    auto briefed = government().public_comment_by(CaseBuilder::ana);
    const Situation later{briefed.value(), config, actor};
    const procedure::Successor bo{.duty = {.user = {.id = "PBOL001", .name = "Bo Lind"}},
                                  .zendesk_id = 9002,
                                  .mention = "<@UBOL001>",
                                  .name = "Bo Lind"};
    const auto handoff = plan_handoff(
        later, {.successor = bo, .briefing = {{"text", "Department of Examples: 10.1.2.3"}}});
    REQUIRE(handoff);
    CHECK_THAT(posts_of(*handoff), Catch::Contains("<@UBOL001>") &&
                                       !Catch::Contains("Department") &&
                                       !Catch::Contains("10.1.2.3"));
    CHECK(guard(later, *handoff, {}));
}

TEST_CASE("of a government case nobody can answer for a name, initials, a subject or a host") {
    for (const auto* text :
         {"the Department of  Examples called", "DOE is back", "dora ek joined the call",
          "mail dora@example.org", "someone at example.org says so",
          "again: login.examples.gov answers 502 for everyone", "host login.examples.gov",
          "it is 10.9.8.7"}) {
        INFO(text);
        const auto refused = guarded_note(government(), text, for_government(), {.anyway = true});
        REQUIRE(!refused);
        CHECK_THAT(refused.error().hint, !Catch::Contains("--anyway"));
        CHECK_THAT(refused.error().message, !Catch::Contains("Examples"));
    }
    CHECK(guarded_note(government(), "they are back", for_government()));
    CHECK(guarded_note(government(), "DOE is somebody else", shipped_config()));
}

TEST_CASE("a government case is known by page, form, tag, customer, host or profile") {
    CaseBuilder builder = threaded();
    builder.value().incident->service_id = "PGOV001";
    builder.value().ticket->form_id = 360001421112;
    builder.value().ticket->tags = {"us_federal"};
    const auto text = "Dora Ek called";
    const auto refuses = [&](const auto& set) {
        auto config = shipped_config();
        config.zendesk.url = "https://federal.zendesk.com";
        set(config.government);
        return !guarded_note(builder, text, config);
    };
    CHECK(!refuses([](Government&) {}));
    CHECK(refuses([](Government& rules) { rules.services = {"PGOV001"}; }));
    CHECK(refuses([](Government& rules) { rules.forms = {"360001421112"}; }));
    CHECK(refuses([](Government& rules) { rules.tags = {"us_federal"}; }));
    CHECK(refuses([](Government& rules) { rules.hosts = {"federal.zendesk.com"}; }));
    CHECK(refuses([](Government& rules) { rules.always = "yes"; }));
    CHECK(!refuses([](Government& rules) { rules.tags = {"other"}; }));
}

TEST_CASE("while Zendesk cannot tell whose case it is, it counts as government's if any may be") {
    CaseBuilder builder = threaded();
    builder.without_ticket();
    builder.value().ticket_unread = Error{.kind = ErrorKind::unreachable, .message = "down"};
    builder.value().incident->title = "login.examples.gov answers 502 for everyone";
    const std::string text = "it says: login.examples.gov answers 502 for everyone";
    const auto refused = guarded_note(builder, text, for_government(), {.anyway = true});
    REQUIRE(!refused);
    CHECK_THAT(refused.error().hint, !Catch::Contains("--anyway"));
    CHECK(guarded_note(builder, text, shipped_config(), {.anyway = true}));
}
