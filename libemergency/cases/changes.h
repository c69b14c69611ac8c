#pragma once

#include "libemergency/cases/case.h"
#include "libemergency/config/config.h"

#include <chrono>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace emergency::cases {

/// What may have happened between two looks at the open emergencies.
enum class EventKind {
    page,      ///< An emergency that was not open before, or a further page of one that was.
    answer,    ///< The customer wrote in public.
    deadline,  ///< A limit passed.
    closed,    ///< It is open no longer: solved, or not urgent any more.
    owner,     ///< Somebody else has it.
};

/// The word for it, in output.
const char* word(EventKind kind);

/// One thing that happened.
struct Event {
    EventKind kind = EventKind::page;
    TimePoint at = {};          ///< When it happened; where nobody tells that, when it was seen.
    Case one = {};              ///< As it is now; closed: as it was seen last.
    std::string deadline = {};  ///< Which limit passed: "contact".
    zendesk::Id had_by = 0;     ///< A new owner: who had the ticket before; 0 if nobody had.
};

/// What is known from the looks before.
struct Watched {
    std::vector<Case> cases = {};
    /// Up to when a ticket's comments are known; never goes back, though a search's index may.
    std::map<zendesk::Id, TimePoint> heard = {};
};

/// One look: the open cases, those that somebody has begun in full, and the comments of those
/// tickets that `to_read` named.
struct Look {
    TimePoint at = {};
    std::vector<Case> cases = {};
    std::map<zendesk::Id, zendesk::Conversation> conversations = {};
};

/// The tickets of listed cases that changed since the last look: their comments may hold an answer.
std::vector<zendesk::Id> to_read(const Watched& before, const std::vector<Case>& cases);

/// What happened since the last look. To the first look every open emergency is a new page.
std::vector<Event> changes(const Watched& before, const Look& now, const Config& config);

/// What the next look is compared with.
Watched seen(Watched before, Look now);

/// How often to look, and how much that may cost.
struct Pace {
    std::chrono::milliseconds every{15'000};
    int requests_per_minute = 30;  ///< Of all services together.
};

/// How long to wait after a look that cost so many requests; longer after each further look in a
/// row that a service declined because it was asked too often.
std::chrono::milliseconds pause_after(int requests, int declined, const Pace& pace);

}  // namespace emergency::cases
