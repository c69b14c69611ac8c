#include "apps/sandbox/zendesk/desk.h"

#include "apps/sandbox/text.h"
#include "apps/sandbox/time_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace sandbox::zendesk {
namespace {

nlohmann::json* find_text(std::vector<nlohmann::json>& objects, const char* key,
                          std::string_view text) {
    const auto wanted = lower_case(text);
    const auto found = std::ranges::find_if(objects, [&](const auto& object) {
        const auto value = object.find(key);
        return value != object.end() && value->is_string() &&
               lower_case(value->template get_ref<const std::string&>()) == wanted;
    });
    return found == objects.end() ? nullptr : &*found;
}

}  // namespace

Desk::Desk(Clock& clock_of_sandbox) : clock(clock_of_sandbox) {}

Desk::Desk(const Desk& other) = default;

Desk::~Desk() = default;

std::string Desk::url(std::string_view path) const {
    return "https://" + subdomain + ".zendesk.com/" + std::string(path);
}

std::string Desk::url(std::string_view kind, std::int64_t id) const {
    return url("api/v2/" + std::string(kind) + '/' + std::to_string(id) + ".json");
}

std::string Desk::now() const {
    return utc_seconds(clock.now());
}

nlohmann::json* find(std::vector<nlohmann::json>& objects, std::int64_t id) {
    const auto found =
        std::ranges::find_if(objects, [id](const auto& object) { return object.at("id") == id; });
    return found == objects.end() ? nullptr : &*found;
}

nlohmann::json* find_user(Desk& desk, std::string_view email) {
    return find_text(desk.users, "email", email);
}

nlohmann::json* find_organization(Desk& desk, std::string_view name) {
    return find_text(desk.organizations, "name", name);
}

bool is_agent(const nlohmann::json& user) {
    return user.at("role") != "end-user";
}

}  // namespace sandbox::zendesk
