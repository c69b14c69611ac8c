#include "libemergency/cases/cards.h"

#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace emergency;
using namespace std::chrono_literals;

namespace {

constexpr const char* hostile = "$(reboot)\x1b[2J<!channel>{{x}}";

std::vector<std::string> texts_of(const cases::FilledCard& whole) {
    auto texts = whole.card.phrases;
    texts.insert(texts.end(), whole.card.commands.begin(), whole.card.commands.end());
    for (const auto& section : whole.card.sections) {
        texts.insert(texts.end(), section.lines.begin(), section.lines.end());
    }
    return texts;
}

}  // namespace

TEST_CASE("every shipped card is filled in, with a case and without") {
    auto config = shipped_config();
    CaseBuilder builder;
    builder.subject(hostile);
    REQUIRE(config.cards.size() == 5);
    for (const auto& [name, card] : config.cards) {
        INFO(name);
        CHECK(!card.title.empty());
        CHECK(!card.when.empty());
        CHECK(!card.phrases.empty());
        const auto any = cases::filled(card, config, nullptr, CaseBuilder::night);
        const auto whole = cases::filled(card, config, &builder.value(), CaseBuilder::night);
        REQUIRE(any);
        REQUIRE(whole);
        for (const auto& text : texts_of(*whole)) {
            INFO(text);
            CHECK(text.find("{{") == std::string::npos);
            CHECK(text.find("CASE") == std::string::npos);
        }
        for (const auto& command : any->card.commands) {
            CHECK_THAT(command, Catch::StartsWith("emerg ") && Catch::Contains(" CASE"));
        }
    }
}

TEST_CASE("links hold the time from the page to now, as a time and in milliseconds") {
    auto config = shipped_config();
    config.links = {{"log_search", "https://logs.example.com/?from={{from}}&to={{until}}"},
                    {"dashboards", "https://graphs.example.com/?from={{from_ms}}&to={{until_ms}}"},
                    {"status_page", ""}};
    const Card card{.title = "t", .links = {"log_search", "dashboards", "status_page", "nowhere"}};
    CaseBuilder builder;
    builder.after(12min);
    const auto whole = cases::filled(card, config, &builder.value(), builder.value().as_of);
    REQUIRE(whole);
    REQUIRE(whole->links.size() == 2);
    CHECK(whole->links[0].second ==
          "https://logs.example.com/?from=2026-03-10T04:00:00Z&to=2026-03-10T04:12:00Z");
    CHECK(whole->links[1].second ==
          "https://graphs.example.com/?from=1773115200000&to=1773115920000");
    CHECK(whole->unset == std::vector<std::string>{"status_page", "nowhere"});

    const auto without = cases::filled(card, config, nullptr, CaseBuilder::night);
    CHECK(without->links[0].second ==
          "https://logs.example.com/?from=2026-03-10T03:00:00Z&to=2026-03-10T04:00:00Z");
}

TEST_CASE("the saas card has five causes, each with what proves it, and a cadence by severity") {
    const auto card = shipped_config().cards.at("saas");
    const auto proven = std::count_if(card.sections.begin(), card.sections.end(), [](auto& each) {
        return each.lines.front().starts_with("Proof: ");
    });
    CHECK(proven == 5);
    REQUIRE(card.cadence.size() == 4);
    CHECK(card.cadence[0].severity == "S1");
    CHECK(card.cadence[0].stages.front() ==
          std::pair<std::string, std::string>("investigating", "10m"));
}

TEST_CASE("cards are for cases with their tags, on the ticket or the organisation") {
    const auto config = shipped_config();
    CaseBuilder builder;
    CHECK(cases::cards_for(builder.value(), config).empty());
    builder.value().ticket->tags = {"saas"};
    builder.value().organization = zendesk::Organization{.id = 7, .tags = {"dedicated"}};
    CHECK(cases::cards_for(builder.value(), config) ==
          std::vector<std::string>{"dedicated", "saas"});
    CHECK(cases::barring_card(builder.value(), config).empty());
    builder.value().ticket->tags = {"compromised"};
    CHECK(cases::barring_card(builder.value(), config) == "compromise");
}

TEST_CASE("a card of a team replaces the parts that it gives, and mistakes have a line") {
    const auto loaded = [](const std::string& yaml) {
        return load_config({.files = {{"c.yaml", yaml}}});
    };
    const auto mine =
        loaded("cards:\n  stuck:\n    phrases: [Hm.]\n  own: {title: T, gates: [call]}");
    REQUIRE(mine);
    CHECK(mine->config.cards.at("stuck").phrases == std::vector<std::string>{"Hm."});
    CHECK(!mine->config.cards.at("stuck").sections.empty());
    CHECK(mine->config.cards.at("own").gates == std::vector<std::string>{"call"});

    for (const auto* yaml :
         {"cards: {own: {when: no title}}", "cards: {own: {title: T, gates: [door]}}",
          "cards: {own: {title: T, cadence: {S1: {check: soon}}}}",
          "cards: {own: {title: T, x: 1}}", "cards: {own: {title: T, sections: [{title: only}]}}",
          "cards: {own: {title: T, sections: 1}}", "cards: [1]", "cards: {own: 1}",
          "links: {log_search: 'javascript:1'}", "links: 3"}) {
        INFO(yaml);
        const auto refused = loaded(yaml);
        REQUIRE(!refused);
        CHECK_THAT(refused.error().message, Catch::Contains("c.yaml line 1"));
    }
}
