#pragma once

#include "apps/sandbox/drill/cue.h"
#include "apps/sandbox/drill/judge.h"
#include "apps/sandbox/services.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>
#include <string>

namespace sandbox::drill {

/// Plays a drill's script in the services, and tells how it goes. Whoever calls it holds the
/// ground's lock.
class Director {
public:
    /// `state` is what the services hold, as the control port shows it.
    Director(Drill drill, Services& services, std::function<nlohmann::json()> state);
    ~Director();
    Director(const Director&) = delete;
    Director(Director&&) = delete;
    Director& operator=(const Director&) = delete;
    Director& operator=(Director&&) = delete;

    /// From the start, in services that hold this scenario.
    void begin(const nlohmann::json& scenario);
    /// Whatever is to happen by now, happens.
    void play();
    /// Lets time pass; what happens meanwhile happens at its time.
    void advance(std::chrono::milliseconds by);
    /// `{drill, title, at, over, in_time, findings, troubles}`; troubles are acts that were
    /// refused.
    nlohmann::json debriefing(Look::Phase phase) const;

private:
    std::vector<Conduct> conducts() const;
    void play_until(TimePoint until);

    Drill drill_;
    Services& services_;
    std::function<nlohmann::json()> state_;
    std::unique_ptr<nlohmann::json> scenario_;
    Played played_ = {};
    std::vector<std::string> troubles_ = {};
};

}  // namespace sandbox::drill
