#include "apps/sandbox/drill/conduct.h"

#include "apps/sandbox/time_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <set>
#include <sstream>

namespace sandbox::drill {
namespace {

using nlohmann::json;

TimePoint moment_of(const json& entry, const char* name = "created_at") {
    return parse_moment(entry.value(name, "")).value_or(TimePoint());
}

/// What a request put there may be of any shape.
std::string custom_text(const json& audit, const char* name) {
    const auto& custom = audit.at("metadata").at("custom");
    const bool has_text =
        custom.is_object() && custom.contains(name) && custom.at(name).is_string();
    return has_text ? custom.at(name).get<std::string>() : std::string();
}

void note_moment(Conduct& conduct, const std::string& what, TimePoint at) {
    const auto [known, is_new] = conduct.moments.emplace(what, at);
    known->second = std::min(known->second, at);
}

bool has_happened(const Conduct& conduct, const char* what) {
    return conduct.moments.contains(what);
}

void read_page(Conduct& conduct, const json& incidents) {
    const auto ending = fmt::format("_{}", conduct.ticket);
    const auto page = std::ranges::find_if(incidents, [&](const json& incident) {
        const auto key = incident.value("incident_key", "");
        return key.starts_with("Zendesk_") && key.ends_with(ending);
    });
    if (page == incidents.end()) {
        return;
    }
    conduct.page = page->at("id");
    note_moment(conduct, "paged", moment_of(*page));
    for (const auto& entry : page->at("log_entries")) {
        if (entry.at("type") == "acknowledge_log_entry") {
            note_moment(conduct, "acknowledged", moment_of(entry));
        } else if (entry.at("type") == "resolve_log_entry") {
            note_moment(conduct, "resolved", moment_of(entry));
        }
    }
}

/// "handoff accepted" of "ZD-400123/handoff/1/accepted"; empty for the key of no step.
std::string step_in(const std::string& key) {
    std::istringstream parts(key);
    std::string step;
    std::string part;
    std::getline(parts, part, '/');
    while (std::getline(parts, part, '/')) {
        if (part == "claim") {
            return {};
        }
        if (part.find_first_not_of("0123456789") != std::string::npos) {
            step += (step.empty() ? "" : " ") + part;
        }
    }
    return step;
}

/// What is to be known of an audit to judge what it holds.
struct Deed {
    bool is_ours = false;
    TimePoint at = {};
    std::string step = {};
};

void read_assignee(Conduct& conduct, const json& value, const Deed& deed) {
    if (value.is_null()) {
        return;
    }
    if (has_happened(conduct, "owned") && deed.is_ours) {
        note_moment(conduct, "handed over", deed.at);
    }
    note_moment(conduct, "owned", deed.at);
}

void read_change(Conduct& conduct, const json& event, const Deed& deed) {
    const auto field = event.value("field_name", "");
    const auto& value = event.at("value");
    if (field == "assignee_id") {
        read_assignee(conduct, value, deed);
    } else if (field == "priority" && event.at("type") == "Change" && value != "urgent") {
        note_moment(conduct, "priority lowered", deed.at);
    } else if (field == "status" && (value == "solved" || value == "closed")) {
        note_moment(conduct, "closed", deed.at);
    }
}

void read_our_words(Conduct& conduct, const std::string& body, const Deed& deed,
                    std::set<std::string>& said) {
    for (auto& promise : conduct.promises) {
        promise.kept = promise.kept.value_or(deed.at);
    }
    if (!said.insert(body).second) {
        conduct.repetitions.push_back({"the same message to the customer", deed.at});
    }
    if (has_happened(conduct, "contacted") && (deed.step.empty() || deed.step == "followup")) {
        note_moment(conduct, "followed up", deed.at);
    }
    note_moment(conduct, "contacted", deed.at);
}

void read_comment(Conduct& conduct, const json& event, const Deed& deed,
                  std::set<std::string>& said) {
    if (!event.value("public", false)) {
        return;
    }
    if (deed.is_ours) {
        read_our_words(conduct, event.value("body", ""), deed, said);
    } else if (has_happened(conduct, "contacted")) {
        note_moment(conduct, "answered", deed.at);
    }
}

void read_record(Conduct& conduct, const json& audit, const Deed& deed) {
    if (!deed.step.empty()) {
        note_moment(conduct, "done " + deed.step, deed.at);
    }
    if (deed.step == "handoff") {
        conduct.handover = custom_text(audit, "emerg_key");
    }
    const auto promised = parse_moment(custom_text(audit, "emerg_next"));
    if (promised) {
        conduct.promises.push_back({.made = deed.at, .due = *promised});
    }
}

void read_ticket(Conduct& conduct, const json& ticket, const std::set<json>& agents) {
    std::set<std::string> said;
    for (const auto& audit : ticket.at("audits")) {
        const Deed deed{.is_ours = agents.contains(audit.at("author_id")),
                        .at = moment_of(audit),
                        .step = step_in(custom_text(audit, "emerg_key"))};
        for (const auto& event : audit.at("events")) {
            if (event.at("type") == "Comment") {
                read_comment(conduct, event, deed, said);
            } else if (event.contains("field_name")) {
                read_change(conduct, event, deed);
            }
        }
        // Last: its own comment does not keep the promise that it makes.
        read_record(conduct, audit, deed);
    }
}

TimePoint moment_in_ts(const std::string& ts) {
    std::int64_t whole = 0;
    std::from_chars(ts.data(), ts.data() + ts.size(), whole);
    return TimePoint(std::chrono::seconds(whole));
}

bool is_root(const json& message) {
    return message.value("thread_ts", message.at("ts")) == message.at("ts");
}

void read_thread(Conduct& conduct, const json& message, const std::string& channel) {
    const auto at = moment_in_ts(message.at("ts"));
    if (has_happened(conduct, "thread")) {
        conduct.repetitions.push_back({"the thread", at});
        return;
    }
    conduct.channel = channel;
    conduct.thread = message.at("ts");
    note_moment(conduct, "thread", at);
}

/// A thread begins by the words of the procedure; whatever else names the ticket tells the channel.
void read_channel(Conduct& conduct, const json& channel) {
    const auto ticket = std::to_string(conduct.ticket);
    std::set<std::string> told;
    for (const auto& message : channel.at("messages")) {
        const auto text = message.value("text", "");
        if (!is_root(message) || text.find(ticket) == std::string::npos) {
            continue;
        }
        if (text.starts_with("Thread for emergency ticket")) {
            read_thread(conduct, message, channel.at("id"));
            continue;
        }
        const auto name = channel.value("name", "");
        const auto at = moment_in_ts(message.at("ts"));
        note_moment(conduct, "told " + name, at);
        if (!told.insert(text).second) {
            conduct.repetitions.push_back({"the same message to #" + name, at});
        }
    }
}

std::set<json> agents_in(const json& users) {
    std::set<json> agents;
    for (const auto& user : users) {
        if (user.value("role", "") != "end-user") {
            agents.insert(user.at("id"));
        }
    }
    return agents;
}

}  // namespace

Conduct conduct_of(const json& state, std::int64_t ticket) {
    Conduct conduct{.ticket = ticket};
    read_page(conduct, state.at("pagerduty").at("incidents"));
    const auto& zendesk = state.at("zendesk");
    for (const auto& each : zendesk.at("tickets")) {
        if (each.at("id") == ticket) {
            read_ticket(conduct, each, agents_in(zendesk.at("users")));
        }
    }
    for (const auto& channel : state.at("slack").at("channels")) {
        read_channel(conduct, channel);
    }
    return conduct;
}

}  // namespace sandbox::drill
