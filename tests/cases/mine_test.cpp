#include "tests/cases/services.h"

#include <string>
#include <vector>

using emergency::ErrorKind;
using namespace emergency::cases;

namespace {

const Me me{.pagerduty = {.id = "PANA001"}, .zendesk = {.id = 9001, .email = "ana@example.com"}};

void has_mine(Services& services, const std::string& pages, const std::string& tickets) {
    services.has_open_pages(pages, "&user_ids[]=PANA001");
    services.answers(
        "acme.zendesk.com/api/v2/search.json?query=type%3Aticket%20status%3Csolved%20"
        "assignee%3Aana%40example.com",
        R"({"results":[)" + tickets + "]}");
}

void has_urgent(Services& services, const std::string& tickets) {
    services.answers(
        "acme.zendesk.com/api/v2/search.json?query=type%3Aticket%20priority%3Aurgent%20"
        "status%3Csolved",
        R"({"results":[)" + tickets + "]}");
}

std::string page(const std::string& id, const std::string& title) {
    return Services::page_text(id, R"("title":")" + title + "\"");
}

std::string ticket(int id, const std::string& priority, const std::string& tags = "") {
    return Services::ticket_text(id, R"("priority":")" + priority + R"(","tags":[)" + tags + "]");
}

}  // namespace

TEST_CASE("the open case that is mine is my page, and its ticket is no second case") {
    Services services({2});
    has_mine(services, page("Q0MINE", "ZD#400123 502"), ticket(400123, "urgent"));

    const auto only = my_only_case(services.sources(), me);

    REQUIRE(only);
    CHECK(*only == Reference(IncidentId{"Q0MINE"}));
}

TEST_CASE("a ticket of mine is a case if it is urgent or carries a step's tag") {
    Services services;
    has_mine(services, "",
             ticket(1, "urgent") + "," + ticket(2, "high", R"("emerg_contact_1")") + "," +
                 ticket(3, "high", R"("emergency","vip")") + "," + ticket(4, "low"));
    has_urgent(services, "");

    const auto mine = my_cases(services.sources(), me);

    REQUIRE(mine);
    CHECK(*mine == std::vector<Reference>{TicketId{1}, TicketId{2}});
}

TEST_CASE("a page that names no ticket is no emergency, unless its service is one of emergencies") {
    Services without;
    has_mine(without, page("Q0DISK", "Disk usage"), "");
    has_urgent(without, "");
    CHECK(my_cases(without.sources(), me)->empty());

    Services with;
    with.config.pagerduty.services = {"PSVC001"};
    with.has_open_pages(page("Q0DISK", "Disk usage"), "&service_ids[]=PSVC001&user_ids[]=PANA001");
    with.answers(
        "acme.zendesk.com/api/v2/search.json?query=type%3Aticket%20status%3Csolved%20"
        "assignee%3Aana%40example.com",
        R"({"results":[]})");
    has_urgent(with, "");
    CHECK(*my_cases(with.sources(), me) == std::vector<Reference>{IncidentId{"Q0DISK"}});
}

TEST_CASE("several cases of mine are a question that lists them, harmlessly") {
    Services services;
    has_mine(services, page("Q0MINE", "ZD#400123 \\u001b[2J502"), ticket(400999, "urgent"));

    const auto only = my_only_case(services.sources(), me);

    REQUIRE_FALSE(only);
    CHECK(only.error().kind == ErrorKind::usage);
    CHECK_THAT(only.error().message, Catch::Contains("Q0MINE"));
    CHECK_THAT(only.error().message, Catch::Contains("#400999"));
    CHECK(only.error().message.find('\x1b') == std::string::npos);
}

TEST_CASE("no case of mine is not found") {
    Services services;
    has_mine(services, "", "");

    const auto only = my_only_case(services.sources(), me);

    REQUIRE_FALSE(only);
    CHECK(only.error().kind == ErrorKind::not_found);
}

TEST_CASE("what I handed over is mine until somebody accepts it") {
    const auto handed = [](const std::string& giver, const std::string& tags) {
        Services services;
        has_mine(services, "", "");
        has_urgent(services,
                   Services::ticket_text(
                       400123, R"("priority":"urgent","assignee_id":9002,"tags":[)" + tags + "]"));
        if (tags.find("accepted") == std::string::npos) {
            services.answers("acme.zendesk.com/api/v2/tickets/400123/audits.json",
                             R"({"audits":[{"id":5,"author_id":)" + giver +
                                 R"(,"created_at":"2026-03-10T05:00:00Z","metadata":{"custom":{
                                 "emerg_key":"ZD-400123/handoff/1"}}}]})");
        }
        return *my_cases(services.sources(), me);
    };
    CHECK(handed("9001", R"("emerg_handoff_1")") == std::vector<Reference>{TicketId{400123}});
    CHECK(handed("9003", R"("emerg_handoff_1")").empty());
    CHECK(handed("9001", R"("emerg_handoff_1","emerg_handoff_1_accepted")").empty());
}
