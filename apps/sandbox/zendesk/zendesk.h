#pragma once

#include "apps/sandbox/clock.h"
#include "apps/sandbox/service.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

namespace sandbox {

namespace zendesk {
struct Desk;
}

/// A local Zendesk Support: tickets with their comments and audits, people, search, macros,
/// uploads.
class Zendesk final : public Service {
public:
    explicit Zendesk(Clock& clock);
    ~Zendesk() override;
    Zendesk(const Zendesk&) = delete;
    Zendesk(Zendesk&&) = delete;
    Zendesk& operator=(const Zendesk&) = delete;
    Zendesk& operator=(Zendesk&&) = delete;

    void load(const nlohmann::json& scenario) override;
    Answer answer(const Request& request) override;
    nlohmann::json state() const override;
    std::function<void()> way_back() override;

    /// Adds one entry of a scenario's `tickets` and returns the ticket as the API shows it.
    nlohmann::json add_ticket(const nlohmann::json& scenario_ticket);
    /// Lets an end user (the requester if `author_email` is empty) reply in public; false if there
    /// is no such ticket or person, or the ticket is closed.
    bool customer_reply(std::int64_t ticket, const std::string& text,
                        const std::string& author_email);

private:
    std::unique_ptr<zendesk::Desk> desk_;
};

}  // namespace sandbox
