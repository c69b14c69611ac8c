#pragma once

#include "apps/sandbox/clock.h"
#include "apps/sandbox/service.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>

namespace sandbox {

namespace pagerduty {
struct Account;
}

/// A local PagerDuty REST API v2: incidents, schedules, people.
class PagerDuty final : public Service {
public:
    explicit PagerDuty(Clock& clock);
    ~PagerDuty() override;
    PagerDuty(const PagerDuty&) = delete;
    PagerDuty(PagerDuty&&) = delete;
    PagerDuty& operator=(const PagerDuty&) = delete;
    PagerDuty& operator=(PagerDuty&&) = delete;

    void load(const nlohmann::json& scenario) override;
    Answer answer(const Request& request) override;
    nlohmann::json state() const override;
    std::function<void()> way_back() override;

    /// Pages somebody: one entry of a scenario's `pages`; gives `{id, number}`.
    nlohmann::json trigger(const nlohmann::json& page);

    /// What it holds, for the events API beside it.
    pagerduty::Account& account() { return *account_; }

private:
    std::unique_ptr<pagerduty::Account> account_;
};

/// A local Events API v2, which opens and closes the incidents of a PagerDuty.
class Events final : public Service {
public:
    explicit Events(PagerDuty& pagerduty) : account_(pagerduty.account()) {}

    void load(const nlohmann::json& /*scenario*/) override {}
    Answer answer(const Request& request) override;
    nlohmann::json state() const override;
    std::function<void()> way_back() override;

private:
    pagerduty::Account& account_;
};

}  // namespace sandbox
