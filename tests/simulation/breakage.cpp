#include "tests/simulation/breakage.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace simulation {
namespace {

using nlohmann::json;

constexpr auto table = std::to_array<NamedBreakage>({
    {Breakage::proof, "proof", "reading back after a lost write shows nothing"},
    {Breakage::guard, "guard", "ticket writes lose safe_update and updated_stamp"},
    {Breakage::retry, "retry", "writes without an answer are sent again blindly"},
    {Breakage::deaf, "deaf", "PagerDuty says yes to a change of status and does nothing"},
    {Breakage::loud, "loud", "internal comments become public"},
    {Breakage::roles, "roles", "customers look like agents in the conversation"},
    {Breakage::nobody, "nobody", "ticket writes lose the assignee"},
    {Breakage::claims, "claims", "claims of others are hidden in the audits"},
});

bool is_ticket_write(const sandbox::Request& request) {
    return request.method == "PUT" && request.path.starts_with("/api/v2/tickets/");
}

bool is_claim_of_another(const json& audit, const std::string& by) {
    const auto custom = audit.value("/metadata/custom"_json_pointer, json::object());
    const auto key = custom.value("emerg_key", "");
    return key.find("/claim/") != std::string::npos && custom.value("emerg_by", "") != by;
}

void hide_claims(json& body, const std::string& by) {
    auto kept = json::array();
    for (auto& audit : body["audits"]) {
        if (!is_claim_of_another(audit, by)) {
            kept.push_back(std::move(audit));
        }
    }
    body["audits"] = std::move(kept);
}

}  // namespace

std::span<const NamedBreakage> breakages() {
    return table;
}

std::optional<Breakage> breakage_named(std::string_view name) {
    const auto* const found = std::ranges::find(table, name, &NamedBreakage::name);
    return found == table.end() ? std::nullopt : std::optional(found->breakage);
}

sandbox::Request broken(Breakage breakage, sandbox::Request request) {
    if (breakage == Breakage::deaf && request.method == "PUT" &&
        request.path.starts_with("/incidents/")) {
        request.method = "GET";
    }
    if (!is_ticket_write(request)) {
        return request;
    }
    auto body = json::parse(request.body);
    if (!body.contains("ticket")) {
        return request;  // Adding a tag overwrites nothing.
    }
    auto& ticket = body["ticket"];
    if (breakage == Breakage::guard) {
        ticket.erase("safe_update");
        ticket.erase("updated_stamp");
    }
    if (breakage == Breakage::nobody) {
        ticket.erase("assignee_id");
    }
    if (breakage == Breakage::loud && ticket.contains("comment")) {
        ticket["comment"]["public"] = true;
    }
    request.body = body.dump();
    return request;
}

sandbox::Answer broken(Breakage breakage, const sandbox::Request& request, sandbox::Answer answer,
                       const std::string& by) {
    const bool reads_comments = request.path.ends_with("/comments.json");
    const bool reads_audits = request.path.ends_with("/audits.json");
    if (answer.status != 200 || (!reads_comments && !reads_audits)) {
        return answer;
    }
    auto body = json::parse(answer.body);
    if (breakage == Breakage::roles && reads_comments) {
        for (auto& user : body["users"]) {
            user["role"] = "agent";
        }
    }
    if (breakage == Breakage::claims && reads_audits) {
        hide_claims(body, by);
    }
    answer.body = body.dump();
    return answer;
}

sandbox::Answer emptied(sandbox::Answer answer) {
    auto body = json::parse(answer.body, nullptr, false);
    for (const auto* list : {"audits", "messages", "notes"}) {
        if (body.is_object() && body.contains(list)) {
            body[list] = json::array();
        }
    }
    if (body.is_object()) {
        answer.body = body.dump();
    }
    return answer;
}

}  // namespace simulation
