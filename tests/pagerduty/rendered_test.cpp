#include "libemergency/core/time_zone.h"
#include "libemergency/pagerduty/client.h"
#include "tests/fakes/scripted_transport.h"

using namespace emergency;

namespace {

pagerduty::Client pagerduty_that_renders(ScriptedTransport& network) {
    return {network, "https://pd", Secret("t0ken"), "ana@example.com"};
}

}  // namespace

TEST_CASE("a rendered schedule tells layers, overrides and what comes of them, and who pages it") {
    ScriptedTransport network;
    network.expect(
        "GET https://pd/schedules/PSCH001?since=2026-03-10T00%3A00%3A00Z&"
        "until=2026-03-11T00%3A00%3A00Z&overflow=true",
        answer(200, R"({"schedule":{"id":"PSCH001","name":"CEOC","time_zone":"UTC",
            "html_url":"https://acme.pagerduty.com/schedules/PSCH001",
            "escalation_policies":[{"id":"PPOL001"},{"id":"PPOL002"}],
            "schedule_layers":[
              {"rendered_schedule_entries":[{"start":"2026-03-10T00:00:00Z","end":"2026-03-10T08:00:00Z","user":{"id":"PANA001"}}]},
              {"rendered_schedule_entries":[{"start":"2026-03-10T08:00:00Z","end":"2026-03-10T16:00:00Z","user":{"id":"PBOL001"}}]}],
            "overrides_subschedule":{"rendered_schedule_entries":[
              {"start":"2026-03-10T06:00:00Z","end":"2026-03-10T08:00:00Z","user":{"id":"PFRA001"}}]},
            "final_schedule":{"rendered_schedule_entries":[
              {"start":"2026-03-10T00:00:00Z","end":"2026-03-10T06:00:00Z","user":{"id":"PANA001"}},
              {"start":"2026-03-10T06:00:00Z","end":"2026-03-10T08:00:00Z","user":{"id":"PFRA001"}}]}}})"));
    const auto schedule = pagerduty_that_renders(network).rendered(
        "PSCH001", *parse_rfc3339("2026-03-10T00:00:00Z"), *parse_rfc3339("2026-03-11T00:00:00Z"));
    REQUIRE(schedule);
    CHECK(schedule->layers.size() == 2);
    CHECK(schedule->layers[1].user.id == "PBOL001");
    CHECK(schedule->overrides.size() == 1);
    REQUIRE(schedule->duties.size() == 2);
    CHECK(schedule->duties[1].from_override);
    CHECK(schedule->policies == std::vector<std::string>{"PPOL001", "PPOL002"});
    CHECK(schedule->url == "https://acme.pagerduty.com/schedules/PSCH001");
}

TEST_CASE("the levels of an escalation policy name schedules and people; one may name nobody") {
    ScriptedTransport network;
    network.expect("GET https://pd/escalation_policies/PPOL001",
                   answer(200, R"({"escalation_policy":{"id":"PPOL001","name":"Emergencies",
            "escalation_rules":[{"targets":[{"id":"PSCH001","type":"schedule_reference"},
                                            {"id":"PMEL001","type":"user_reference"}]},
                                {"targets":[]}]}})"));
    const auto policy = pagerduty_that_renders(network).escalation_policy("PPOL001");
    REQUIRE(policy);
    REQUIRE(policy->levels.size() == 2);
    CHECK(policy->levels[0].schedules == std::vector<std::string>{"PSCH001"});
    CHECK(policy->levels[0].users == std::vector<std::string>{"PMEL001"});
    CHECK(policy->levels[1].users.empty());
}

TEST_CASE("a contact method counts if it is in use, and rings if a rule of high urgency names it") {
    ScriptedTransport network;
    network.expect(
        "GET https://pd/users/PANA001?include[]=contact_methods&include[]=notification_rules",
        answer(200, R"({"user":{"id":"PANA001","name":"Ana Ortiz","email":"ana@example.com",
            "contact_methods":[{"id":"C1","type":"email_contact_method"},
                               {"id":"C2","type":"phone_contact_method","blacklisted":true},
                               {"id":"C3","type":"sms_contact_method","enabled":false},
                               {"id":"C4","type":"push_notification_contact_method"},
                               {"id":"C5","type":"phone_contact_method","enabled":true}],
            "notification_rules":[{"urgency":"high","contact_method":{"id":"C2"}},
                                  {"urgency":"low","contact_method":{"id":"C4"}},
                                  {"urgency":"high","contact_method":{"id":"C5"}}]}})"));
    const auto person = pagerduty_that_renders(network).reachability("PANA001");
    REQUIRE(person);
    CHECK(person->methods == std::vector<std::string>{"email", "push_notification", "phone"});
    CHECK(person->rung_by == std::vector<std::string>{"phone"});
}

TEST_CASE("a contact method or a rule that is none is passed over") {
    const auto* const odd = GENERATE("null", "\"phone\"", "7", "[]", "true", "{}");
    ScriptedTransport network;
    network.expect(
        "GET https://pd/users/PANA001?include[]=contact_methods&include[]=notification_rules",
        answer(200, std::string(R"({"user":{"id":"PANA001","contact_methods":[)") + odd +
                        R"(,{"id":"C5","type":"phone_contact_method"}],"notification_rules":[)" +
                        odd + R"(,{"urgency":"high","contact_method":{"id":"C5"}}]}})"));
    const auto person = pagerduty_that_renders(network).reachability("PANA001");
    REQUIRE(person);
    CHECK(person->rung_by == std::vector<std::string>{"phone"});
}
