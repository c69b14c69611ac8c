#include "apps/sandbox/faults.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace sandbox {
namespace {

using nlohmann::json;

constexpr auto kinds = std::to_array<std::pair<FaultKind, std::string_view>>({
    {FaultKind::latency, "latency"},
    {FaultKind::status, "status"},
    {FaultKind::reset_before, "reset_before"},
    {FaultKind::reset_after, "reset_after"},
    {FaultKind::hang, "hang"},
    {FaultKind::truncate, "truncate"},
    {FaultKind::garbage, "garbage"},
    {FaultKind::html, "html"},
});

constexpr auto services = std::to_array<std::string_view>(
    {"*", "pagerduty", "events", "zendesk", "slack", "zoom", "gitlab"});

emergency::Error malformed(std::string message) {
    return {.kind = emergency::ErrorKind::usage, .message = std::move(message)};
}

std::optional<FaultKind> kind_called(std::string_view name) {
    for (const auto& [kind, called] : kinds) {
        if (called == name) {
            return kind;
        }
    }
    return std::nullopt;
}

bool is_known_service(std::string_view name) {
    return std::find(services.begin(), services.end(), name) != services.end();
}

std::string text_of(const json& value) {
    return value.is_string() ? value.get<std::string>() : value.dump();
}

void set_kind(Fault& fault, const json& value) {
    fault.kind = kind_called(value.get<std::string>()).value_or(FaultKind::status);
}

void set_headers(Fault& fault, const json& value) {
    for (const auto& [name, text] : value.items()) {
        fault.headers[name] = text_of(text);
    }
}

/// A key of an order. Setting it throws if the value has the wrong type.
struct Key {
    std::string_view name;
    void (*set)(Fault&, const json&);
};

constexpr auto keys_of_faults = std::to_array<Key>({
    {"service", [](Fault& fault, const json& value) { value.get_to(fault.service); }},
    {"match", [](Fault& fault, const json& value) { value.get_to(fault.match); }},
    {"nth", [](Fault& fault, const json& value) { value.get_to(fault.nth); }},
    {"times", [](Fault& fault, const json& value) { value.get_to(fault.times); }},
    {"kind", set_kind},
    {"ms", [](Fault& fault,
              const json& value) { fault.time = std::chrono::milliseconds(value.get<int>()); }},
    {"status", [](Fault& fault, const json& value) { fault.status = value.get<int>(); }},
    {"apply", [](Fault& fault, const json& value) { value.get_to(fault.is_applied); }},
    {"body", [](Fault& fault, const json& value) { fault.body = text_of(value); }},
    {"headers", set_headers},
});

/// Sets one key; false if there is no such key.
bool set(Fault& fault, const std::string& name, const json& value) {
    const auto* const key = std::ranges::find(keys_of_faults, name, &Key::name);
    if (key == keys_of_faults.end()) {
        return false;
    }
    key->set(fault, value);
    return true;
}

emergency::Result<Fault> read_fault(const json& order) {
    if (!order.is_object()) {
        return malformed("a fault is an object");
    }
    if (!order.contains("kind") || !order["kind"].is_string() ||
        !kind_called(order["kind"].get<std::string>())) {
        return malformed(
            "'kind' must be latency, status, reset_before, reset_after, hang, truncate, garbage or "
            "html");
    }
    Fault fault;
    for (const auto& [key, value] : order.items()) {
        try {
            if (!set(fault, key, value)) {
                return malformed(fmt::format("a fault has no '{}'", key));
            }
        } catch (const json::exception&) {
            return malformed(fmt::format("'{}' has the wrong type", key));
        }
    }
    if (!is_known_service(fault.service)) {
        return malformed("'service' must be slack, zendesk, pagerduty, events, zoom, gitlab or *");
    }
    if (fault.nth < 1 || fault.times < 0) {
        return malformed("'nth' begins at 1, 'times' at 0");
    }
    return fault;
}

json shown(const Fault& fault) {
    return {{"service", fault.service},
            {"match", fault.match},
            {"nth", fault.nth},
            {"times", fault.times},
            {"kind", name_of(fault.kind)},
            {"ms", fault.time ? json(fault.time->count()) : json()},
            {"status", fault.status ? json(*fault.status) : json()},
            {"headers", fault.headers},
            {"body", fault.body ? json(*fault.body) : json()},
            {"apply", fault.is_applied},
            {"met", fault.met},
            {"done", fault.done}};
}

bool strikes(const Fault& fault) {
    return fault.met >= fault.nth && (fault.times == 0 || fault.done < fault.times);
}

}  // namespace

bool fits(std::string_view pattern, std::string_view text) {
    const auto star = pattern.find('*');
    if (star == std::string_view::npos) {
        return pattern == text;
    }
    if (!text.starts_with(pattern.substr(0, star))) {
        return false;
    }
    const auto rest = pattern.substr(star + 1);
    for (auto at = star; at <= text.size(); ++at) {
        if (fits(rest, text.substr(at))) {
            return true;
        }
    }
    return false;
}

std::string name_of(FaultKind kind) {
    for (const auto& [each, name] : kinds) {
        if (each == kind) {
            return std::string(name);
        }
    }
    return {};
}

emergency::Result<void> Faults::add(const json& orders) {
    std::vector<Fault> read;
    for (const auto& order : orders.is_array() ? orders : json::array({orders})) {
        auto fault = read_fault(order);
        if (!fault) {
            return fault.error();
        }
        read.push_back(*std::move(fault));
    }
    faults_.insert(faults_.end(), read.begin(), read.end());
    return {};
}

json Faults::list() const {
    auto all = json::array();
    for (const auto& fault : faults_) {
        all.push_back(shown(fault));
    }
    return all;
}

Trouble Faults::meet(const std::string& service, const std::string& line) {
    Trouble trouble;
    for (auto& fault : faults_) {
        const bool is_meant = fault.service == "*" || fault.service == service;
        if (!is_meant || !fits(fault.match, line)) {
            continue;
        }
        ++fault.met;
        const bool is_latency = fault.kind == FaultKind::latency;
        if (!strikes(fault) || (trouble.fault && !is_latency)) {
            continue;
        }
        ++fault.done;
        if (is_latency) {
            trouble.latency += fault.time.value_or(std::chrono::milliseconds(0));
        } else {
            trouble.fault = fault;
        }
    }
    return trouble;
}

}  // namespace sandbox
