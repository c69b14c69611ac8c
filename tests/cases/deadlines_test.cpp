#include "libemergency/cases/progress.h"
#include "libemergency/core/time_zone.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <chrono>
#include <string>
#include <utility>
#include <vector>

using namespace emergency::cases;
using emergency::Config;
using std::chrono::minutes;

namespace {

constexpr auto writer = CaseBuilder::ana;
constexpr auto customer = CaseBuilder::dora;

/// Name and minutes after the page.
using Due = std::pair<std::string, long>;

long minute_of(emergency::TimePoint moment) {
    return std::chrono::duration_cast<minutes>(moment - CaseBuilder::night).count();
}

std::vector<Due> running(CaseBuilder& builder) {
    std::vector<Due> all;
    for (const auto& each : deadlines_of(builder.value(), Config{})) {
        all.emplace_back(each.name, minute_of(each.due));
    }
    return all;
}

/// Contact at minute 5 by emerg, promising the next message.
CaseBuilder contacted(minutes promised) {
    CaseBuilder builder;
    builder.acknowledged_by("PANA001", "Ana Ortiz").after(minutes(5)).public_comment_by(writer);
    builder.audit("ZD-400123/contact/1", "ana");
    builder.value().audits.back().custom["emerg_next"] =
        emergency::utc_text(CaseBuilder::night + promised);
    return builder;
}

}  // namespace

TEST_CASE("a new page is to be acknowledged in ten minutes and answered in thirty") {
    CaseBuilder builder;

    CHECK(running(builder) == std::vector<Due>{{"acknowledge", 10}, {"contact", 30}});
}

TEST_CASE("limits are those of the policy") {
    CaseBuilder builder;
    Config config;
    config.policy.acknowledge_within = minutes(40);
    config.policy.contact_within = minutes(20);

    const auto all = deadlines_of(builder.value(), config);

    REQUIRE(all.size() == 2);
    CHECK(all[0].name == "contact");
    CHECK(minute_of(all[0].due) == 20);
    CHECK(minute_of(all[1].due) == 40);
}

TEST_CASE("an acknowledged page is still to be answered") {
    CaseBuilder builder;
    builder.acknowledged_by("PANA001", "Ana Ortiz");

    CHECK(running(builder) == std::vector<Due>{{"contact", 30}});
}

TEST_CASE("a limit runs on after it has passed") {
    CaseBuilder builder;
    builder.after(minutes(500));

    CHECK(running(builder) == std::vector<Due>{{"acknowledge", 10}, {"contact", 30}});
}

TEST_CASE("after the contact its promise and the customer's silence run") {
    auto builder = contacted(minutes(35));

    CHECK(running(builder) == std::vector<Due>{{"follow-up", 20}, {"promised message", 35}});
}

TEST_CASE("a contact by hand starts the silence, and promises nothing") {
    CaseBuilder builder;
    builder.acknowledged_by("PANA001", "Ana Ortiz").after(minutes(5)).public_comment_by(writer);

    CHECK(running(builder) == std::vector<Due>{{"follow-up", 20}});
}

TEST_CASE("an unacknowledged page stays to be acknowledged though the customer was contacted") {
    CaseBuilder builder;
    builder.after(minutes(5)).public_comment_by(writer);

    CHECK(running(builder) == std::vector<Due>{{"acknowledge", 10}, {"follow-up", 20}});
}

TEST_CASE("a later public comment of ours keeps the promise") {
    auto builder = contacted(minutes(35));
    builder.after(minutes(10)).public_comment_by(writer);

    CHECK(running(builder) == std::vector<Due>{{"follow-up", 20}});
}

TEST_CASE("neither a note nor the customer keeps our promise") {
    auto builder = contacted(minutes(35));
    builder.after(minutes(10)).internal_note_by(writer).public_comment_by(customer);

    CHECK(running(builder) == std::vector<Due>{{"promised message", 35}});
}

TEST_CASE("a newer promise takes the place of the older") {
    auto builder = contacted(minutes(35));
    builder.after(minutes(15)).public_comment_by(writer).audit("ZD-400123/followup/1", "ana");
    builder.value().audits.back().custom["emerg_next"] = "2026-03-10T04:50:00Z";

    CHECK(running(builder) == std::vector<Due>{{"close bridge", 35}, {"promised message", 50}});
}

TEST_CASE("a promise that cannot be read is none") {
    auto builder = contacted(minutes(35));
    builder.value().audits.back().custom["emerg_next"] = "soon";

    CHECK(running(builder) == std::vector<Due>{{"follow-up", 20}});
}

TEST_CASE("an answer ends the silence, whatever was sent before") {
    auto builder = contacted(minutes(35));
    builder.after(minutes(15)).public_comment_by(writer).audit("ZD-400123/followup/1", "ana");
    CHECK(running(builder) == std::vector<Due>{{"close bridge", 35}});

    builder.after(minutes(1)).public_comment_by(customer);
    CHECK(running(builder).empty());
}

TEST_CASE("nothing runs after the bridge was closed") {
    auto builder = contacted(minutes(35));
    builder.after(minutes(15)).public_comment_by(writer).audit("ZD-400123/followup/1", "ana");
    builder.after(minutes(15)).public_comment_by(writer).audit("ZD-400123/closing/1", "ana");

    CHECK(running(builder).empty());
}

TEST_CASE("nothing runs once the ticket is done") {
    auto builder = contacted(minutes(35));
    builder.value().ticket->status = "solved";

    CHECK(running(builder).empty());
}
