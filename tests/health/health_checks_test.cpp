#include "libemergency/config/load.h"
#include "libemergency/health/checks.h"
#include "libemergency/health/shift.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace emergency::health;

namespace {

const Error refusal{
    .kind = ErrorKind::unauthorized, .message = "PagerDuty says no", .http_status = 401};
const Error silence{.kind = ErrorKind::unreachable, .message = "PagerDuty could not be reached"};

Config shipped() {
    return load_config({})->config;
}

}  // namespace

TEST_CASE("a service that refuses is reached all the same") {
    using std::chrono::milliseconds;
    CHECK(reached("pagerduty", "https://pd", milliseconds(7), refusal).verdict == Verdict::ok);
    CHECK(reached("pagerduty", "https://pd", milliseconds(7), {}).told ==
          "https://pd answers in 7 ms, over TLS, certificate verified");
    CHECK_THAT(reached("pagerduty", "http://127.0.0.1:1", milliseconds(7), {}).told,
               Catch::EndsWith("without TLS"));
    const auto down = reached("pagerduty", "https://pd", milliseconds(7), silence);
    CHECK(down.verdict == Verdict::fail);
    CHECK(down.kind == ErrorKind::unreachable);
    CHECK_FALSE(down.hint.empty());
}

TEST_CASE("what could not be looked at is a warning that says what comes first") {
    const auto unknown = not_made("schedule P1", "pagerduty token");
    CHECK(unknown.name == "schedule P1");
    CHECK(unknown.verdict == Verdict::warn);
    CHECK(unknown.hint == "see pagerduty token");
    CHECK_FALSE(worst({unknown}));
}

TEST_CASE("a clock is warned of only beyond half a minute, in the right direction") {
    using std::chrono::minutes;
    CHECK(health::clock(std::chrono::seconds(30)).verdict == Verdict::ok);
    CHECK_THAT(health::clock(minutes(5)).told, Catch::Contains("behind"));
    CHECK_THAT(health::clock(-minutes(5)).told, Catch::Contains("ahead of"));
    CHECK(health::clock(minutes(5)).verdict == Verdict::warn);
}

TEST_CASE("the tokens must be one person's, letter case aside") {
    Identities who{.configured = "ana@example.com",
                   .pagerduty = "Ana@example.com",
                   .zendesk = "ana@example.com"};
    CHECK(identity(who).verdict == Verdict::ok);
    who.slack_owner = "U1";
    who.slack_by_email = "U2";
    CHECK_THAT(identity(who).told, Catch::Contains("another person"));
    who.slack_by_email = "U1";
    who.zendesk = "bo@example.com";
    CHECK(identity(who).told == "ana@example.com: Zendesk says bo@example.com");
    who.zendesk = std::nullopt;
    CHECK(identity(who).verdict == Verdict::warn);
    who.configured.clear();
    CHECK(identity(who).kind == ErrorKind::configuration);
}

TEST_CASE("an end user is no agent") {
    CHECK(zendesk_role({.role = "admin"}).verdict == Verdict::ok);
    CHECK(zendesk_role({.role = "end-user"}).verdict == Verdict::fail);
}

TEST_CASE("scopes that are missing are named") {
    const auto some = slack_scopes("chat:write, channels:read,users:read,users:read.email");
    CHECK(some.told == "missing: channels:history");
    CHECK(some.kind == ErrorKind::unauthorized);
    CHECK(slack_scopes("chat:write,channels:read,channels:history,users:read,users:read.email,"
                       "usergroups:read,groups:read,groups:history,extra")
              .verdict == Verdict::ok);
    CHECK_THAT(slack_scopes("chat:write,channels:read,channels:history,users:read,"
                            "users:read.email,groups:read,groups:history")
                   .told,
               Catch::EndsWith("groups: usergroups:read"));
    CHECK(slack_scopes("").verdict == Verdict::warn);
}

TEST_CASE("a channel is joined, not joined, or not there") {
    CHECK(channel("#a", slack::Channel{.is_member = true}).verdict == Verdict::ok);
    CHECK(channel("#a", slack::Channel{}).hint == "/invite it in #a");
    const auto gone = channel("#a", Error{.kind = ErrorKind::not_found, .message = "none"});
    CHECK(gone.verdict == Verdict::fail);
    CHECK(gone.kind == ErrorKind::configuration);
}

TEST_CASE("a schedule is read, empty, or not there") {
    CHECK(health::schedule("P1", std::vector{pagerduty::Duty{.user = {.name = "Ana"}}}).told ==
          "Ana is on call");
    CHECK(health::schedule("P1", std::vector<pagerduty::Duty>{}).verdict == Verdict::warn);
    CHECK(health::schedule("P1", refusal).kind == ErrorKind::unauthorized);
}

TEST_CASE("the shipped messages are well; a template of one's own is judged by name") {
    auto config = shipped();
    CHECK(templates(config, shipped()).size() == 1);
    CHECK(templates(config, shipped()).front().verdict == Verdict::ok);
    config.messages.at("contact").text = "Hello {{requestr}}";
    config.messages.at("thread").text = "{{#open";
    const auto checks = templates(config, shipped());
    REQUIRE(checks.size() == 2);
    CHECK(checks[0].name == "template contact");
    CHECK_THAT(checks[0].told, Catch::Contains("requestr"));
    CHECK(checks[1].kind == ErrorKind::configuration);
}

TEST_CASE("what needs the user decides before what needs patience") {
    const auto with = [](std::initializer_list<ErrorKind> kinds) {
        std::vector<Check> checks{{.name = "fine"}};
        for (const auto kind : kinds) {
            checks.push_back({.verdict = Verdict::fail, .kind = kind});
        }
        return worst(checks);
    };
    CHECK_FALSE(with({}));
    CHECK(with({ErrorKind::unreachable, ErrorKind::unauthorized}) == ErrorKind::unauthorized);
    CHECK(with({ErrorKind::unreachable, ErrorKind::failed_there}) == ErrorKind::failed_there);
    CHECK(with({ErrorKind::busy, ErrorKind::unreachable}) == ErrorKind::unreachable);
    CHECK(with({ErrorKind::local}) == ErrorKind::local);
}

TEST_CASE("a shift is told by the clocks of my zone, the running or next one") {
    const TimePoint now = std::chrono::sys_days{std::chrono::year{2026} / 3 / 10};
    using std::chrono::hours;
    const Shift later{.rotation = "ceoc", .start = now + hours(24), .end = now + hours(32)};
    const Shift running{.rotation = "ceoc", .start = now - hours(2), .end = now + hours(6)};
    const Shift over{.rotation = "ceoc", .start = now - hours(9), .end = now - hours(1)};
    CHECK(my_shift(std::vector{later, running, over}, now, "UTC").told ==
          "on call now, ceoc, until Tue 10 Mar 06:00 UTC");
    CHECK(my_shift(std::vector{over, later}, now, "Europe/Madrid").told ==
          "next on call Wed 11 Mar 01:00 CET, ceoc, until Wed 11 Mar 09:00 CET");
    CHECK(my_shift(std::vector{over}, now, "UTC").verdict == Verdict::warn);
    CHECK(my_shift(silence, now, "UTC").verdict == Verdict::fail);
}

TEST_CASE("whom no page wakes is told, with where to mend it") {
    pagerduty::Reachability me{.user = {.name = "Ana Ortiz"},
                               .url = "https://acme.pagerduty.com/users/PANA001",
                               .methods = {"phone", "email"},
                               .rung_by = {"phone"}};
    CHECK(wakes_me(me, {"phone"}).verdict == Verdict::ok);
    me.rung_by = {"email"};
    const auto asleep = wakes_me(me, {"phone"});
    CHECK(asleep.verdict == Verdict::fail);
    CHECK_THAT(asleep.told, Catch::Contains("no notification rule"));
    CHECK_THAT(asleep.hint, Catch::Contains("/users/PANA001"));
    CHECK(wakes_me(refusal, {"phone"}).kind == ErrorKind::unauthorized);
}

TEST_CASE("before a shift, what runs is a warning, and what only I can do is told with how") {
    CHECK(open_emergencies(std::size_t{0}).verdict == Verdict::ok);
    CHECK(open_emergencies(std::size_t{2}).verdict == Verdict::warn);
    CHECK_THAT(open_emergencies(std::size_t{2}).hint, Catch::Contains("handoff incoming"));
    auto config = shipped();
    const pagerduty::User me{.name = "Ana Ortiz", .email = "ana@example.com"};
    const auto before = reminders(me, config);
    REQUIRE(before.size() == 3);
    CHECK_THAT(before[0].hint, Catch::Contains("emerg page ana@example.com -m 'Test page'"));
    CHECK_THAT(before[1].hint, Catch::Contains("vCard"));
    CHECK_THAT(before[2].told, Catch::Contains("links.customer_events"));
    config.links["customer_events"] = "https://calendar.example.com/events";
    CHECK(reminders(me, config)[2].told == "https://calendar.example.com/events");
}
