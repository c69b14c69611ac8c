#pragma once

#include "apps/sandbox/service.h"
#include "apps/sandbox/services.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <map>
#include <memory>
#include <string>

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
    /// Of all services and of their time; faults and log are cleared on the way.
    std::function<void()> way_back() override;

    /// Who plays here from the next `load` on, and lets time pass.
    void invite(drill::Director& director) { director_ = &director; }

    /// Keeps everything under a name; the same name once more replaces it.
    void keep(const std::string& name) { checkpoints_.insert_or_assign(name, way_back()); }
    /// Brings back what was kept under a name; false if nothing was.
    bool roll_back(const std::string& name) const;

private:
    Services& services_;
    drill::Director* director_ = nullptr;
    std::unique_ptr<nlohmann::json> scenario_;
    std::map<std::string, std::function<void()>> checkpoints_;
};

}  // namespace sandbox
