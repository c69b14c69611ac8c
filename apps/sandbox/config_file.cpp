#include "apps/sandbox/config_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <filesystem>
#include <system_error>
#include <utility>

namespace sandbox {
namespace {

using nlohmann::json;

emergency::Error failure(const std::string& what, const std::string& path) {
    return {.message = fmt::format("{} {}: {}", what, path,
                                   std::error_code(errno, std::generic_category()).message())};
}

json me_in(const json& scenario) {
    const auto users = scenario.value("users", json::array());
    const auto found =
        std::ranges::find_if(users, [](const json& user) { return user.value("me", false); });
    return found == users.end() ? json::object() : *found;
}

/// Ids of the entries of a list whose name holds `part`, or of the others.
json ids_with(const json& scenario, const char* list, const std::string& part) {
    auto ids = json::array();
    for (const auto& each : scenario.value(list, json::array())) {
        if (each.value("name", "").find(part) != std::string::npos && each.contains("id")) {
            ids.push_back(each["id"]);
        }
    }
    return ids;
}

json ids_beside(const json& scenario, const char* list, const json& others) {
    auto ids = json::array();
    for (const auto& each : scenario.value(list, json::array())) {
        if (each.contains("id") && std::ranges::find(others, each["id"]) == others.end()) {
            ids.push_back(each["id"]);
        }
    }
    return ids;
}

json rotations(const json& scenario) {
    const auto managers = ids_with(scenario, "schedules", "anager");
    const auto engineers = ids_beside(scenario, "schedules", managers);
    auto all = json::array();
    if (!engineers.empty()) {
        all.push_back({{"name", "ceoc"}, {"schedules", engineers}, {"time_zone", "UTC"}});
    }
    if (!managers.empty()) {
        all.push_back({{"name", "manager"}, {"schedules", managers}, {"time_zone", "UTC"}});
    }
    return all;
}

bool has_channel(const json& scenario, const std::string& name) {
    const auto channels = scenario.value("channels", json::array());
    return std::ranges::any_of(channels,
                               [&](const json& each) { return each.value("name", "") == name; });
}

/// The first service whose name holds `part`; empty if there is none.
std::string service_with(const json& scenario, const char* part) {
    const auto ids = ids_with(scenario, "services", part);
    return ids.empty() ? std::string() : ids.front().get<std::string>();
}

/// The roles that somebody of the scenario can hold.
json roles(const json& scenario) {
    auto all = json::array();
    const auto engineers = service_with(scenario, "Emergenc");
    const auto managers = service_with(scenario, "anager");
    if (!managers.empty() && has_channel(scenario, "support_leadership")) {
        all.push_back({{"name", "manager"},
                       {"rotation", "manager"},
                       {"service", managers},
                       {"handle", "support-manager-oncall"},
                       {"channel", "#support_leadership"}});
    }
    if (!engineers.empty()) {
        all.push_back({{"name", "ceoc"},
                       {"rotation", "ceoc"},
                       {"service", engineers},
                       {"handle", "ceoc"},
                       {"channel", "#support_self-managed"}});
    }
    if (has_channel(scenario, "dev-escalation")) {
        all.push_back(
            {{"name", "developers"}, {"handle", "dev-oncall"}, {"channel", "#dev-escalation"}});
    }
    return all;
}

/// One for each user group "support-team-REGION".
json regions(const json& scenario) {
    constexpr std::string_view team = "support-team-";
    auto all = json::array();
    for (const auto& group : scenario.value("usergroups", json::array())) {
        const auto handle = group.value("handle", "");
        if (handle.starts_with(team)) {
            all.push_back({{"name", handle.substr(team.size())},
                           {"handle", handle},
                           {"channel", "#support_self-managed"}});
        }
    }
    return all;
}

/// The user groups of the roles follow their rotations.
json groups(const json& scenario) {
    auto all = json::array();
    for (const auto& role : roles(scenario)) {
        if (role.contains("rotation")) {
            all.push_back({{"handle", role["handle"]}, {"rotation", role["rotation"]}});
        }
    }
    return all;
}

json duties() {
    return json::array(
        {{{"name", "frt"}, {"title", "First Response Hawk"}, {"channel", "#support_self-managed"}},
         {{"name", "sla"}, {"title", "SLA Hawk"}, {"channel", "#support_self-managed"}}});
}

json token_reference(const std::string& folder, const char* service) {
    return fmt::format("file:{}/{}.token", folder, service);
}

/// Empty if there is no Zoom, as in the simulation.
std::string token_address(const std::string& zoom) {
    return zoom.empty() ? zoom : zoom.substr(0, zoom.rfind('/')) + "/oauth/token";
}

json gitlab_settings(const Addresses& addresses, const std::string& folder) {
    return {{"url", addresses.gitlab},
            {"token", token_reference(folder, "gitlab")},
            {"project", "acme/emergency-runbooks"},
            {"template", "Emergency"},
            {"labels", {"emergency"}}};
}

json zoom_settings(const Addresses& addresses, const std::string& folder) {
    return {{"url", addresses.zoom},
            {"oauth_url", token_address(addresses.zoom)},
            {"account_id", "zoom-sandbox-account"},
            {"client_id", "zoom-sandbox-client"},
            {"client_secret", token_reference(folder, "zoom")}};
}

}  // namespace

emergency::Result<PrivateFolder> PrivateFolder::make() {
    std::error_code problem;
    const auto base = std::filesystem::temp_directory_path(problem);
    auto path = (problem ? std::filesystem::path("/tmp") : base) / "emerg-sandbox-XXXXXX";
    auto text = path.string();
    if (mkdtemp(text.data()) == nullptr) {
        return failure("The sandbox cannot make", text);
    }
    return PrivateFolder(text);
}

PrivateFolder::PrivateFolder(PrivateFolder&& other) noexcept
    : path_(std::exchange(other.path_, {})) {}

PrivateFolder& PrivateFolder::operator=(PrivateFolder&& other) noexcept {
    std::swap(path_, other.path_);
    return *this;
}

PrivateFolder::~PrivateFolder() {
    std::error_code ignored;
    if (!path_.empty()) {
        std::filesystem::remove_all(path_, ignored);
    }
}

emergency::Result<std::string> PrivateFolder::write(const std::string& name,
                                                    const std::string& text) const {
    auto path = path_ + "/" + name;
    const int file = open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) {
        return failure("The sandbox cannot write", path);
    }
    const auto written = ::write(file, text.data(), text.size());
    if (close(file) != 0 || written != static_cast<ssize_t>(text.size())) {
        return failure("The sandbox cannot write", path);
    }
    return path;
}

json configuration(const json& scenario, const Addresses& addresses, const std::string& folder,
                   const std::string& authority) {
    const auto me = me_in(scenario);
    const auto email = me.value("email", "");
    const auto team = scenario.value("team", json::object());
    const auto subdomain = team.value("subdomain", "acme");
    json made{
        {"pagerduty",
         {{"url", addresses.pagerduty},
          {"events_url", addresses.events},
          {"token", token_reference(folder, "pagerduty")},
          {"email", email},
          {"services", ids_with(scenario, "services", "Emergenc")}}},
        {"zendesk",
         {{"url", addresses.zendesk},
          {"subdomain", subdomain},
          {"email", email},
          {"token", token_reference(folder, "zendesk")}}},
        {"slack", {{"url", addresses.slack}, {"token", token_reference(folder, "slack")}}},
        {"user",
         {{"email", email},
          {"time_zone", me.value("time_zone", "UTC")},
          {"manager", team.value("manager", "")}}},
        {"network", {{"no_proxy", "127.0.0.1,localhost"}}},
        {"channels", json::array({{{"name", "#support_gitlab-com"}, {"tags", {"saas"}}},
                                  {{"name", "#support_self-managed"}}})},
        {"bridge", {{"link", "https://zoom.example.com/j/400123"}}},
        {"gitlab", gitlab_settings(addresses, folder)},
        {"zoom", zoom_settings(addresses, folder)},
        {"rotations", rotations(scenario)},
        {"roles", roles(scenario)},
        {"regions", regions(scenario)},
        {"duties", duties()},
        {"groups", groups(scenario)},
        {"escalation", {{"person_service", service_with(scenario, "Emergenc")}}},
        {"smoke", {{"service", service_with(scenario, "Infrastructure")}}},
        {"customer",
         {{"account_manager_fields", {"technical_account_manager"}}, {"region_field", "region"}}}};
    if (!authority.empty()) {
        made["network"]["ca_file"] = authority;
    }
    if (scenario.value("bridge", "") == "zoom") {
        made.erase("bridge");  // A fixed link would win.
    }
    made.merge_patch(scenario.value("config", json::object()));
    return made;
}

}  // namespace sandbox
