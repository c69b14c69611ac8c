#include "libemergency/config/settings.h"

#include "libemergency/core/duration.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

namespace emergency {
namespace {

using Text = std::string& (*)(Config&);
using Span = std::chrono::milliseconds& (*)(Config&);
using List = std::vector<std::string>& (*)(Config&);
using Token = SecretSource& (*)(Config&);

// clang-format off
constexpr auto table = std::to_array<Setting>({
    {"user.email", "EMERG_EMAIL", "Who I am in all three services.",
     Text([](Config& c) -> std::string& { return c.user.email; })},
    {"user.time_zone", "EMERG_TIME_ZONE", "Zone of the tz database in which times are shown.",
     Text([](Config& c) -> std::string& { return c.user.time_zone; }), Form::time_zone},
    {"pagerduty.url", "EMERG_PAGERDUTY_URL", "REST API; https://api.eu.pagerduty.com for the EU region.",
     Text([](Config& c) -> std::string& { return c.pagerduty.url; }), Form::url},
    {"pagerduty.events_url", "EMERG_PAGERDUTY_EVENTS_URL", "Events API v2.",
     Text([](Config& c) -> std::string& { return c.pagerduty.events_url; }), Form::url},
    {"pagerduty.token", "EMERG_PAGERDUTY_TOKEN", "My user API key: env:, file:, command: or keyring:.",
     Token([](Config& c) -> SecretSource& { return c.pagerduty.token; })},
    {"pagerduty.email", "EMERG_PAGERDUTY_EMAIL", "The From of incident writes; empty: user.email.",
     Text([](Config& c) -> std::string& { return c.pagerduty.email; })},
    {"pagerduty.services", "EMERG_PAGERDUTY_SERVICES", "Services whose pages are emergencies; empty: every page that names a ticket.",
     List([](Config& c) -> std::vector<std::string>& { return c.pagerduty.services; })},
    {"zendesk.url", "EMERG_ZENDESK_URL", "The host: https://SUBDOMAIN.zendesk.com.",
     Text([](Config& c) -> std::string& { return c.zendesk.url; }), Form::url},
    {"zendesk.email", "EMERG_ZENDESK_EMAIL", "The API token's agent; empty with an OAuth token.",
     Text([](Config& c) -> std::string& { return c.zendesk.email; })},
    {"zendesk.token", "EMERG_ZENDESK_TOKEN", "API or OAuth token: env:, file:, command: or keyring:.",
     Token([](Config& c) -> SecretSource& { return c.zendesk.token; })},
    {"zendesk.search", "EMERG_ZENDESK_SEARCH", "What list counts as an emergency ticket.",
     Text([](Config& c) -> std::string& { return c.zendesk.search; })},
    {"zendesk.tag_prefix", "EMERG_ZENDESK_TAG_PREFIX", "Of the tags that mark steps on a ticket.",
     Text([](Config& c) -> std::string& { return c.zendesk.tag_prefix; })},
    {"zendesk.incident_key", "EMERG_ZENDESK_INCIDENT_KEY", "How a page's incident key names its ticket.",
     Text([](Config& c) -> std::string& { return c.zendesk.incident_key; })},
    {"zendesk.subdomain", "EMERG_ZENDESK_SUBDOMAIN", "For the incident key; empty: the first label of zendesk.url.",
     Text([](Config& c) -> std::string& { return c.zendesk.subdomain; })},
    {"slack.url", "EMERG_SLACK_URL", "Web API; methods follow directly.",
     Text([](Config& c) -> std::string& { return c.slack.url; }), Form::url},
    {"slack.token", "EMERG_SLACK_TOKEN", "App token: env:, file:, command: or keyring:.",
     Token([](Config& c) -> SecretSource& { return c.slack.token; })},
    {"network.timeout", "EMERG_TIMEOUT", "One request with its repetitions.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.network.timeout; })},
    {"network.connect_timeout", "EMERG_CONNECT_TIMEOUT", "Until a connection stands.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.network.connect_timeout; })},
    {"network.ca_file", "EMERG_CA_FILE", "PEM bundle of trusted authorities; empty: the system's.",
     Text([](Config& c) -> std::string& { return c.network.ca_file; })},
    {"network.proxy", "EMERG_PROXY", "Proxy; empty: HTTPS_PROXY.",
     Text([](Config& c) -> std::string& { return c.network.proxy; })},
    {"network.no_proxy", "EMERG_NO_PROXY", "Hosts without proxy; empty: NO_PROXY.",
     Text([](Config& c) -> std::string& { return c.network.no_proxy; })},
    {"policy.acknowledge_within", "EMERG_POLICY_ACKNOWLEDGE_WITHIN", "From the page, before the next level is paged.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.acknowledge_within; })},
    {"policy.contact_within", "EMERG_POLICY_CONTACT_WITHIN", "From the page to the first public comment.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.contact_within; })},
    {"policy.next_message_within", "EMERG_POLICY_NEXT_MESSAGE_WITHIN", "What contact promises.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.next_message_within; })},
    {"policy.silence", "EMERG_POLICY_SILENCE", "From the first contact to the four points.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.silence; })},
    {"policy.close_after", "EMERG_POLICY_CLOSE_AFTER", "From the four points to the closing of the bridge.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.close_after; })},
    {"policy.priority_after_silence", "EMERG_POLICY_PRIORITY_AFTER_SILENCE", "The ticket's priority then.",
     Text([](Config& c) -> std::string& { return c.policy.priority_after_silence; })},
    {"policy.succession", "EMERG_POLICY_SUCCESSION", "A claim without its effect passes on after this.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.succession; })},
    {"policy.thread_expires", "EMERG_POLICY_THREAD_EXPIRES", "A thread is not started later than this after ack was asked for.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.thread_expires; })},
    {"bridge.link", "EMERG_BRIDGE_LINK", "Fixed link of the call; wins over the command.",
     Text([](Config& c) -> std::string& { return c.bridge.link; })},
    {"bridge.command", "EMERG_BRIDGE_COMMAND", "Prints the link of a new call; no shell; EMERG_CASE names the case.",
     List([](Config& c) -> std::vector<std::string>& { return c.bridge.command; })},
    {"bridge.close_command", "EMERG_BRIDGE_CLOSE_COMMAND", "Closes it.",
     List([](Config& c) -> std::vector<std::string>& { return c.bridge.close_command; })},
    {"customer.account_manager_fields", "EMERG_CUSTOMER_ACCOUNT_MANAGER_FIELDS", "Organisation fields that name the TAM or CSM, in order.",
     List([](Config& c) -> std::vector<std::string>& { return c.customer.account_manager_fields; })},
    {"customer.nobody", "EMERG_CUSTOMER_NOBODY", "Values that mean that there is no dedicated one.",
     List([](Config& c) -> std::vector<std::string>& { return c.customer.nobody; })},
    {"customer.plan_field", "EMERG_CUSTOMER_PLAN_FIELD", "Organisation field with the plan.",
     Text([](Config& c) -> std::string& { return c.customer.plan_field; })},
    {"customer.region_field", "EMERG_CUSTOMER_REGION_FIELD", "Organisation field with the region.",
     Text([](Config& c) -> std::string& { return c.customer.region_field; })},
    {"handoff.rotation", "EMERG_HANDOFF_ROTATION", "Whose next engineer takes over; empty: the first rotation's.",
     Text([](Config& c) -> std::string& { return c.handoff_rotation; })},
    {"guard.placeholders", "EMERG_GUARD_PLACEHOLDERS", "Regular expressions of blanks left in a text for customers.",
     List([](Config& c) -> std::vector<std::string>& { return c.placeholders; })},
    {"guard.internal", "EMERG_GUARD_INTERNAL", "Regular expressions that no customer may read.",
     List([](Config& c) -> std::vector<std::string>& { return c.internal; })},
});
// clang-format on

Error malformed(const Setting& setting, const std::string& what) {
    return {.kind = ErrorKind::configuration, .message = fmt::format("{} {}", setting.key, what)};
}

bool is_local(std::string_view url) {
    return url.starts_with("http://127.") || url.starts_with("http://localhost") ||
           url.starts_with("http://[::1]");
}

Result<void> set_text(const Setting& setting, std::string& target, std::string text) {
    if (setting.form == Form::time_zone && !zone_exists(text)) {
        return malformed(setting, fmt::format("'{}' is not a zone like Europe/Madrid", text));
    }
    if (setting.form == Form::url) {
        while (text.ends_with('/')) {
            text.pop_back();
        }
        if (!text.empty() && !text.starts_with("https://") && !is_local(text)) {
            return malformed(setting, fmt::format("'{}' must begin with https:// (http:// is "
                                                  "accepted for this machine only)",
                                                  text));
        }
    }
    if (constexpr std::string_view suffix = "/api/v2";
        setting.key == "zendesk.url" && text.ends_with(suffix)) {
        text.resize(text.size() - suffix.size());
    }
    target = std::move(text);
    return {};
}

Result<void> set_span(const Setting& setting, std::chrono::milliseconds& target,
                      const std::string& text) {
    const auto span = parse_duration(text);
    if (!span) {
        return malformed(setting, span.error().message);
    }
    target = *span;
    return {};
}

Result<void> set_token(const Setting& setting, SecretSource& target, const std::string& text,
                       Written written) {
    const bool is_reference = text.starts_with("env:") || text.starts_with("file:") ||
                              text.starts_with("command:") || text.starts_with("keyring:");
    if (is_reference) {
        target = {.reference = text};
        return {};
    }
    if (written == Written::in_file && !text.empty()) {
        auto refused = malformed(setting, "must say where the token is, not be the token");
        refused.hint = "write env:NAME, file:PATH, command:WORDS or keyring:SERVICE/ACCOUNT";
        return refused;
    }
    target = {.given = Secret(text)};
    return {};
}

}  // namespace

std::span<const Setting> settings() {
    return table;
}

const Setting* setting_of(std::string_view key) {
    const auto* found =
        std::find_if(table.begin(), table.end(), [&](const auto& each) { return each.key == key; });
    return found == table.end() ? nullptr : found;
}

Result<void> set(const Setting& setting, Config& config, std::vector<std::string> texts,
                 Written written) {
    for (auto& text : texts) {
        text = trimmed(text);
    }
    if (const auto* list = std::get_if<List>(&setting.place)) {
        (*list)(config) = std::move(texts);
        return {};
    }
    if (texts.size() != 1) {
        return malformed(setting, "takes one value, not a list");
    }
    if (const auto* text = std::get_if<Text>(&setting.place)) {
        return set_text(setting, (*text)(config), texts.front());
    }
    if (const auto* span = std::get_if<Span>(&setting.place)) {
        return set_span(setting, (*span)(config), texts.front());
    }
    return set_token(setting, std::get<Token>(setting.place)(config), texts.front(), written);
}

std::string shown(const Setting& setting, const Config& config) {
    auto copy = config;  // The places are of mutable values.
    if (const auto* list = std::get_if<List>(&setting.place)) {
        return fmt::format("{}", fmt::join((*list)(copy), ", "));
    }
    if (const auto* text = std::get_if<Text>(&setting.place)) {
        return (*text)(copy);
    }
    if (const auto* span = std::get_if<Span>(&setting.place)) {
        return brief_duration((*span)(copy));
    }
    const auto& source = std::get<Token>(setting.place)(copy);
    return source.given.empty() ? source.reference : "(set)";
}

}  // namespace emergency
