#include "libemergency/procedure/verbs.h"
#include "tests/fakes/case_builder.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;

namespace {

const Error down{.kind = ErrorKind::failed_there, .message = "it answered 503", .http_status = 503};

CaseBuilder without_ticket() {
    CaseBuilder builder;
    builder.value().ticket.reset();
    builder.value().ticket_unread = down;
    return builder;
}

CaseBuilder without_page() {
    CaseBuilder builder;
    builder.value().incident.reset();
    builder.value().page_unread = down;
    return builder;
}

Result<procedure::Plan> acknowledged(CaseBuilder& builder, procedure::Take take) {
    static const auto config = shipped_config();
    static const auto actor = ana_at_work();
    return procedure::plan_ack(
        {builder.value(), config, actor},
        {.take = take, .thread = {.channel_id = "C001SM", .channel_name = "#support"}});
}

Result<procedure::Plan> contacted_in_outage(CaseBuilder& builder) {
    auto config = shipped_config();
    config.bridge.link = "https://zoom.example.com/j/1";
    static const auto actor = ana_at_work();
    return procedure::plan_contact({builder.value(), config, actor}, {});
}

}  // namespace

TEST_CASE("a ringing page is acknowledged though its ticket cannot be read") {
    auto builder = without_ticket();
    const auto plan = acknowledged(builder, procedure::Take::no);

    REQUIRE(plan);
    CHECK(procedure::keys_of(plan->effects) ==
          std::vector<std::string>{"PD-Q0EMERG0000001/ack/1/page"});
    CHECK(plan->postponed == std::vector<std::string>{"ticket and thread: it answered 503"});
}

TEST_CASE("a page that was resolved, or is another's, is left alone while its ticket is unread") {
    auto resolved = without_ticket();
    resolved.resolved();
    CHECK(acknowledged(resolved, procedure::Take::no).error().http_status == 503);

    auto another = without_ticket();
    another.acknowledged_by("PBO0001", "Bo Lind");
    CHECK(acknowledged(another, procedure::Take::no).error().kind == ErrorKind::policy);
    CHECK(acknowledged(another, procedure::Take::yes).error().http_status == 503);
}

TEST_CASE("the ticket is taken though its page cannot be read, unless an earlier page may count") {
    auto builder = without_page();
    const auto plan = acknowledged(builder, procedure::Take::no);
    REQUIRE(plan);
    CHECK(procedure::keys_of(plan->effects).front() == "ZD-400123/ack/1");
    CHECK(plan->postponed == std::vector<std::string>{"the page: it answered 503"});

    CHECK(acknowledged(builder, procedure::Take::yes).error().http_status == 503);
    builder.audit("ZD-400123/ack/1", "ana");
    CHECK(acknowledged(builder, procedure::Take::no).error().http_status == 503);
}

TEST_CASE(
    "the customer is contacted though the page cannot be read, unless somebody wrote before") {
    auto builder = without_page();
    REQUIRE(contacted_in_outage(builder));

    builder.after(5min).public_comment_by(CaseBuilder::ana);
    const auto refused = contacted_in_outage(builder);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().http_status == 503);
    CHECK_THAT(refused.error().hint, Catch::Contains("only PagerDuty knows"));
}
