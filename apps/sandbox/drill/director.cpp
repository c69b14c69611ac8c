#include "apps/sandbox/drill/director.h"

#include "apps/sandbox/drill/colleagues.h"
#include "apps/sandbox/time_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace sandbox::drill {
namespace {

using nlohmann::json;

json optional_moment(const std::optional<TimePoint>& moment) {
    return moment ? json(utc_seconds(*moment)) : json(nullptr);
}

json shown_finding(const Finding& finding) {
    return {{"ticket", finding.ticket},
            {"duty", finding.duty},
            {"verdict", word(finding.verdict)},
            {"at", optional_moment(finding.at)},
            {"due", optional_moment(finding.due)},
            {"section", finding.section},
            {"why", finding.why}};
}

}  // namespace

Director::Director(Drill drill, Services& services, std::function<json()> state)
    : drill_(std::move(drill)),
      services_(services),
      state_(std::move(state)),
      scenario_(std::make_unique<json>()) {}

Director::~Director() = default;

void Director::begin(const json& scenario) {
    *scenario_ = scenario;
    played_ = {.start = services_.ground.clock.now()};
    troubles_.clear();
}

std::vector<Conduct> Director::conducts() const {
    const auto state = state_();
    std::vector<Conduct> conducts;
    for (const auto ticket : tickets_of(drill_)) {
        conducts.push_back(conduct_of(state, ticket));
    }
    add_script_moments(conducts, drill_, played_);
    return conducts;
}

/// Each act may be what the next one waits for.
void Director::play_until(TimePoint until) {
    auto& clock = services_.ground.clock;
    while (true) {
        const auto cases = conducts();
        const auto cue = next_cue(drill_, cases, played_, until);
        if (!cue) {
            return;
        }
        if (cue->at > clock.now()) {
            clock.move_to(cue->at);
        }
        const auto& act = drill_.acts.at(cue->act);
        const auto conduct = std::ranges::find(cases, act.ticket, &Conduct::ticket);
        played_.acts[cue->act] = clock.now();
        if (const auto done = perform(act, *conduct, services_, *scenario_); !done) {
            troubles_.push_back(done.error().message);
        }
    }
}

void Director::play() {
    play_until(services_.ground.clock.now());
}

void Director::advance(std::chrono::milliseconds by) {
    auto& clock = services_.ground.clock;
    const auto end = clock.now() + by;
    play_until(end);
    clock.advance(std::max(end - clock.now(), std::chrono::milliseconds(0)));
}

json Director::debriefing(Look::Phase phase) const {
    const auto now = services_.ground.clock.now();
    const auto findings = judged(drill_.duties, conducts(), {.at = now, .phase = phase});
    auto shown = json::array();
    for (const auto& finding : findings) {
        shown.push_back(shown_finding(finding));
    }
    return {{"drill", drill_.name},
            {"title", drill_.title},
            {"at", utc_seconds(now)},
            {"over", phase == Look::Phase::over},
            {"in_time", is_all_in_time(findings)},
            {"findings", std::move(shown)},
            {"troubles", troubles_}};
}

}  // namespace sandbox::drill
