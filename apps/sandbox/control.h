#pragma once

#include "apps/sandbox/service.h"
#include "apps/sandbox/services.h"

#include <nlohmann/json_fwd.hpp>

#include <memory>

namespace sandbox::drill {
class Director;
}

namespace sandbox {

/// The port through which a test looks at the sandbox and moves it.
class Control final : public Service {
public:
    explicit Control(Services& services);
    ~Control() override;
    Control(const Control&) = delete;
    Control(Control&&) = delete;
    Control& operator=(const Control&) = delete;
    Control& operator=(Control&&) = delete;

    /// Fills every service and sets the clock; faults and log are cleared.
    void load(const nlohmann::json& scenario) override;
    Answer answer(const Request& request) override;
    nlohmann::json state() const override;

    /// Who plays here from the next `load` on, and lets time pass.
    void invite(drill::Director& director) { director_ = &director; }

private:
    Services& services_;
    drill::Director* director_ = nullptr;
    std::unique_ptr<nlohmann::json> scenario_;
};

}  // namespace sandbox
