#include "tests/simulation/evidence.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace simulation {
namespace {

using nlohmann::json;

std::int64_t id_in(const json& value) {
    if (value.is_string()) {
        return std::stoll(value.get<std::string>());
    }
    return value.is_number() ? value.get<std::int64_t>() : 0;
}

void read_event(Evidence& evidence, const json& event, const std::string& key,
                const std::string& channel) {
    if (event.at("type") == "Comment") {
        evidence.comments.push_back({.key = key,
                                     .author = event.at("author_id"),
                                     .is_public = event.at("public"),
                                     .by_customer = channel == "email",
                                     .body = event.at("body")});
    }
    if (event.at("type") == "Change" && event.at("field_name") == "assignee_id") {
        evidence.assignments.push_back({.key = key, .to = id_in(event.at("value"))});
    }
}

/// The first audit made the ticket and belongs to nobody of ours.
void read_ticket(Evidence& evidence, const json& ticket) {
    const auto& audits = ticket.at("audits");
    for (auto audit = audits.begin() + 1; audit < audits.end(); ++audit) {
        const auto& custom = audit->at("metadata").at("custom");
        const auto key = custom.value("emerg_key", "");
        evidence.keys.push_back(key);
        const auto channel = audit->at("via").at("channel").get<std::string>();
        for (const auto& event : audit->at("events")) {
            read_event(evidence, event, key, channel);
        }
    }
    evidence.assignee = id_in(ticket.at("assignee_id"));
}

void read_messages(Evidence& evidence, const json& channel) {
    for (const auto& message : channel.at("messages")) {
        const auto thread = message.value("thread_ts", "");
        evidence.messages.push_back(
            {.key = message.value("/metadata/event_payload/key"_json_pointer, ""),
             .text = message.at("text"),
             .is_root = thread.empty() || thread == message.at("ts")});
    }
}

}  // namespace

Evidence evidence_in(const Town& town) {
    Evidence evidence;
    const auto desk = town.services.zendesk.state();
    read_ticket(evidence, desk.at("tickets").at(0));
    const auto workspace = town.services.slack.state();
    for (const auto& channel : workspace.at("channels")) {
        read_messages(evidence, channel);
    }
    const auto pagerduty = town.services.pagerduty.state();
    const auto& incident = pagerduty.at("incidents").at(0);
    evidence.page_status = incident.at("status");
    return evidence;
}

}  // namespace simulation
