#pragma once

#include "apps/sandbox/clock.h"
#include "apps/sandbox/service.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>

namespace sandbox {

namespace slack {
struct Workspace;
}

/// A local Slack workspace: channels with their threads, people, reactions, files, reminders.
class Slack final : public Service {
public:
    explicit Slack(Clock& clock);
    ~Slack() override;
    Slack(const Slack&) = delete;
    Slack(Slack&&) = delete;
    Slack& operator=(const Slack&) = delete;
    Slack& operator=(Slack&&) = delete;

    void load(const nlohmann::json& scenario) override;
    Answer answer(const Request& request) override;
    nlohmann::json state() const override;
    std::function<void()> way_back() override;

private:
    std::unique_ptr<slack::Workspace> workspace_;
};

}  // namespace sandbox
