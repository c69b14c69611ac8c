#pragma once

#include "libemergency/procedure/attempt.h"

#include <map>
#include <string>
#include <vector>

namespace emergency::procedure {

/// A plan under way: what has ended, and what later effects may know of it.
class UnderWay {
public:
    UnderWay(const Plan& plan, const std::string& by) : plan_(plan), by_(by) {}

    /// The effects whose turn it is; those that can no longer happen are ended on the way.
    std::vector<const Effect*> ready(std::vector<Step>& ended_now, TimePoint now);
    /// `effect` with everything filled in that is known by now.
    Effect complete(const Effect& effect) const;
    /// How `effect` ended: what it left behind is known to those after it.
    void note(const Effect& effect, Ended ended);
    /// Of all that has ended, in the plan's order.
    Outcome outcome() const;

private:
    enum class Way { open, waiting, blocked, stood_down, needless };
    void follow_up(zendesk::TicketUpdate& update, Part part) const;
    bool has_ended(const std::vector<std::string>& keys) const;
    Way way_back(const Effect& effect) const;
    bool follows_found(const Effect& effect) const;
    bool is_another_at_it(const Effect& effect, TimePoint now) const;
    Way way_to(const Effect& effect) const;
    Way way_through(const std::string& key, bool must_have_happened) const;
    Fate fate_of_blocked(const Effect& effect, Way way) const;

    const Plan& plan_;
    const std::string& by_;
    std::map<std::string, Ended> ended_;
    std::map<zendesk::Id, std::string> stamps_;
    std::map<zendesk::Id, std::vector<std::string>> tags_;  ///< As this plan has left them.
    bool taken_back_ = false;
    bool ticket_changed_ = false;
};

}  // namespace emergency::procedure
