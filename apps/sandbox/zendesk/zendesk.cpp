#include "apps/sandbox/zendesk/zendesk.h"

#include "apps/sandbox/zendesk/call.h"
#include "apps/sandbox/zendesk/changes.h"

#include <nlohmann/json.hpp>

namespace sandbox {
namespace {

using nlohmann::json;

bool asks_who_it_is(const Request& request) {
    return request.path == "/api/v2/users/me" || request.path == "/api/v2/users/me.json";
}

/// Uploads are bytes of any kind, whatever their type says.
bool is_broken_json(const Request& request) {
    const auto type = request.headers.find("content-type");
    const bool is_json =
        type == request.headers.end() || type->second.find("json") != std::string::npos;
    return is_json && request.method != "GET" && !request.body.empty() &&
           !request.path.starts_with("/api/v2/uploads") && !json::accept(request.body);
}

Answer answer_to(zendesk::Desk& desk, const Request& request) {
    if (auto attachment = zendesk::attachment(desk, request)) {
        return *std::move(attachment);
    }
    const auto user = zendesk::sender(desk, request);
    if (!user && !asks_who_it_is(request)) {
        return zendesk::reply({{"error", "Couldn't authenticate you"}}, 401);
    }
    if (is_broken_json(request)) {
        return zendesk::reply(
            {{"error", "Unprocessable Entity"}, {"message", "Server could not parse JSON"}}, 422);
    }
    try {
        return zendesk::routed(desk, request, user.value_or(0));
    } catch (const json::exception&) {
        return zendesk::refused(400, "InvalidRequest", "A value in the body has the wrong type");
    }
}

}  // namespace

Zendesk::Zendesk(Clock& clock) : desk_(std::make_unique<zendesk::Desk>(clock)) {
    zendesk::fill(*desk_, json::object());
}

Zendesk::~Zendesk() = default;

void Zendesk::load(const json& scenario) {
    zendesk::fill(*desk_, scenario);
}

Answer Zendesk::answer(const Request& request) {
    auto answer = answer_to(*desk_, request);
    const auto id = "sandbox-zd-" + std::to_string(++desk_->requests);
    auto& allowance = desk_->allowance;
    allowance.spend(desk_->clock.now());
    const auto allowed = std::to_string(allowance.limit());
    const auto left = std::to_string(allowance.left());
    const auto reset = std::to_string(Allowance::reset_after(desk_->clock.now()));
    answer.headers.insert({{"x-request-id", id},
                           {"x-zendesk-request-id", id},
                           {"x-rate-limit", allowed},
                           {"x-rate-limit-remaining", left},
                           {"ratelimit-limit", allowed},
                           {"ratelimit-remaining", left},
                           {"ratelimit-reset", reset}});
    return answer;
}

json Zendesk::state() const {
    return {{"tickets", desk_->tickets},
            {"users", desk_->users},
            {"organizations", desk_->organizations},
            {"uploads", desk_->uploads}};
}

std::function<void()> Zendesk::way_back() {
    return [this, kept = std::make_shared<const zendesk::Desk>(*desk_)] {
        desk_ = std::make_unique<zendesk::Desk>(*kept);
    };
}

json Zendesk::add_ticket(const json& scenario_ticket) {
    return zendesk::shown(
        zendesk::add_scenario_ticket(*desk_, scenario_ticket, desk_->clock.now()));
}

bool Zendesk::customer_reply(std::int64_t ticket, const std::string& text,
                             const std::string& author_email) {
    auto* found = zendesk::find(desk_->tickets, ticket);
    if (found == nullptr || found->at("status") == "closed") {
        return false;
    }
    auto author = found->at("requester_id").get<std::int64_t>();
    if (!author_email.empty()) {
        const auto* user = zendesk::find_user(*desk_, author_email);
        if (user == nullptr) {
            return false;
        }
        author = user->at("id");
    }
    json change{{"comment", {{"body", text}, {"public", true}}}};
    const auto& status = found->at("status");
    if (status == "solved" || status == "pending") {
        change["status"] = "open";
    }
    zendesk::apply(*desk_, *found, change,
                   {.author = author, .channel = "email", .at = desk_->clock.now()});
    return true;
}

}  // namespace sandbox
