#include "libemergency/procedure/verbs.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;

namespace {

const std::string own = "Gitaly was restarted; the next message comes by {{next_time}}.";

CaseBuilder contacted_customer() {
    CaseBuilder builder;
    builder.after(5min)
        .public_comment_by(CaseBuilder::ana)
        .audit("ZD-400123/contact/1", "ana@example.com laptop");
    builder.value().audits.back().custom["emerg_next"] = "2026-03-10T04:35:00Z";
    return builder;
}

Result<procedure::Plan> written_further(CaseBuilder& builder, const std::string& text) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    return procedure::plan_contact_further({builder.value(), config, actor}, text);
}

const zendesk::TicketUpdate& comment_in(const procedure::Plan& plan) {
    REQUIRE(plan.effects.size() == 2);
    return std::get<zendesk::TicketUpdate>(plan.effects.back().change);
}

}  // namespace

TEST_CASE("a further message of one's own is claimed, written in public, and promises the next") {
    auto builder = contacted_customer().after(10min);
    const auto plan = written_further(builder, own);

    REQUIRE(plan);
    const auto& update = comment_in(*plan);
    CHECK(update.comment->is_public);
    CHECK_THAT(update.comment->body, Catch::Contains("Gitaly was restarted"));
    CHECK(update.metadata.at("emerg_next") == "2026-03-10T04:45:00Z");
    CHECK(plan->effects.back().needs == std::vector<std::string>{plan->effects.front().key});
}

TEST_CASE("the same words are written once") {
    auto builder = contacted_customer().after(10min);
    const auto key = written_further(builder, own)->effects.back().key;
    builder.public_comment_by(CaseBuilder::ana).audit(key, "bo@example.com desk");

    const auto again = written_further(builder, own);

    REQUIRE(again);
    CHECK(again->effects.empty());
    CHECK_THAT(again->remarks.back(), Catch::Contains("already written"));
}

TEST_CASE("without words of one's own the configured message keeps a promise, when it is due") {
    auto early = contacted_customer().after(10min);
    const auto waits = written_further(early, "");
    REQUIRE(waits);
    CHECK(waits->effects.empty());
    CHECK_THAT(waits->remarks.back(), Catch::Contains("promised by"));

    auto due = contacted_customer().after(26min);
    const auto plan = written_further(due, "");
    REQUIRE(plan);
    CHECK_THAT(comment_in(*plan).comment->body, Catch::Contains("still working"));
    auto later = contacted_customer().after(27min);
    CHECK(written_further(later, "")->effects.back().key == plan->effects.back().key);
}

TEST_CASE("a message that promises no time is refused, and so is one before the first contact") {
    auto builder = contacted_customer();
    CHECK(written_further(builder, "No news.").error().kind == ErrorKind::policy);

    CaseBuilder fresh;
    const auto refused = written_further(fresh, own);
    REQUIRE_FALSE(refused);
    CHECK_THAT(refused.error().hint, Catch::Contains("emerg contact"));
}
