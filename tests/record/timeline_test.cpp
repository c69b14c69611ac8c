#include "libemergency/record/timeline.h"

#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace emergency;
using record::Event;
using record::Materials;
using record::Origin;
using record::timeline_of;
using namespace std::chrono_literals;

namespace {

constexpr auto night = CaseBuilder::night;

std::vector<std::string> whats(const std::vector<Event>& events) {
    std::vector<std::string> all;
    std::transform(events.begin(), events.end(), std::back_inserter(all),
                   [](const Event& each) { return each.what; });
    return all;
}

}  // namespace

TEST_CASE("events of all services are in order of time, each with who and where") {
    CaseBuilder builder;
    builder.with_thread().after(2min).public_comment_by(CaseBuilder::ana, "We are on it.");
    builder.after(3min).internal_note_by(CaseBuilder::bo);
    const auto events = timeline_of(
        {.one = builder.value(),
         .log = {{.id = "R2",
                  .type = "acknowledge_log_entry",
                  .summary = "Acknowledged by Ana.",
                  .who = "Ana Ortiz",
                  .url = "https://acme.pagerduty.com/R2",
                  .at = night + 1min},
                 {.id = "R1", .type = "assign_log_entry", .who = "Zendesk", .at = night},
                 {.id = "R0", .type = "trigger_log_entry", .who = "Zendesk", .at = night}},
         .thread = {{.ts = "1773115200.000100",
                     .user_id = "UANA",
                     .text = "<@UANA> & Dora",
                     .at = night + 90s},
                    {.ts = "1773115500.000100", .user_id = "", .text = "x", .at = night + 4min}},
         .slack_names = {{"UANA", "Ana"}}});
    CHECK(whats(events) == std::vector<std::string>{"trigger", "assign", "acknowledge", "thread",
                                                    "public comment", "message", "internal note"});
    CHECK(events[2].origin == Origin::pagerduty);
    CHECK(events[2].url == "https://acme.pagerduty.com/R2");
    CHECK(events[3].text == "@Ana & Dora");
    CHECK(events[3].url == builder.value().thread->url);
    CHECK(events[4].who == "Ana Ortiz");
    CHECK(events[4].is_public);
    CHECK(events[5].who == "an app");
    CHECK_FALSE(events[6].is_public);
}

TEST_CASE("a comment has the key of the audit that wrote it, and no other") {
    CaseBuilder builder;
    builder.public_comment_by(CaseBuilder::ana).public_comment_by(CaseBuilder::ana);
    builder.audit("ZD-400123/contact/1", "ana@example.com x");
    builder.value().audits.back().has_comment = true;
    builder.value().audits.back().comment_id = builder.value().conversation.comments[1].id;
    const auto events = timeline_of({.one = builder.value()});
    REQUIRE(events.size() == 2);
    CHECK(events[0].key.empty());
    CHECK(events[1].key == "ZD-400123/contact/1");
}

TEST_CASE("changes of the ticket are told with the owners' names; claims are not told") {
    CaseBuilder builder;
    builder.audit("ZD-400123/ack/1/claim/1", "ana@example.com x")
        .after(1min)
        .audit("ZD-400123/ack/1", "ana@example.com x")
        .after(1min)
        .audit("ZD-400123/call/1", "ana@example.com x");
    builder.value().audits[1].changes = {
        {"status", "new", "open"}, {"assignee_id", "", "9001"}, {"360001", "a", "b"}};
    const auto events = timeline_of({.one = builder.value()});
    REQUIRE(whats(events) == std::vector<std::string>{"change", "step"});
    CHECK(events[0].text == "status: new → open; owner: none → Ana Ortiz; 360001: a → b");
    CHECK(events[1].key == "ZD-400123/call/1");
}

TEST_CASE("of the journal only what no service shows") {
    const auto line = [](long long sequence, const std::string& key, Mark mark,
                         const std::string& service = "Zendesk") {
        return JournalEntry{.sequence = sequence,
                            .at = night,
                            .key = key,
                            .service = service,
                            .description = "note",
                            .mark = mark,
                            .by = "ana@example.com",
                            .result = "7"};
    };
    const auto events = timeline_of(
        {.one = CaseBuilder().value(),
         .journal = {line(1, "done", Mark::intent), line(2, "done", Mark::done),
                     line(3, "cut off", Mark::intent), line(4, "refused", Mark::failed),
                     line(5, "issue", Mark::done, "GitLab"), line(6, "why", Mark::remark)}});
    REQUIRE(events.size() == 4);
    CHECK(whats(events) == std::vector<std::string>{"intent", "failed", "done", "remark"});
    CHECK(events[0].key == "cut off");
    CHECK(events[2].text == "note: 7");
}
