#pragma once

#include "apps/sandbox/clock.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox::slack {

/// Everything the workspace holds, each object as the API shows it. A channel also holds its
/// "members", "messages" (with the replies, in the order of ts), "pins" and "bookmarks".
struct Workspace {
    explicit Workspace(Clock& clock_of_sandbox);
    ~Workspace();
    Workspace(const Workspace& other);
    Workspace(Workspace&&) = delete;
    Workspace& operator=(const Workspace&) = delete;
    Workspace& operator=(Workspace&&) = delete;

    /// A new id: the letter of its kind and a number that was not there before.
    std::string new_id(char kind);
    /// A timestamp like "1700000000.000100", later than every one before.
    std::string new_ts();
    std::int64_t now_seconds() const;

    Clock& clock;
    std::string domain = "acme";
    std::string team = "T0SANDBOX";
    std::vector<nlohmann::json> users;
    std::vector<nlohmann::json> channels;
    std::vector<nlohmann::json> usergroups;
    std::vector<nlohmann::json> files;
    std::vector<nlohmann::json> reminders;
    std::vector<nlohmann::json> scheduled;
    std::map<std::string, std::string> tokens;
    std::set<std::string> scopes;  ///< What tokens may do; empty means everything.
    std::int64_t last_id = 0;
    std::int64_t last_ts = 0;
    std::int64_t requests = 0;
};

/// The object with this id, or nothing.
nlohmann::json* find(std::vector<nlohmann::json>& objects, std::string_view id);
/// The user with this address, in any case of letters, or nothing.
nlohmann::json* find_user(Workspace& workspace, std::string_view email);
/// The channel with this id, "#name" or name that the user may see, or nothing.
nlohmann::json* find_channel(Workspace& workspace, std::string_view reference,
                             std::string_view user);
/// The message with this ts, or nothing.
nlohmann::json* find_message(nlohmann::json& channel, std::string_view ts);
bool is_member(const nlohmann::json& channel, std::string_view user);

/// Adds a channel with these members' ids; it is valid until the next one is added.
nlohmann::json& add_channel(Workspace& workspace, const std::string& id, const std::string& name,
                            const nlohmann::json& members);

/// The microseconds of a ts; anything else counts as 0.
std::int64_t microseconds_of(std::string_view ts);

/// Fills the workspace from a scenario.
void fill(Workspace& workspace, const nlohmann::json& scenario);

}  // namespace sandbox::slack
