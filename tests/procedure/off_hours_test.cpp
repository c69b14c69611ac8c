#include "libemergency/procedure/off_hours.h"

#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace emergency;

namespace {

/// The page of the case came on a Tuesday at 04:00 UTC.
Config with_hours(std::vector<std::string> hours) {
    auto config = shipped_config();
    config.bridge.link = "https://zoom.example.com/j/400123";
    config.coverage = {{.name = "12x5", .unless_field = "always", .hours = std::move(hours)}};
    return config;
}

std::string uncovered(CaseBuilder builder, const Config& config) {
    const auto actor = ana_at_work();
    return procedure::uncovered_hours({builder.value(), config, actor});
}

}  // namespace

TEST_CASE("the first rule that fits says when a customer may raise an emergency") {
    CHECK(uncovered({}, shipped_config()).empty());
    CHECK(uncovered({}, with_hours({"tue 00:00-04:00 UTC", "wed 00:00-24:00 UTC"})) ==
          "12x5: tue 00:00-04:00 UTC, wed 00:00-24:00 UTC");
    CHECK(uncovered({}, with_hours({"tue 04:00-04:01 UTC"})).empty());
    CHECK(uncovered({}, with_hours({"mon 20:00-22:00 America/Los_Angeles"})).empty());
    auto others = with_hours({"sun 00:00-01:00 UTC"});
    others.coverage.front().cases.tags = {"us_federal"};
    CHECK(uncovered({}, others).empty());
}

TEST_CASE("an organisation that bought more is always covered") {
    CaseBuilder builder;
    builder.value().organization =
        zendesk::Organization{.id = 8001, .fields = {{"always", "true"}}};
    CHECK(uncovered(builder, with_hours({"sun 00:00-01:00 UTC"})).empty());
    builder.value().organization->fields["always"] = "false";
    CHECK(!uncovered(builder, with_hours({"sun 00:00-01:00 UTC"})).empty());
}

TEST_CASE("help outside of the hours is told to the customer, to colleagues and to the manager") {
    CaseBuilder builder;
    const auto config = with_hours({"sun 00:00-01:00 UTC"});
    const auto actor = ana_at_work();
    const auto plan = procedure::plan_contact(
        {builder.value(), config, actor}, {.off_hours = procedure::OffHours::yes, .manager = 9003});

    REQUIRE(plan);
    const auto note =
        std::find_if(plan->effects.begin(), plan->effects.end(),
                     [](const auto& each) { return each.key == "ZD-400123/contact/1/off-hours"; });
    REQUIRE(note != plan->effects.end());
    CHECK(note->needs == std::vector<std::string>{"ZD-400123/contact/1"});
    const auto& update = std::get<zendesk::TicketUpdate>(note->change);
    CHECK(!update.comment->is_public);
    CHECK(update.followers == std::vector<zendesk::Id>{9003});
    CHECK_THAT(update.comment->body, Catch::Contains("12x5: sun 00:00-01:00 UTC"));
}

TEST_CASE("a run that was cut off after the message finishes all that follows it") {
    CaseBuilder builder;
    builder.with_thread().after(std::chrono::minutes(5)).public_comment_by(CaseBuilder::ana);
    const auto actor = ana_at_work();
    builder.audit("ZD-400123/contact/1", actor.by);
    auto& custom = builder.value().audits.back().custom;
    custom["emerg_next"] = "2026-03-10T05:00:00Z";
    custom["emerg_off_hours"] = "yes";
    builder.value().bridge = "https://zoom.example.com/j/400123";
    const auto config = with_hours({"sun 00:00-01:00 UTC"});
    const auto plan = procedure::plan_contact(
        {builder.value(), config, actor}, {.off_hours = procedure::OffHours::yes, .manager = 9003});

    REQUIRE(plan);
    CHECK(procedure::keys_of(plan->effects) ==
          std::vector<std::string>{"ZD-400123/contact/1/off-hours",
                                   "ZD-400123/contact/1/conference", "ZD-400123/contact/1/thread"});
    for (const auto& effect : plan->effects) {
        CHECK(effect.needs.empty());
    }
}
