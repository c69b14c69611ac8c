#pragma once

#include "apps/sandbox/clock.h"
#include "apps/sandbox/service.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>

namespace sandbox {

namespace zoom {
struct Account;
}

/// A local Zoom account: an OAuth app, its tokens, and the scheduled meetings of its users.
class Zoom final : public Service {
public:
    explicit Zoom(Clock& clock);
    ~Zoom() override;
    Zoom(const Zoom&) = delete;
    Zoom(Zoom&&) = delete;
    Zoom& operator=(const Zoom&) = delete;
    Zoom& operator=(Zoom&&) = delete;

    void load(const nlohmann::json& scenario) override;
    Answer answer(const Request& request) override;
    nlohmann::json state() const override;
    std::function<void()> way_back() override;

private:
    std::unique_ptr<zoom::Account> account_;
};

}  // namespace sandbox
