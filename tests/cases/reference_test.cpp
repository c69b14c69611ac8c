#include "libemergency/cases/reference.h"

#include <catch2/catch.hpp>

#include <string>

using emergency::ErrorKind;
using emergency::cases::IncidentId;
using emergency::cases::IncidentNumber;
using emergency::cases::parse_reference;
using emergency::cases::Reference;
using emergency::cases::ThreadLink;
using emergency::cases::TicketId;

namespace {

void check_each(const std::vector<std::string>& texts, const Reference& expected) {
    for (const auto& text : texts) {
        CAPTURE(text);
        const auto parsed = parse_reference(text);
        REQUIRE(parsed);
        CHECK(*parsed == expected);
    }
}

/// URLs: what they name, and on which server.
template <class Kind>
void check_urls(const std::vector<std::pair<std::string, std::string>>& urls, const Kind& named) {
    for (const auto& [url, server] : urls) {
        CAPTURE(url);
        const auto parsed = parse_reference(url);
        REQUIRE(parsed);
        auto expected = named;
        expected.server = server;
        CHECK(*parsed == Reference(expected));
    }
}

void check_refused(const std::vector<std::string>& texts) {
    for (const auto& text : texts) {
        CAPTURE(text);
        const auto parsed = parse_reference(text);
        REQUIRE_FALSE(parsed);
        CHECK(parsed.error().kind == ErrorKind::usage);
    }
}

}  // namespace

TEST_CASE("an incident is named by its id, its URL or as emerg names a page without a ticket") {
    check_each({"Q0EMERG0000001", " Q0EMERG0000001\n", "PD-Q0EMERG0000001"},
               IncidentId{"Q0EMERG0000001"});
    const std::string acme = "acme.pagerduty.com";
    check_urls({{"https://acme.pagerduty.com/incidents/Q0EMERG0000001", acme},
                {"https://ACME.pagerduty.com/incidents/Q0EMERG0000001/", acme},
                {"https://acme.pagerduty.com/incidents/Q0EMERG0000001/timeline", acme},
                {"https://acme.pagerduty.com/incidents/Q0EMERG0000001?utm_source=slack#n", acme},
                {"https://api.pagerduty.com/incidents/Q0EMERG0000001", "api.pagerduty.com"},
                {"http://127.0.0.1:41234/incidents/Q0EMERG0000001", "127.0.0.1:41234"}},
               IncidentId{"Q0EMERG0000001"});
    check_each({"PT4KHLK"}, IncidentId{"PT4KHLK"});
    check_each({"R2D2ABC"}, IncidentId{"R2D2ABC"});
}

TEST_CASE("an incident's number is said to be PagerDuty's, or is in its URL") {
    check_each({"PD#4242", "PD-4242", "PD 4242"}, IncidentNumber{4242});
    check_urls({{"https://acme.pagerduty.com/incidents/4242", "acme.pagerduty.com"},
                {"http://127.0.0.1:41234/incidents/4242/", "127.0.0.1:41234"}},
               IncidentNumber{4242});
}

TEST_CASE("a bare number is a ticket that may yet be an incident") {
    check_each({"400123", "\t400123 ", "0400123"}, TicketId{400123, true});
    check_each({"999999999999999"}, TicketId{999'999'999'999'999, true});
}

TEST_CASE("a number that is said to be a ticket's is nothing else") {
    check_each({"#400123", "ZD#400123", "ZD-400123", "ZD 400123"}, TicketId{400123});
}

TEST_CASE("a ticket is named by any of its URLs, on any host") {
    const std::string acme = "acme.zendesk.com";
    const std::string here = "127.0.0.1:41234";
    check_urls({{"https://acme.zendesk.com/agent/tickets/400123", acme},
                {"https://Acme.zendesk.com/agent/tickets/400123/", acme},
                {"https://acme.zendesk.com/agent/tickets/400123?brand=1#comment", acme},
                {"https://acme.zendesk.com/agent/#/tickets/400123", acme},
                {"https://acme.zendesk.com/tickets/400123", acme},
                {"https://acme.zendesk.com/api/v2/tickets/400123.json", acme},
                {"https://acme.zendesk.com/api/v2/tickets/400123", acme},
                {"https://acme.zendesk.com/api/v2/tickets/400123/comments.json", acme},
                {"https://acme.zendesk.com/hc/requests/400123", acme},
                {"acme.zendesk.com/agent/tickets/400123", acme},
                {"127.0.0.1:41234/agent/tickets/400123", here},
                {"http://127.0.0.1:41234/api/v2/tickets/400123.json", here},
                {"http://localhost:41234/agent/tickets/400123", "localhost:41234"}},
               TicketId{400123});
}

TEST_CASE("a customer's URL on a name of the team's own tells no account") {
    check_each({"https://support.example.com/hc/requests/400123",
                "https://support.example.com/hc/en-us/requests/400123",
                "https://support.example.com/hc/pt-BR/requests/400123?page=1",
                "support.example.com/hc/en-us/requests/400123"},
               TicketId{400123});
}

TEST_CASE("a permalink names the thread's root") {
    check_each({"https://acme.slack.com/archives/C001SM/p1700000000000100",
                "https://acme.slack.com/archives/C001SM/p1700000000000100/",
                "https://acme.slack.com/archives/C001SM/p1700000000000100?cid=C001SM",
                "https://acme.enterprise.slack.com/archives/C001SM/p1700000000000100#x",
                "http://127.0.0.1:41234/archives/C001SM/p1700000000000100"},
               ThreadLink{"C001SM", "1700000000.000100"});
}

TEST_CASE("a reply's permalink names its root, not itself") {
    const std::string reply = "https://acme.slack.com/archives/C001SM/p1700000999000200";
    check_each(
        {reply + "?thread_ts=1700000000.000100&cid=C001SM", reply + "?thread_ts=1700000000.000100",
         reply + "?cid=C001SM&thread_ts=1700000000.000100"},
        ThreadLink{"C001SM", "1700000000.000100"});
}

TEST_CASE("a reply whose root cannot be read is no reference") {
    const std::string reply = "https://acme.slack.com/archives/C001SM/p1700000999000200";
    check_refused({reply + "?thread_ts=", reply + "?thread_ts=now",
                   reply + "?thread_ts=1700000000.000100x", reply + "?thread_ts=1700000000"});
}

TEST_CASE("what is nearly a reference is none") {
    check_refused({"",
                   " ",
                   "#",
                   "ZD#",
                   "ZD",
                   "PD#",
                   "PD-",
                   "0",
                   "#0",
                   "PD#0",
                   "-1",
                   "+400123",
                   "400123x",
                   "4 00123",
                   "4e5",
                   "0x61",
                   "1000000000000000",
                   "PD#1000000000000000",
                   "99999999999999999999999",
                   "q0emerg0000001",
                   "Q0EMER",
                   "S0EMERG0000001",
                   "Q0emerg0000001",
                   "PD-q0emerg0000001",
                   "zd#400123",
                   "##400123",
                   "ZD##400123",
                   "TICKET-400123",
                   "case 400123",
                   "400123,400124",
                   "400123 400124"});
}

TEST_CASE("URLs of other things are no reference") {
    check_refused({"https://",
                   "https://acme.zendesk.com",
                   "https://acme.zendesk.com/agent/tickets/",
                   "https://acme.zendesk.com/agent/tickets/new",
                   "https://acme.zendesk.com/agent/tickets/400123x",
                   "https://acme.zendesk.com/agent/users/400123",
                   "https://acme.zendesk.com/api/v2/users/400123.json",
                   "https://acme.zendesk.com/agent/tickets/0",
                   "https://acme.pagerduty.com/incidents/",
                   "https://acme.pagerduty.com/incidents/q0emerg0000001",
                   "https://acme.pagerduty.com/services/PSVC001",
                   "https://acme.slack.com/archives/C001SM",
                   "https://acme.slack.com/archives/C001SM/p17",
                   "https://acme.slack.com/archives/U001SM/p1700000000000100",
                   "https://acme.slack.com/archives/c001sm/p1700000000000100",
                   "ftp://acme.zendesk.com/agent/tickets/400123",
                   "javascript://acme.zendesk.com/agent/tickets/400123",
                   "file:///agent/tickets/400123",
                   "/agent/tickets/400123",
                   "folder/agent/tickets/400123",
                   "../agent/tickets/400123"});
}

TEST_CASE("hostile text is refused, not read in part") {
    check_refused({"Q0EMERG0000001/../../users/me", "Q0EMERG0000001?x=1", "Q0EMERG0000001\nQ0OTHER",
                   "400123\n400124", "400123;reboot", "$(reboot)", "400123\x1b[2J", "../400123",
                   std::string("400123\0x", 8), "４００１２３", "\xff\xfe", "%34%30",
                   "https://a b/agent/tickets/400123", "https://acme@evil/agent/tickets/400123",
                   "https://evil?x=/agent/tickets/400123", "{\"id\":400123}",
                   "https://acme.zendesk.com/agent/tickets/400123\nQ0EMERG0000001"});
}

TEST_CASE("a text of any length is refused at once") {
    check_refused({std::string(100'000, '4'), std::string(100'000, 'Q'),
                   "https://" + std::string(100'000, 'a'),
                   "https://acme.zendesk.com/agent/tickets/400123?" + std::string(100'000, '&')});
}

TEST_CASE("the refusal shows what was typed, harmless and short, and each form that would do") {
    const auto parsed = parse_reference("\x1b[2J" + std::string(1'000, 'x'));

    REQUIRE_FALSE(parsed);
    CHECK(parsed.error().message.find('\x1b') == std::string::npos);
    CHECK(parsed.error().message.size() < 150);
    for (const char* form :
         {"Q0ABC12DEF3GHI", "PD#4242", "400123", "#400123", "ZD#400123", "URL", "permalink"}) {
        CHECK_THAT(parsed.error().hint, Catch::Contains(form));
    }
}
