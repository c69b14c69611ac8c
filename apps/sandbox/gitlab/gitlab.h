#pragma once

#include "apps/sandbox/clock.h"
#include "apps/sandbox/service.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <memory>

namespace sandbox {

namespace gitlab {
struct Project;
}

/// A local GitLab with one project: its issues and issue templates.
class Gitlab final : public Service {
public:
    explicit Gitlab(Clock& clock);
    ~Gitlab() override;
    Gitlab(const Gitlab&) = delete;
    Gitlab(Gitlab&&) = delete;
    Gitlab& operator=(const Gitlab&) = delete;
    Gitlab& operator=(Gitlab&&) = delete;

    void load(const nlohmann::json& scenario) override;
    Answer answer(const Request& request) override;
    nlohmann::json state() const override;
    std::function<void()> way_back() override;

private:
    std::unique_ptr<gitlab::Project> project_;
};

}  // namespace sandbox
