#include "libemergency/procedure/reach.h"

#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::Haste;
using procedure::Reach;
using procedure::ReachOptions;

namespace {

constexpr auto night = CaseBuilder::night;  // A Tuesday.

ReachOptions options() {
    return {.step = "manager",
            .message = "ask_manager",
            .callee = {.word = "manager",
                       .name = "manager (Mel)",
                       .assignee_ids = {"PMEL001"},
                       .service_id = "PSVC003"},
            .asking = {.channel_id = "C003LEAD",
                       .channel_name = "#support_leadership",
                       .mention = "<!subteam^S002SMOC>",
                       .my_id = "UANA001"},
            .text = "They want to roll back"};
}

slack::Message asked(TimePoint at) {
    return {.ts = "1773115200.000100",
            .user_id = "UBOT",
            .at = at,
            .payload = {{"key", "ZD-400123/manager/1/slack"},
                        {"need", "They want to roll back"},
                        {"asker", "UANA001"}}};
}

slack::Message reply(const std::string& user, const std::string& key = {}) {
    slack::Message message{.ts = "1773115300.000100", .user_id = user, .at = night + 2min};
    if (!key.empty()) {
        message.payload["key"] = key;
    }
    return message;
}

Result<Reach> planned(const cases::Case& one, const ReachOptions& wanted,
                      const Calendar& calendar = {}) {
    auto config = shipped_config();
    config.calendar = calendar;
    const auto actor = ana_at_work();
    return plan_reach({one, config, actor}, wanted);
}

bool is_paging(const Reach& reach) {
    const auto& all = reach.plan.effects;
    return std::any_of(all.begin(), all.end(), [](const auto& effect) {
        return std::holds_alternative<pagerduty::NewIncident>(effect.change);
    });
}

}  // namespace

TEST_CASE("on a working day the manager is asked in Slack, and paged after ten silent minutes") {
    CaseBuilder builder;
    builder.with_thread();
    const auto reach = planned(builder.value(), options());

    REQUIRE(reach);
    REQUIRE(reach->plan.effects.size() == 3);
    CHECK(reach->plan.effects[0].part == procedure::Part::claim);
    const auto& post = std::get<slack::Post>(reach->plan.effects[1].change);
    CHECK(post.channel == "C003LEAD");
    CHECK(post.text.find("<!subteam^S002SMOC>") != std::string::npos);
    CHECK(post.text.find(builder.value().ticket_url) != std::string::npos);
    CHECK(post.text.find("They want to roll back") != std::string::npos);
    CHECK(post.text.find("04:10 UTC") != std::string::npos);
    CHECK(post.payload.at("need") == "They want to roll back");
    CHECK(reach->plan.effects[2].key == "ZD-400123/manager/1");
    CHECK(reach->page_due == night + 10min);
    CHECK_FALSE(is_paging(*reach));
}

TEST_CASE("on a weekend, on a holiday and when told to, the page does not wait") {
    CaseBuilder builder;
    const auto tuesday_off = planned(builder.value(), options(), {.weekend = {"tuesday"}});
    const auto holiday = planned(builder.value(), options(), {.holidays = {"2026-03-10"}});
    auto hasty = options();
    hasty.haste = Haste::at_once;
    const auto now = planned(builder.value(), hasty);
    for (const auto* reach : {&tuesday_off, &holiday, &now}) {
        REQUIRE(*reach);
        CHECK(is_paging(**reach));
        CHECK_FALSE((*reach)->page_due);
        const auto& page = (*reach)->plan.effects.back();
        CHECK(page.key == "ZD-400123/page/manager/1");
        // Slack is tried first, and whatever becomes of it.
        CHECK(page.after == std::vector<std::string>{"ZD-400123/manager/1/claim/1",
                                                     "ZD-400123/manager/1/slack",
                                                     "ZD-400123/manager/1"});
        CHECK(page.needs.empty());
    }
}

TEST_CASE("if Slack cannot be asked, the page does not wait; once asked, the silence is kept") {
    CaseBuilder builder;
    auto wanted = options();
    wanted.asking.trouble = "Slack could not be reached";
    const auto at_once = planned(builder.value(), wanted);
    REQUIRE(at_once);
    REQUIRE(at_once->plan.effects.size() == 1);
    CHECK(is_paging(*at_once));

    builder.audit("ZD-400123/manager/1", "ana@example.com laptop").after(9min);
    const auto waits = planned(builder.value(), wanted);
    REQUIRE(waits);
    CHECK_FALSE(is_paging(*waits));
    CHECK(waits->page_due == night + 10min);

    CHECK(is_paging(*planned(builder.after(1min).value(), wanted)));
}

TEST_CASE("the page comes when the silence is over, not a moment before, with what was asked") {
    CaseBuilder builder;
    builder.audit("ZD-400123/manager/1", "ana@example.com laptop");
    auto wanted = options();
    wanted.asking.asked = asked(night);
    wanted.text.clear();

    CHECK_FALSE(is_paging(*planned(builder.after(9min).value(), wanted)));
    const auto due = planned(builder.after(1min).value(), wanted);
    REQUIRE(due);
    REQUIRE(due->plan.effects.size() == 1);
    const auto& page = std::get<pagerduty::NewIncident>(due->plan.effects[0].change);
    CHECK(page.details.starts_with("They want to roll back"));
}

TEST_CASE("an answer by anybody else stops the page, one of mine or of emerg does not") {
    CaseBuilder builder;
    builder.audit("ZD-400123/manager/1", "ana@example.com laptop").after(11min);
    auto wanted = options();
    wanted.asking.asked = asked(night);

    wanted.asking.replies = {*wanted.asking.asked, reply("UANA001"), reply("UBOT"),
                             reply("UBOX", "ZD-400123/note/1")};
    CHECK(is_paging(*planned(builder.value(), wanted)));

    wanted.asking.replies.push_back(reply("UMEL001"));
    const auto answered = planned(builder.value(), wanted);
    REQUIRE(answered);
    CHECK(answered->plan.effects.empty());
    CHECK_FALSE(answered->page_due);
    CHECK(answered->plan.remarks.at(0).find("answered") != std::string::npos);

    wanted.asking.replies = {reply("UBOT", "ZD-400123/overload/1/taken")};
    CHECK_FALSE(is_paging(*planned(builder.value(), wanted)));
    wanted.haste = Haste::at_once;
    CHECK(is_paging(*planned(builder.value(), wanted)));
}

TEST_CASE("a message that is there without its note is not posted again, but noted") {
    CaseBuilder builder;
    builder.audit("ZD-400123/manager/1/claim/1", "ana@example.com laptop");
    auto wanted = options();
    wanted.asking.asked = asked(night);
    const auto reach = planned(builder.value(), wanted);

    REQUIRE(reach);
    REQUIRE(reach->plan.effects.size() == 2);
    CHECK(reach->plan.effects[0].key == "ZD-400123/manager/1/slack");
    CHECK(reach->plan.effects[0].proof == procedure::Proof::before_first);
    CHECK(reach->plan.effects[1].key == "ZD-400123/manager/1");
    CHECK(procedure::is_asked(builder.value(), "manager"));
    CHECK_FALSE(procedure::is_asked(builder.value(), "overload"));
}

TEST_CASE("while somebody else is asking, nothing is done") {
    CaseBuilder builder;
    builder.audit("ZD-400123/manager/1/claim/1", "bo@example.com desk", CaseBuilder::bo);
    const auto theirs = planned(builder.value(), options());
    REQUIRE(theirs);
    CHECK(theirs->plan.effects.empty());
    CHECK(theirs->plan.remarks.at(0).find("bo@example.com") != std::string::npos);

    const auto succeeded = planned(builder.after(4min).value(), options());
    CHECK(succeeded->plan.effects.at(0).key == "ZD-400123/manager/1/claim/2");
}

TEST_CASE("a manager who was paged already is not paged again") {
    CaseBuilder builder;
    builder.audit("ZD-400123/manager/1", "ana@example.com laptop").after(30min);
    auto wanted = options();
    wanted.asking.asked = asked(night);
    wanted.earlier = {{.id = "Q0PAGE",
                       .status = pagerduty::Status::resolved,
                       .incident_key = "ZD-400123/page/manager/1",
                       .created_at = night + 10min}};
    const auto reach = planned(builder.value(), wanted);
    REQUIRE(reach);
    CHECK_FALSE(is_paging(*reach));
    CHECK_FALSE(reach->page_due);
}

TEST_CASE("text of others cannot ping, and nothing to say is refused") {
    CaseBuilder builder;
    auto wanted = options();
    wanted.text = "<!channel> now";
    const auto reach = planned(builder.subject("<!here>").value(), wanted);
    REQUIRE(reach);
    const auto& text = std::get<slack::Post>(reach->plan.effects[1].change).text;
    CHECK(text.find("<!channel>") == std::string::npos);
    CHECK(text.find("<!here>") == std::string::npos);

    wanted.text = " ";
    CHECK(planned(builder.value(), wanted).error().kind == ErrorKind::usage);
}

TEST_CASE("a role that is never paged is only asked") {
    CaseBuilder builder;
    auto wanted = options();
    wanted.callee.service_id.clear();
    wanted.haste = Haste::at_once;
    const auto reach = planned(builder.value(), wanted);
    REQUIRE(reach);
    CHECK(reach->plan.effects.size() == 3);
    CHECK_FALSE(is_paging(*reach));
}
