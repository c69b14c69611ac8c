#include "apps/sandbox/pagerduty/contact.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace sandbox::pagerduty {
namespace {

using nlohmann::json;

json reference_to(const json& whole) {
    return {{"id", whole["id"]},
            {"type", whole["type"].get<std::string>() + "_reference"},
            {"summary", whole["summary"]},
            {"self", whole["self"]},
            {"html_url", nullptr}};
}

json contact_method(const Account& account, const Person& person, const std::string& kind) {
    const auto id = fmt::format("PCM{}{}", person.id, kind == "email" ? "" : kind.substr(0, 2));
    json method{
        {"id", id},
        {"type", kind + "_contact_method"},
        {"summary", "Default"},
        {"self", fmt::format("{}/users/{}/contact_methods/{}", account.origin, person.id, id)},
        {"html_url", nullptr},
        {"label", "Default"}};
    if (kind == "email") {
        method["address"] = person.email;
        method["send_short_email"] = false;
    } else if (kind == "push_notification") {
        method["address"] = "0123456789abcdef";
        method["device_type"] = "android";
        method["blacklisted"] = false;
    } else {
        method["address"] = "5550100";
        method["country_code"] = 1;
        method["enabled"] = true;
        method["blacklisted"] = false;
    }
    return method;
}

json notification_rule(const Account& account, const Person& person, const json& method) {
    const auto method_id = method["id"].get<std::string>();
    const auto id = "PNR" + method_id.substr(3);
    return {
        {"id", id},
        {"type", "assignment_notification_rule"},
        {"summary", "0 minutes: channel " + method_id},
        {"self", fmt::format("{}/users/{}/notification_rules/{}", account.origin, person.id, id)},
        {"html_url", nullptr},
        {"start_delay_in_minutes", 0},
        {"contact_method", reference_to(method)},
        {"created_at", "2024-01-08T09:00:00Z"},
        {"urgency", "high"}};
}

}  // namespace

json contact_methods_of(const Account& account, const Person& person) {
    auto methods = json::array();
    for (const auto& kind : person.contact) {
        methods.push_back(contact_method(account, person, kind));
    }
    return methods;
}

json notification_rules_of(const Account& account, const Person& person) {
    auto rules = json::array();
    for (const auto& kind : person.rings) {
        rules.push_back(notification_rule(account, person, contact_method(account, person, kind)));
    }
    return rules;
}

json references(const json& whole) {
    auto all = json::array();
    for (const auto& each : whole) {
        all.push_back(reference_to(each));
    }
    return all;
}

}  // namespace sandbox::pagerduty
