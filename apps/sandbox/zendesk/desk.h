#pragma once

#include "apps/sandbox/allowance.h"
#include "apps/sandbox/clock.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sandbox::zendesk {

/// The built-in custom statuses have consecutive ids, from new to solved.
constexpr std::int64_t first_custom_status = 360000800001;

/// Who did something, by which way, and when.
struct Hand {
    std::int64_t author = 0;
    std::string channel = "api";
    TimePoint at = {};
    std::string client = {};  ///< The user agent.
};

/// What was answered to a request with an Idempotency-Key.
struct KeptAnswer {
    std::string request;
    std::string body;
};

/// Everything the help desk holds. Each object is kept as the API shows it; a ticket also holds its
/// "comments" and "audits".
struct Desk {
    explicit Desk(Clock& clock_of_sandbox);
    ~Desk();
    Desk(const Desk& other);
    Desk(Desk&&) = delete;
    Desk& operator=(const Desk&) = delete;
    Desk& operator=(Desk&&) = delete;

    std::int64_t new_id() { return ++last_id; }
    std::string url(std::string_view path) const;
    /// The object's address in the API: {kind}/{id}.json.
    std::string url(std::string_view kind, std::int64_t id) const;
    std::string now() const;

    Clock& clock;
    std::string subdomain = "acme";
    std::vector<nlohmann::json> tickets;
    std::vector<nlohmann::json> users;
    std::vector<nlohmann::json> organizations;
    std::vector<nlohmann::json> groups;
    std::vector<nlohmann::json> forms;
    std::vector<nlohmann::json> macros;
    std::vector<nlohmann::json> uploads;
    std::vector<nlohmann::json> jobs;
    std::map<std::string, std::string> contents;  ///< Of attachments, by the word in their address.
    std::map<std::string, std::int64_t> tokens;
    std::map<std::string, KeptAnswer> kept_answers;
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<TimePoint>> updates;
    std::int64_t last_id = 7000000000000;
    std::int64_t last_ticket = 400000;
    std::int64_t requests = 0;
    Allowance allowance{700};
};

/// The object with this id, or nothing.
nlohmann::json* find(std::vector<nlohmann::json>& objects, std::int64_t id);
/// The user with this address, in any case of letters, or nothing.
nlohmann::json* find_user(Desk& desk, std::string_view email);
/// The organization with this name, in any case of letters, or nothing.
nlohmann::json* find_organization(Desk& desk, std::string_view name);
bool is_agent(const nlohmann::json& user);

/// Fills the desk from a scenario.
void fill(Desk& desk, const nlohmann::json& scenario);
/// Adds a ticket in the words of a scenario; the ticket is valid until the next one is added.
nlohmann::json& add_scenario_ticket(Desk& desk, const nlohmann::json& words, TimePoint start);
/// Adds a person in the words of a scenario and returns the id.
std::int64_t add_user(Desk& desk, const nlohmann::json& words);

}  // namespace sandbox::zendesk
