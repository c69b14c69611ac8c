#include "apps/sandbox/drill/duties.h"
#include "apps/sandbox/drill/judge.h"

#include <catch2/catch.hpp>

using namespace std::chrono_literals;
using sandbox::TimePoint;
using sandbox::drill::Conduct;
using sandbox::drill::Duty;
using sandbox::drill::Finding;
using sandbox::drill::judged;
using sandbox::drill::Look;
using sandbox::drill::Verdict;

namespace {

const TimePoint paged = TimePoint(4h);

Duty owed(const std::string& name) {
    auto duty = sandbox::drill::duty_named(name);
    REQUIRE(duty);
    duty->ticket = 400123;
    return *duty;
}

Finding judged_alone(const std::string& name, const std::map<std::string, TimePoint>& moments,
                     const Look& look) {
    const auto findings = judged({owed(name)}, {{.ticket = 400123, .moments = moments}}, look);
    REQUIRE(findings.size() == 1);
    return findings.front();
}

const Look at_the_end{.at = paged + 3h, .phase = Look::Phase::over};

}  // namespace

TEST_CASE(
    "Debriefing: an acknowledgement within ten minutes is in time, a second later it is late") {
    CHECK(
        judged_alone("acknowledge", {{"paged", paged}, {"acknowledged", paged + 10min}}, at_the_end)
            .verdict == Verdict::in_time);
    const auto late = judged_alone(
        "acknowledge", {{"paged", paged}, {"acknowledged", paged + 10min + 1s}}, at_the_end);
    CHECK(late.verdict == Verdict::late);
    CHECK(late.due == paged + 10min);
    CHECK(late.why.find("ten minutes") != std::string::npos);
}

TEST_CASE("Debriefing: a page that is resolved before the customer was contacted is early") {
    CHECK(judged_alone("resolve", {{"paged", paged}, {"resolved", paged + 3min}}, at_the_end)
              .verdict == Verdict::early);
    CHECK(judged_alone("resolve",
                       {{"paged", paged}, {"resolved", paged + 3min}, {"contacted", paged + 4min}},
                       at_the_end)
              .verdict == Verdict::early);
    CHECK(judged_alone("resolve",
                       {{"paged", paged}, {"resolved", paged + 4min}, {"contacted", paged + 4min}},
                       at_the_end)
              .verdict == Verdict::in_time);
}

TEST_CASE("Debriefing: the four points have a window, not only a limit") {
    const auto follow_up = [](std::chrono::minutes after) {
        return judged_alone("follow-up", {{"contacted", paged}, {"followed up", paged + after}},
                            at_the_end)
            .verdict;
    };
    CHECK(follow_up(14min) == Verdict::early);
    CHECK(follow_up(15min) == Verdict::in_time);
    CHECK(follow_up(20min) == Verdict::in_time);
    CHECK(follow_up(21min) == Verdict::late);
}

TEST_CASE("Debriefing: what is not done is open while there is time, and missed at the end") {
    const std::map<std::string, TimePoint> moments{{"paged", paged}};
    CHECK(judged_alone("contact", moments, {.at = paged + 30min}).verdict == Verdict::open);
    CHECK(judged_alone("contact", moments, {.at = paged + 31min}).verdict == Verdict::missed);
    CHECK(judged_alone("contact", moments, {.at = paged + 5min, .phase = Look::Phase::over})
              .verdict == Verdict::missed);
    CHECK(judged_alone("close", moments, {.at = paged + 24h}).verdict == Verdict::open);
}

TEST_CASE("Debriefing: each promise to the customer is judged by the next message") {
    Conduct conduct{.ticket = 400123};
    conduct.promises = {{.made = paged, .due = paged + 30min, .kept = paged + 20min},
                        {.made = paged + 20min, .due = paged + 50min, .kept = paged + 55min},
                        {.made = paged + 55min, .due = paged + 85min}};
    const auto findings = judged({}, {conduct}, {.at = paged + 60min});
    REQUIRE(findings.size() == 3);
    CHECK(findings[0].verdict == Verdict::in_time);
    CHECK(findings[1].verdict == Verdict::late);
    CHECK(findings[2].verdict == Verdict::open);
    // Leaving breaks no promise that runs; the end of the case keeps it.
    CHECK(judged({}, {conduct}, {.at = paged + 60min, .phase = Look::Phase::over}).size() == 2);
    CHECK(judged({}, {conduct}, at_the_end)[2].verdict == Verdict::missed);
    conduct.moments["closed"] = paged + 80min;
    CHECK(judged({}, {conduct}, at_the_end)[2].verdict == Verdict::in_time);
}

TEST_CASE("Debriefing: what was done twice is told, and spoils the whole") {
    Conduct conduct{.ticket = 400123, .moments = {{"paged", paged}, {"contacted", paged + 5min}}};
    CHECK(is_all_in_time(judged({owed("contact")}, {conduct}, at_the_end)));
    conduct.repetitions = {{"the thread", paged + 7min}};
    const auto findings = judged({owed("contact")}, {conduct}, at_the_end);
    REQUIRE(findings.size() == 2);
    CHECK(findings[1].verdict == Verdict::twice);
    CHECK(findings[1].duty == "the thread");
    CHECK_FALSE(is_all_in_time(findings));
}
