#pragma once

#include "libemergency/cases/case.h"
#include "libemergency/slack/types.h"
#include "libemergency/store/journal.h"

#include <map>
#include <string>
#include <vector>

namespace emergency::record {

/// Where something was read.
enum class Origin { pagerduty, zendesk, slack, journal };

/// "PagerDuty", "Zendesk", "Slack", "journal".
const char* word(Origin origin);

/// One thing that happened in a case.
struct Event {
    TimePoint at = {};  ///< By the clock of the service; of the journal by the services' time.
    Origin origin = Origin::zendesk;
    std::string who = {};    ///< As the service names them.
    std::string what = {};   ///< "acknowledge", "public comment", "change", "message", …
    std::string text = {};   ///< What was said or changed, as it stands there: untrusted.
    bool is_public = false;  ///< The customer sees it.
    std::string key = {};    ///< Of the effect of emerg that made it; empty: by hand.
    std::string url = {};    ///< Where it is; empty if it has no address.
};

/// What a timeline is made of. What could not be read is empty.
struct Materials {
    cases::Case one = {};  ///< In full depth.
    std::vector<pagerduty::LogEntry> log = {};
    std::vector<slack::Message> thread = {};
    std::map<std::string, std::string> slack_names = {};  ///< Of those who wrote, by id.
    std::vector<JournalEntry> journal = {};               ///< Of this machine, of this case.
};

/// All of it in order of time (product.md, `timeline`). Of the journal only what no service shows:
/// what failed, waits, was given up or was decided.
std::vector<Event> timeline_of(const Materials& materials);

}  // namespace emergency::record
