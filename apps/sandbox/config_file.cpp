#include "apps/sandbox/config_file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <stdlib.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
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

json token_reference(const std::string& folder, const char* service) {
    return fmt::format("file:{}/{}.token", folder, service);
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
    const auto subdomain = scenario.value("team", json::object()).value("subdomain", "acme");
    json made{{"pagerduty",
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
              {"user", {{"email", email}, {"time_zone", me.value("time_zone", "UTC")}}},
              {"network", {{"no_proxy", "127.0.0.1,localhost"}}},
              {"channels", json::array({{{"name", "#support_gitlab-com"}, {"tags", {"saas"}}},
                                        {{"name", "#support_self-managed"}}})},
              {"bridge", {{"link", "https://zoom.example.com/j/400123"}}},
              {"rotations", rotations(scenario)},
              {"customer", {{"account_manager_fields", {"technical_account_manager"}}}}};
    if (!authority.empty()) {
        made["network"]["ca_file"] = authority;
    }
    made.merge_patch(scenario.value("config", json::object()));
    return made;
}

}  // namespace sandbox
