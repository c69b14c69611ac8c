#include "libemergency/pagerduty/client.h"
#include "tests/zendesk/shared_fixtures.h"

#include <catch2/catch.hpp>

using emergency::Secret;
namespace pagerduty = emergency::pagerduty;
using emergency::TimePoint;

namespace {

pagerduty::Client pagerduty_for_fixtures(OneAnswer& network) {
    return {network, "https://pd", Secret("t0ken"), "ada@example.com"};
}

template <class Result>
bool is_sensible(const Result& result) {
    return result || !result.error().message.empty();
}

bool every_call_is_sensible(int status, const std::string& body) {
    OneAnswer network(status, body);
    const auto client = pagerduty_for_fixtures(network);
    return is_sensible(client.me()) && is_sensible(client.user("PADA")) &&
           is_sensible(client.incidents({})) && is_sensible(client.incident("Q0ABC")) &&
           is_sensible(client.alerts("Q0ABC")) && is_sensible(client.notes("Q0ABC")) &&
           is_sensible(client.log("Q0ABC")) &&
           is_sensible(client.duties("PSCH", TimePoint{}, TimePoint{})) &&
           is_sensible(client.apply(emergency::pagerduty::StatusChange{.incident_id = "Q0ABC"})) &&
           is_sensible(client.apply(emergency::pagerduty::NewNote{.incident_id = "Q0ABC"}));
}

std::string fixture(const std::string& name) {
    return text_of_file(fixtures_folder(EMERG_SHARED, "pagerduty") / name);
}

/// The same as the last page of its list: the documented ones promise more.
std::string last_page(const std::string& name) {
    auto page = nlohmann::json::parse(fixture(name));
    page["more"] = false;
    return page.dump();
}

}  // namespace

TEST_CASE("every answer that PagerDuty ever gave is read or refused, with nulls anywhere in it") {
    const auto all = fixtures_in(fixtures_folder(EMERG_SHARED, "pagerduty"));
    if (all.empty()) {
        WARN("SKIPPED: the shared fixtures are not here");
        return;
    }
    for (const auto& one : all) {
        INFO(one.name);
        for (const auto& body : with_nulls(one.body)) {
            CHECK(every_call_is_sensible(200, body));
        }
        CHECK(every_call_is_sensible(400, one.body));
    }
}

TEST_CASE("PagerDuty's documented incidents, alerts, notes, people and schedules are read") {
    if (fixture("doc_get_incidents_id__200.json").empty()) {
        WARN("SKIPPED: the shared fixtures are not here");
        return;
    }
    OneAnswer incident(200, fixture("doc_get_incidents_id__200.json"));
    const auto found = pagerduty_for_fixtures(incident).incident("PT4KHLK");
    REQUIRE(found);
    CHECK(found->number == 1234);
    CHECK(found->acknowledgements.size() == 1);

    OneAnswer list(200, last_page("doc_get_incidents_200.json"));
    const auto incidents = pagerduty_for_fixtures(list).incidents({});
    REQUIRE(incidents);
    CHECK_FALSE(incidents->empty());

    OneAnswer alerts(200, last_page("doc_get_incidents_id_alerts_200.json"));
    const auto all_alerts = pagerduty_for_fixtures(alerts).alerts("PT4KHLK");
    REQUIRE(all_alerts);
    CHECK(all_alerts->size() == 1);

    OneAnswer notes(200, fixture("doc_get_incidents_id_notes_200.json"));
    const auto all_notes = pagerduty_for_fixtures(notes).notes("PT4KHLK");
    REQUIRE(all_notes);
    CHECK(all_notes->size() == 2);

    OneAnswer me(200, fixture("doc_get_users_me_200.json"));
    const auto user = pagerduty_for_fixtures(me).me();
    REQUIRE(user);
    CHECK(user->time_zone == "America/Lima");

    OneAnswer schedule(200, fixture("doc_get_schedules_id__200.json"));
    const auto duties =
        pagerduty_for_fixtures(schedule).duties("PI7DH85", TimePoint{}, TimePoint{});
    REQUIRE(duties);
    REQUIRE(duties->size() == 1);
    CHECK(duties->front().user.name == "Regina Phalange");

    OneAnswer history(200, fixture("doc_get_incidents_id_log_entries_200.json"));
    const auto log = pagerduty_for_fixtures(history).log("PT4KHLK");
    REQUIRE(log);
    REQUIRE(log->size() == 1);
    CHECK(log->front().type == "trigger_log_entry");
    CHECK(log->front().summary == "Triggered through the API");
    CHECK(log->front().who == "My Mail Service");
}
