#include "libemergency/cases/history.h"

#include "libemergency/cases/progress.h"
#include "tests/cases/services.h"

#include <string>
#include <vector>

using namespace emergency::cases;
using namespace std::chrono_literals;
using emergency::pagerduty::Status;

namespace {

const std::string ticket_path = "acme.zendesk.com/api/v2/tickets/400123";

Case listed(Status status, std::vector<std::string> tags) {
    Case one{.depth = Depth::listed};
    one.incident = emergency::pagerduty::Incident{
        .id = "Q0EMERG0000001",
        .status = status,
        .created_at =
            emergency::TimePoint(std::chrono::sys_days{std::chrono::year{2026} / 3 / 10} + 4h)};
    one.ticket = emergency::zendesk::Ticket{.id = 400123,
                                            .status = "open",
                                            .tags = std::move(tags),
                                            .created_at = one.incident->created_at,
                                            .updated_at = one.incident->created_at,
                                            .updated_stamp = "2026-03-10T04:00:00Z"};
    one.as_of = one.incident->created_at + 20min;
    return one;
}

Case without_page() {
    auto one = listed(Status::resolved, {"emerg_contact_1"});
    one.incident.reset();
    return one;
}

/// Ana wrote in public a minute after the page, by the step.
void has_contact(Services& services) {
    services.answers(ticket_path + "/comments.json?include=users", R"({"comments":[
        {"id":1,"author_id":9001,"public":true,"body":"hello","created_at":"2026-03-10T04:01:00Z"}],
        "users":[{"id":9001,"name":"Ana Ortiz","role":"agent"}]})");
    services.answers(ticket_path + "/audits.json", R"({"audits":[
        {"id":5,"author_id":9001,"created_at":"2026-03-10T04:01:00Z","metadata":{"custom":{
         "emerg_key":"ZD-400123/contact/1","emerg_incident":"Q0EMERG0000001"}}}]})");
}

std::string first_clock(const Case& one) {
    const auto running = deadlines_of(one, emergency::Config{});
    return running.empty() ? std::string() : running.front().name;
}

}  // namespace

TEST_CASE("of a case that somebody has, a list knows what was said: comments and audits at once") {
    Services services({2});
    has_contact(services);
    std::vector<Case> cases{listed(Status::acknowledged, {})};

    const auto read = read_histories(services.sources(), cases);

    CHECK_FALSE(read.missing);
    CHECK(read.requests == 2);
    CHECK(cases.front().depth == Depth::full);
    CHECK(first_clock(cases.front()) == "follow-up");
}

TEST_CASE("a ticket whose page is resolved gets its page back, and its clocks") {
    Services services({3});
    has_contact(services);
    services.has_pages_by_key(Services::page_text(
        "Q0EMERG0000001", R"("status":"resolved","created_at":"2026-03-10T04:00:00Z")"));
    std::vector<Case> cases{without_page()};

    const auto read = read_histories(services.sources(), cases);

    CHECK(read.requests == 3);
    CHECK(id_of(cases.front()) == "Q0EMERG0000001");
    CHECK(first_clock(cases.front()) == "follow-up");
}

TEST_CASE("a page that no key finds is the one that the audits remember") {
    Services services({3, 1});
    has_contact(services);
    services.has_pages_by_key("");
    services.answers(
        "pd/incidents/Q0EMERG0000001?include[]=first_trigger_log_entries",
        R"({"incident":)" + Services::page_text("Q0EMERG0000001", R"("status":"resolved")") + "}");
    std::vector<Case> cases{without_page()};

    const auto read = read_histories(services.sources(), cases);

    CHECK(read.requests == 4);
    CHECK(id_of(cases.front()) == "Q0EMERG0000001");
}

TEST_CASE(
    "nothing is read of a page that rings, of a ticket nobody has begun, of one that is solved") {
    Services services;
    auto solved = listed(Status::acknowledged, {"emerg_contact_1"});
    solved.ticket->status = "solved";
    auto unpaged = without_page();
    unpaged.ticket->tags = {"vip"};
    std::vector<Case> cases{listed(Status::triggered, {}), solved, unpaged};

    const auto read = read_histories(services.sources(), cases);

    CHECK(read.requests == 0);
    CHECK(cases.front().depth == Depth::listed);
}

TEST_CASE("a history that has not changed is not read again, one that may have is") {
    Services services;
    has_contact(services);
    std::vector<Case> before{listed(Status::acknowledged, {})};
    REQUIRE(read_histories(services.sources(), before).requests == 2);

    std::vector<Case> same{listed(Status::acknowledged, {})};
    CHECK(read_histories(services.sources(), same, before).requests == 0);
    CHECK(first_clock(same.front()) == "follow-up");

    has_contact(services);
    std::vector<Case> changed{listed(Status::acknowledged, {})};
    changed.front().ticket->updated_stamp = "2026-03-10T04:05:00Z";
    CHECK(read_histories(services.sources(), changed, before).requests == 2);

    has_contact(services);
    before.front().as_of = before.front().ticket->updated_at + 1s;
    std::vector<Case> again{listed(Status::acknowledged, {})};
    CHECK(read_histories(services.sources(), again, before).requests == 2);
}

TEST_CASE("a history that does not come leaves the case listed; only an outage is a gap") {
    for (const auto& [status, is_gap] : {std::pair{503, true}, std::pair{403, false}}) {
        Services services;
        services.network.expect("GET https://" + ticket_path + "/comments.json?include=users",
                                answer(status));
        services.answers(ticket_path + "/audits.json", R"({"audits":[]})");
        std::vector<Case> cases{listed(Status::acknowledged, {})};

        const auto read = read_histories(services.sources(), cases);

        CHECK(read.missing.has_value() == is_gap);
        CHECK(cases.front().depth == Depth::listed);
    }
}

TEST_CASE("of many cases the newest are read") {
    constexpr int many = 26;
    Services services;
    std::vector<Case> cases;
    for (int i = 0; i < many; ++i) {
        auto one = listed(Status::acknowledged, {});
        one.ticket->id += i;
        one.incident->created_at += std::chrono::minutes(i);
        cases.push_back(one);
        const auto path = "acme.zendesk.com/api/v2/tickets/" + std::to_string(one.ticket->id);
        if (i > 0) {
            services.answers(path + "/comments.json?include=users", R"({"comments":[]})");
            services.answers(path + "/audits.json", R"({"audits":[]})");
        }
    }

    const auto read = read_histories(services.sources(), cases);

    CHECK(read.requests == 50);
    CHECK(cases.front().depth == Depth::listed);
    CHECK(cases.back().depth == Depth::full);
}
