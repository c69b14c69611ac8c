#include "apps/sandbox/time_text.h"
#include "apps/sandbox/zendesk/call.h"
#include "apps/sandbox/zendesk/changes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;
using namespace std::string_literals;

struct Choice {
    const char* field;
    const char* label;
    std::array<std::string_view, 6> values;
};

constexpr std::array choices{
    Choice{"priority", "Priority", {"low", "normal", "high", "urgent"}},
    Choice{"status", "Status", {"new", "open", "pending", "hold", "solved", "closed"}},
    Choice{"type", "Type", {"problem", "incident", "question", "task"}}};

bool is_allowed(const Choice& choice, const json& value) {
    if (value.is_null()) {
        return choice.field != "status"s;
    }
    return value.is_string() && !value.get_ref<const std::string&>().empty() &&
           std::ranges::find(choice.values, value.get_ref<const std::string&>()) !=
               choice.values.end();
}

std::optional<Answer> wrong_choice(const json& change) {
    for (const auto& choice : choices) {
        if (change.contains(choice.field) && !is_allowed(choice, change.at(choice.field))) {
            return invalid(choice.field, choice.label + ": "s + change.at(choice.field).dump() +
                                             " is not recognized"s);
        }
    }
    return std::nullopt;
}

bool is_agent_address(Desk& desk, const json& address) {
    const auto* person =
        address.is_string() ? find_user(desk, address.get_ref<const std::string&>()) : nullptr;
    return person != nullptr && is_agent(*person);
}

std::optional<Answer> wrong_person(Desk& desk, const json& change) {
    if (change.contains("assignee_email") && !is_agent_address(desk, change.at("assignee_email"))) {
        return invalid("assignee", "Assignee: is invalid");
    }
    const auto assignee = change.value("assignee_id", json());
    const auto* agent = assignee.is_number_integer() ? find(desk.users, assignee) : nullptr;
    if (!assignee.is_null() && (agent == nullptr || !is_agent(*agent))) {
        return invalid("assignee", "Assignee: is invalid");
    }
    const auto requester = change.value("requester_id", json());
    if (!requester.is_null() &&
        (!requester.is_number_integer() || find(desk.users, requester) == nullptr)) {
        return invalid("requester", "Requester: is invalid");
    }
    const auto group = change.value("group_id", json());
    if (!group.is_null() && (!group.is_number_integer() || find(desk.groups, group) == nullptr)) {
        return invalid("group", "Group: is invalid");
    }
    return std::nullopt;
}

std::optional<Answer> wrong_comment(Desk& desk, const json& comment) {
    if (comment.is_null() || comment.is_string()) {
        return std::nullopt;
    }
    if (comment.value("body", "").empty() && comment.value("html_body", "").empty()) {
        return invalid("base", "Comment: cannot be blank");
    }
    if (comment.contains("author_id") && find(desk.users, comment.at("author_id")) == nullptr) {
        return invalid("comment", "Author: is invalid");
    }
    for (const auto& token : comment.value("uploads", json::array())) {
        if (living_upload(desk, token.get<std::string>()) == nullptr) {
            return invalid("base", "Uploads: token is invalid or expired");
        }
    }
    return std::nullopt;
}

/// True if the ticket changed after the stamp; both are whole seconds, as in the real service.
bool is_outdated(const json& ticket, const json& change) {
    const auto safe = change.value("safe_update", json(false));
    if (safe != true && safe != "true") {
        return false;
    }
    const auto stamp = parse_moment(change.value("updated_stamp", ""));
    const auto updated = parse_moment(ticket.at("updated_at").get<std::string>());
    return !stamp || (updated && std::chrono::floor<std::chrono::seconds>(*stamp) < *updated);
}

}  // namespace

std::optional<Answer> refusal(Desk& desk, const json& ticket, const json& change) {
    if (ticket.at("status") == "closed") {
        return invalid("status", "Status: closed prevents ticket update");
    }
    if (is_outdated(ticket, change)) {
        return refused(409, "UpdateConflict",
                       "Safe Update prevented the update due to outdated ticket data. Please "
                       "fetch the latest ticket data and try again.");
    }
    if (auto wrong = wrong_choice(change)) {
        return wrong;
    }
    if (auto wrong = wrong_person(desk, change)) {
        return wrong;
    }
    return wrong_comment(desk, change.value("comment", json()));
}

const json* living_upload(Desk& desk, const std::string& token) {
    const auto found = std::ranges::find_if(
        desk.uploads, [&](const json& upload) { return upload.at("token") == token; });
    if (found == desk.uploads.end()) {
        return nullptr;
    }
    const auto end = parse_moment(found->at("expires_at").get<std::string>());
    return end && *end > desk.clock.now() ? &*found : nullptr;
}

}  // namespace sandbox::zendesk
