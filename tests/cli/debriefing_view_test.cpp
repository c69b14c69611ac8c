#include "apps/emerg/debriefing_view.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

namespace {

using emerg::Json;

Json finding(const char* duty, const char* verdict, const Json& at, const Json& due) {
    return {{"ticket", 400123}, {"duty", duty},        {"verdict", verdict}, {"at", at},
            {"due", due},       {"section", "Engage"}, {"why", "it matters"}};
}

Json debriefing(const std::vector<Json>& findings, bool is_over) {
    return {{"drill", "answer"},
            {"title", "The customer answers"},
            {"at", "2026-03-10T05:00:00Z"},
            {"over", is_over},
            {"in_time", false},
            {"findings", findings},
            {"troubles", Json::array()}};
}

}  // namespace

TEST_CASE("a debriefing tells each duty, and why where it was not met") {
    const auto lines = emerg::debriefing_lines(debriefing(
        {finding("acknowledge", "in time", "2026-03-10T04:03:00Z", "2026-03-10T04:10:00Z"),
         finding("contact", "late", "2026-03-10T04:34:00Z", "2026-03-10T04:30:00Z"),
         finding("resolve", "early", "2026-03-10T04:20:00Z", nullptr),
         finding("thread", "twice", "2026-03-10T04:21:00Z", nullptr),
         finding("closing", "missed", nullptr, "2026-03-10T04:50:00Z"),
         finding("close", "missed", nullptr, nullptr),
         finding("own", "in time", "2026-03-10T04:03:00Z", nullptr)},
        true));
    CHECK(lines ==
          std::vector<std::string>{
              "The customer answers: 2 of 7 in time", "",
              "in time  #400123 acknowledge: 7m before its limit",
              "late     #400123 contact: 4m after its limit", "         Engage: it matters",
              "early    #400123 resolve: at 04:20 UTC, before its time",
              "         Engage: it matters", "twice    #400123 thread: again at 04:21 UTC",
              "         Engage: it matters", "missed   #400123 closing: it was due at 04:50 UTC",
              "         Engage: it matters", "missed   #400123 close: it was not done",
              "         Engage: it matters", "in time  #400123 own: at 04:03 UTC"});
}

TEST_CASE("a report within the drill tells how long there is, and what the drill could not do") {
    auto running = debriefing({finding("contact", "open", nullptr, "2026-03-10T05:12:00Z"),
                               finding("close", "open", nullptr, nullptr)},
                              false);
    running["troubles"] = {"nobody is there"};
    const auto lines = emerg::debriefing_lines(running);
    REQUIRE(lines.size() == 7);
    CHECK(lines[0] == "The customer answers: 0 of 2 in time so far");
    CHECK(lines[2] == "open     #400123 contact: due in 12m");
    CHECK(lines[4] == "open     #400123 close: not done yet");
    CHECK(lines[6] == "the drill itself failed: nobody is there");
}
