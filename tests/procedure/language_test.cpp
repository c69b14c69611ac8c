#include "libemergency/procedure/verbs.h"
#include "libemergency/procedure/words.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <array>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::Plan;
using procedure::Situation;

namespace {

constexpr const char* hostile_name = "$(reboot)\x1b[2J<!channel>{{x}}";
constexpr std::array said_to_customers{"contact",
                                       "contact_without_bridge",
                                       "contact_further",
                                       "contact_off_hours",
                                       "followup",
                                       "followup_without_bridge",
                                       "closing",
                                       "closing_without_bridge",
                                       "handoff",
                                       "triage_emergency",
                                       "triage_needs_info",
                                       "triage_not",
                                       "close",
                                       "unresolved",
                                       "followup_ticket",
                                       "call_break",
                                       "call_summary"};
const std::vector<std::string> shipped_languages{"de", "es", "fr", "ja", "pt"};

CaseBuilder from(const std::string& locale, const std::string& zone = {}) {
    CaseBuilder builder;
    auto& requester = builder.value().conversation.people[CaseBuilder::dora];
    requester.locale = locale;
    requester.time_zone = zone;
    return builder;
}

Result<Plan> contacted(CaseBuilder builder, const std::string& own = {},
                       Config config = shipped_config()) {
    config.user.time_zone = "Europe/Madrid";
    const auto actor = ana_at_work();
    config.bridge.link = "https://zoom.example.com/j/1";
    return procedure::plan_contact({builder.value(), config, actor}, {.text = own});
}

std::string public_text(const Plan& plan) {
    for (const auto& effect : plan.effects) {
        if (seen_by_customer(effect)) {
            return std::get<zendesk::TicketUpdate>(effect.change).comment->body;
        }
    }
    return {};
}

}  // namespace

TEST_CASE("de-AT is answered in German, by any spelling of the tag") {
    for (const auto* locale : {"de", "de-AT", "DE_at", "de-1996-x"}) {
        INFO(locale);
        const auto plan = contacted(from(locale));
        REQUIRE(plan);
        CHECK_THAT(public_text(*plan), Catch::Contains("Notfallmeldung"));
        CHECK_THAT(plan->remarks.front(), Catch::Contains(locale));
    }
}

TEST_CASE("a language without a text, or none, is the plain text and no remark") {
    for (const auto* locale : {"", "en-US", "it", "d", "-", "$(reboot)"}) {
        INFO(locale);
        const auto plan = contacted(from(locale));
        REQUIRE(plan);
        CHECK_THAT(public_text(*plan), Catch::Contains("emergency request"));
        CHECK(plan->remarks.empty());
    }
}

TEST_CASE("without a requester's language the organisation's counts, then the configured one") {
    auto config = shipped_config();
    config.customer.locale = "fr";
    CHECK_THAT(public_text(*contacted(from(""), {}, config)), Catch::Contains("Bonjour"));

    config.customer.locale_field = "language";
    auto builder = from("");
    builder.value().organization =
        zendesk::Organization{.id = 7, .name = "Ex", .fields = {{"language", "es-MX"}}};
    CHECK_THAT(public_text(*contacted(builder, {}, config)), Catch::Contains("Hola"));
    CHECK_THAT(public_text(*contacted(from("ja"), {}, config)), Catch::Contains("様"));
}

TEST_CASE("the promised time is on the requester's clock, and in UTC") {
    CHECK_THAT(public_text(*contacted(from("", "Asia/Tokyo"))),
               Catch::Contains("13:30 JST (04:30 UTC)"));
    CHECK_THAT(public_text(*contacted(from("", "Nowhere"))),
               Catch::Contains("05:30 CET (04:30 UTC)"));
    CHECK_THAT(public_text(*contacted(from("", "UTC"))), Catch::Contains("04:30 UTC"));
}

TEST_CASE("own text may say what it must in either language, and must say it in one") {
    CHECK(contacted(from("de"), "{{bridge}} {{next_time}}"));
    CHECK(!contacted(from("de"), "{{bridge}}"));
}

TEST_CASE("every shipped language has contact, followup, closing and handoff with all points") {
    const auto config = shipped_config();
    for (const auto* name : said_to_customers) {
        const auto& plain = config.messages.at(name);
        for (const auto& language : shipped_languages) {
            INFO(name << " " << language);
            REQUIRE(plain.locales.contains(language));
            const auto& translated = plain.locales.at(language);
            REQUIRE(translated.points.size() == plain.points.size());
            for (std::size_t i = 0; i < plain.points.size(); ++i) {
                CHECK(translated.points[i].name == plain.points[i].name);
            }
        }
    }
}

TEST_CASE("every shipped translation says what it must, also to a hostile_name customer") {
    const auto config = shipped_config();
    const auto actor = ana_at_work();
    for (const auto& language : shipped_languages) {
        auto builder = from(language);
        builder.value().conversation.people[CaseBuilder::dora].name = hostile_name;
        builder.value().bridge = "https://zoom.example.com/j/1";
        const Situation situation{builder.value(), config, actor};
        auto values = procedure::values_of(situation);
        values["next_time"] = "04:30 CET";
        values["next_engineer"] = "Bo Lind";
        values["until"] = "12:00 CET";
        values["reason"] = "one user only";
        values["existing"] = "#400100";
        values["followup"] = "#400200";
        values["rejoin"] = "05:00 CET";
        values["done"] = "a rollback";
        values["next_steps"] = "we watch it";
        values["next_from"] = "10:00 CET";
        for (const auto* name : said_to_customers) {
            INFO(name << " " << language);
            const auto text = procedure::customer_text(situation, name, {}, values);
            REQUIRE(text);
            CHECK_THAT(*text, Catch::Contains("$(reboot)") && !Catch::Contains("{{") &&
                                  !Catch::Contains("\x1b"));
            CHECK(!text->starts_with("Hello"));
        }
    }
}
