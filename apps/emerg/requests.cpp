#include "apps/emerg/requests.h"

#include <algorithm>
#include <array>

namespace emerg {
namespace {

struct RequestRow {
    std::string_view verb;
    std::string_view made;
};

// clang-format off
constexpr auto request_rows = std::to_array<RequestRow>({
    {"list", "PagerDuty 1, Zendesk 2; one more for each further 100 rows, and for each case that somebody has begun Zendesk 2, PagerDuty 1 if its page is resolved"},
    {"show", "PagerDuty 2, Zendesk 4; Slack 1 once there is a thread"},
    {"next", "PagerDuty 2, Zendesk 4; without a case those of list"},
    {"report", "PagerDuty 2 for 100 pages, one for each schedule in 90 days, 3 for each page; Zendesk 4 for each page"},
    {"timeline", "PagerDuty 3, Zendesk 4, Slack 2; one more for each person in the thread, and each further 100 rows"},
    {"watch", "PagerDuty 1, Zendesk 2; a look, and for each ticket that changed those of list, within --requests a minute"},
    {"ack", "PagerDuty 5, Zendesk 8, Slack 4; the first time, with thread"},
    {"triage", "PagerDuty 3, Zendesk 8; more where a manager is told"},
    {"contact", "PagerDuty 4, Zendesk 8, Slack 2; more where a call is opened"},
    {"resolve", "PagerDuty 4, Zendesk 5"},
    {"followup", "PagerDuty 3, Zendesk 8, Slack 2; when something is due"},
    {"bulk", "PagerDuty 3, Zendesk 8; for one ticket"},
    {"call", "PagerDuty 3, Zendesk 7, Slack 2; to start one; who gets a role is looked up in PagerDuty and Slack"},
    {"note", "PagerDuty 3, Zendesk 7, Slack 2"},
    {"status", "PagerDuty 3, Zendesk 7, Slack 2; --internal none of Slack"},
    {"fetch", "PagerDuty 2, Zendesk 5; two more for each file, the second to where it is kept"},
    {"page", "PagerDuty 8, Zendesk 7, Slack 2"},
    {"escalate", "PagerDuty 8, Zendesk 8, Slack 11; of the manager on a weekend, whose channel and people are looked up"},
    {"overload", "as many as escalate; those of the second case besides"},
    {"handoff", "PagerDuty 5, Zendesk 10, Slack 3; with the schedule of whoever is next"},
    {"close", "PagerDuty 3, Zendesk 8, Slack 2; two more where a follow-up ticket is made"},
    {"schedule", "PagerDuty 2; one for each schedule of a rotation, its escalation policy if it names one, and each person; override of one shift 9, Zendesk 1"},
    {"doctor", "PagerDuty 3, Zendesk 1, Slack 4; one for each further schedule and channel; --shift more"},
    {"auth", "PagerDuty 1, Zendesk 1, Slack 1; set one, of its service; of Zoom 2"},
    {"init", "PagerDuty 1, Zendesk 1; one for each name that is looked up"},
    {"api", "one; with --paginate one for each page"},
    {"sync", "none; what each unfinished command takes"},
});
// clang-format on

}  // namespace

std::string_view requests_of(std::string_view verb) {
    const auto* const found = std::find_if(request_rows.begin(), request_rows.end(),
                                           [&](const auto& row) { return row.verb == verb; });
    return found == request_rows.end() ? "none" : found->made;
}

}  // namespace emerg
