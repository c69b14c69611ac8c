#include "apps/sandbox/drill/cue.h"

#include <algorithm>

namespace sandbox::drill {
namespace {

/// When the act is to happen; nothing as long as what it waits for has not happened.
std::optional<TimePoint> time_of(const Act& act, const std::vector<Conduct>& conducts) {
    const auto conduct = std::ranges::find(conducts, act.ticket, &Conduct::ticket);
    if (conduct == conducts.end()) {
        return std::nullopt;
    }
    const auto waited_for = conduct->moments.find(act.after);
    return waited_for == conduct->moments.end() ? std::nullopt
                                                : std::optional(waited_for->second + act.in);
}

}  // namespace

std::vector<std::int64_t> tickets_of(const Drill& drill) {
    std::vector<std::int64_t> tickets;
    const auto add = [&tickets](std::int64_t ticket) {
        if (std::ranges::find(tickets, ticket) == tickets.end()) {
            tickets.push_back(ticket);
        }
    };
    std::ranges::for_each(drill.duties, add, &Duty::ticket);
    std::ranges::for_each(drill.acts, add, &Act::ticket);
    return tickets;
}

void add_script_moments(std::vector<Conduct>& conducts, const Drill& drill, const Played& played) {
    for (auto& conduct : conducts) {
        conduct.moments["start"] = played.start;
        for (const auto& [place, at] : played.acts) {
            const auto& act = drill.acts.at(place);
            if (act.ticket == conduct.ticket && !act.name.empty()) {
                conduct.moments[act.name] = at;
            }
        }
    }
}

std::optional<Cue> next_cue(const Drill& drill, const std::vector<Conduct>& conducts,
                            const Played& played, TimePoint until) {
    std::optional<Cue> next;
    for (std::size_t place = 0; place < drill.acts.size(); ++place) {
        const auto at = time_of(drill.acts[place], conducts);
        const bool is_due = at && *at <= until && !played.acts.contains(place);
        if (is_due && (!next || *at < next->at)) {
            next = Cue{.act = place, .at = *at};
        }
    }
    return next;
}

}  // namespace sandbox::drill
