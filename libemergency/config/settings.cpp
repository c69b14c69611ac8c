#include "libemergency/config/settings.h"

#include "libemergency/config/forms.h"
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
    {"user.email", "EMERG_EMAIL", "Who I am in all three services.", Text([](Config& c) -> std::string& { return c.user.email; })},
    {"user.time_zone", "EMERG_TIME_ZONE", "Zone of the tz database in which times are shown.",
     Text([](Config& c) -> std::string& { return c.user.time_zone; }), Form::time_zone},
    {"user.manager", "EMERG_MANAGER", "My own manager, who follows the ticket when I help outside of the covered hours.",
     Text([](Config& c) -> std::string& { return c.user.manager; })},
    {"pagerduty.url", "EMERG_PAGERDUTY_URL", "REST API; https://api.eu.pagerduty.com for the EU region.",
     Text([](Config& c) -> std::string& { return c.pagerduty.url; }), Form::url},
    {"pagerduty.events_url", "EMERG_PAGERDUTY_EVENTS_URL", "Events API v2.", Text([](Config& c) -> std::string& { return c.pagerduty.events_url; }), Form::url},
    {"pagerduty.token", "EMERG_PAGERDUTY_TOKEN", "My user API key: env:, file:, command: or keyring:.",
     Token([](Config& c) -> SecretSource& { return c.pagerduty.token; })},
    {"pagerduty.email", "EMERG_PAGERDUTY_EMAIL", "The From of incident writes; empty: user.email.", Text([](Config& c) -> std::string& { return c.pagerduty.email; })},
    {"pagerduty.services", "EMERG_PAGERDUTY_SERVICES", "Services whose pages are emergencies; empty: every page that names a ticket.",
     List([](Config& c) -> std::vector<std::string>& { return c.pagerduty.services; })},
    {"zendesk.url", "EMERG_ZENDESK_URL", "The host: https://SUBDOMAIN.zendesk.com.", Text([](Config& c) -> std::string& { return c.zendesk.url; }), Form::url},
    {"zendesk.email", "EMERG_ZENDESK_EMAIL", "The API token's agent; empty with an OAuth token.",
     Text([](Config& c) -> std::string& { return c.zendesk.email; })},
    {"zendesk.token", "EMERG_ZENDESK_TOKEN", "API or OAuth token: env:, file:, command: or keyring:.",
     Token([](Config& c) -> SecretSource& { return c.zendesk.token; })},
    {"zendesk.search", "EMERG_ZENDESK_SEARCH", "What list counts as an emergency ticket.", Text([](Config& c) -> std::string& { return c.zendesk.search; })},
    {"zendesk.tag_prefix", "EMERG_ZENDESK_TAG_PREFIX", "Of the tags that mark steps on a ticket.",
     Text([](Config& c) -> std::string& { return c.zendesk.tag_prefix; })},
    {"zendesk.incident_key", "EMERG_ZENDESK_INCIDENT_KEY", "How a page's incident key names its ticket.",
     Text([](Config& c) -> std::string& { return c.zendesk.incident_key; })},
    {"zendesk.subdomain", "EMERG_ZENDESK_SUBDOMAIN", "For the incident key; empty: the first label of zendesk.url.",
     Text([](Config& c) -> std::string& { return c.zendesk.subdomain; })},
    {"slack.url", "EMERG_SLACK_URL", "Web API; methods follow directly.", Text([](Config& c) -> std::string& { return c.slack.url; }), Form::url},
    {"slack.token", "EMERG_SLACK_TOKEN", "App token: env:, file:, command: or keyring:.",
     Token([](Config& c) -> SecretSource& { return c.slack.token; })},
    {"network.timeout", "EMERG_TIMEOUT", "One request with its repetitions.", Span([](Config& c) -> std::chrono::milliseconds& { return c.network.timeout; })},
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
    {"policy.next_message_within", "EMERG_POLICY_NEXT_MESSAGE_WITHIN", "What contact promises.", Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.next_message_within; })},
    {"policy.silence", "EMERG_POLICY_SILENCE", "From the first contact to the four points.", Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.silence; })},
    {"policy.close_after", "EMERG_POLICY_CLOSE_AFTER", "From the four points to the closing of the bridge.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.close_after; })},
    {"policy.priority_after_silence", "EMERG_POLICY_PRIORITY_AFTER_SILENCE", "The ticket's priority then.",
     Text([](Config& c) -> std::string& { return c.policy.priority_after_silence; })},
    {"policy.same_message_within", "EMERG_POLICY_SAME_MESSAGE_WITHIN", "No public comment nearly like one of ours that is younger; 0s: no matter.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.same_message_within; })},
    {"policy.succession", "EMERG_POLICY_SUCCESSION", "A claim without its effect passes on after this.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.succession; })},
    {"policy.thread_expires", "EMERG_POLICY_THREAD_EXPIRES", "A thread is not started later than this after ack was asked for.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.thread_expires; })},
    {"policy.slack_silence", "EMERG_POLICY_SLACK_SILENCE", "Asked in Slack without an answer, somebody is paged after this.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.slack_silence; })},
    {"policy.call_break", "EMERG_POLICY_CALL_BREAK", "Into a call, or since its last break, a break is due.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.call_break; })},
    {"policy.call_break_length", "EMERG_POLICY_CALL_BREAK_LENGTH", "How long a break is, unless call break says when to rejoin.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.call_break_length; })},
    {"policy.long_call", "EMERG_POLICY_LONG_CALL", "Into a call, it is asked whether a break, another view of the problem or an escalation is due.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.long_call; })},
    {"policy.status_every", "EMERG_POLICY_STATUS_EVERY", "When the next status update is promised, unless status says it.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.policy.status_every; })},
    {"policy.triage", "EMERG_POLICY_TRIAGE", "Who may say that it is no emergency: assume-good-intent (nobody downgrades, manager or TAM is told) or full.",
     Text([](Config& c) -> std::string& { return c.policy.triage; }), Form::triage},
    {"policy.priority_after_close", "EMERG_POLICY_PRIORITY_AFTER_CLOSE", "Of what goes on after the emergency: the follow-up, or the ticket itself.",
     Text([](Config& c) -> std::string& { return c.policy.priority_after_close; })},
    {"calendar.time_zone", "EMERG_CALENDAR_TIME_ZONE", "Zone in which weekends and holidays begin and end.",
     Text([](Config& c) -> std::string& { return c.calendar.time_zone; }), Form::time_zone},
    {"calendar.weekend", "EMERG_CALENDAR_WEEKEND", "Days on which a page does not wait for Slack.", List([](Config& c) -> std::vector<std::string>& { return c.calendar.weekend; }), Form::weekday},
    {"calendar.holidays", "EMERG_CALENDAR_HOLIDAYS", "Dates on which it does not either: 2026-12-25.",
     List([](Config& c) -> std::vector<std::string>& { return c.calendar.holidays; }), Form::date},
    {"escalation.manager", "EMERG_ESCALATION_MANAGER", "The role that escalate manager and overload tell.", Text([](Config& c) -> std::string& { return c.escalation.manager; })},
    {"escalation.developers", "EMERG_ESCALATION_DEVELOPERS", "The role that escalate dev asks.",
     Text([](Config& c) -> std::string& { return c.escalation.developers; })},
    {"escalation.developers_need", "EMERG_ESCALATION_DEVELOPERS_NEED", "What escalate dev is refused without: ticket, thread, agreement.",
     List([](Config& c) -> std::vector<std::string>& { return c.escalation.developers_need; }), Form::need},
    {"escalation.executives", "EMERG_ESCALATION_EXECUTIVES", "Channel of status --exec; empty: there is none.", Text([](Config& c) -> std::string& { return c.escalation.executives; })},
    {"escalation.person_service", "EMERG_ESCALATION_PERSON_SERVICE", "PagerDuty service on which page ADDRESS pages a person.",
     Text([](Config& c) -> std::string& { return c.escalation.person_service; })},
    {"escalation.no_assist", "EMERG_ESCALATION_NO_ASSIST", "Hours in which a second page is escalated, not acknowledged: sat sun 00:00-08:00 UTC.",
     List([](Config& c) -> std::vector<std::string>& { return c.escalation.no_assist; }), Form::hours},
    {"escalation.incident_types", "EMERG_ESCALATION_INCIDENT_TYPES", "Types that escalate incident knows; the first is the default.",
     List([](Config& c) -> std::vector<std::string>& { return c.escalation.incident_types; })},
    {"escalation.incident_severities", "EMERG_ESCALATION_INCIDENT_SEVERITIES", "Severities that it knows, the highest first, which is the default.",
     List([](Config& c) -> std::vector<std::string>& { return c.escalation.incident_severities; })},
    {"bridge.link", "EMERG_BRIDGE_LINK", "Fixed link of the call; wins over the command and Zoom.",
     Text([](Config& c) -> std::string& { return c.bridge.link; })},
    {"bridge.command", "EMERG_BRIDGE_COMMAND", "Prints the link of a new call; no shell; EMERG_CASE names the case.",
     List([](Config& c) -> std::vector<std::string>& { return c.bridge.command; })},
    {"bridge.close_command", "EMERG_BRIDGE_CLOSE_COMMAND", "Closes it.",
     List([](Config& c) -> std::vector<std::string>& { return c.bridge.close_command; })},
    {"call.macro", "EMERG_CALL_MACRO", "Title of the Zendesk macro with the notes after a call; empty: messages.call_summary.",
     Text([](Config& c) -> std::string& { return c.call.macro; })},
    {"zoom.url", "EMERG_ZOOM_URL", "Zoom's API; makes the call if bridge.link and bridge.command are empty.",
     Text([](Config& c) -> std::string& { return c.zoom.url; }), Form::url},
    {"zoom.oauth_url", "EMERG_ZOOM_OAUTH_URL", "Where its token comes from; empty: the one that belongs to zoom.url.",
     Text([](Config& c) -> std::string& { return c.zoom.oauth_url; }), Form::url},
    {"zoom.account_id", "EMERG_ZOOM_ACCOUNT_ID", "Of a server-to-server OAuth app.",
     Text([](Config& c) -> std::string& { return c.zoom.account_id; })},
    {"zoom.client_id", "EMERG_ZOOM_CLIENT_ID", "Ditto.",
     Text([](Config& c) -> std::string& { return c.zoom.client_id; })},
    {"zoom.client_secret", "EMERG_ZOOM_CLIENT_SECRET", "Ditto: env:, file:, command: or keyring:.",
     Token([](Config& c) -> SecretSource& { return c.zoom.client_secret; })},
    {"zoom.user", "EMERG_ZOOM_USER", "Whose meetings are made: me, or an address.",
     Text([](Config& c) -> std::string& { return c.zoom.user; })},
    {"gitlab.url", "EMERG_GITLAB_URL", "GitLab, for runbook issues (ack --runbook).",
     Text([](Config& c) -> std::string& { return c.gitlab.url; }), Form::url},
    {"gitlab.token", "EMERG_GITLAB_TOKEN", "Access token with the scope api: env:, file:, command: or keyring:.",
     Token([](Config& c) -> SecretSource& { return c.gitlab.token; })},
    {"gitlab.project", "EMERG_GITLAB_PROJECT", "Where runbooks are opened: an id, or a path like group/project.",
     Text([](Config& c) -> std::string& { return c.gitlab.project; })},
    {"gitlab.template", "EMERG_GITLAB_TEMPLATE", "The project's issue template that a runbook begins with; empty: none.",
     Text([](Config& c) -> std::string& { return c.gitlab.issue_template; })},
    {"gitlab.labels", "EMERG_GITLAB_LABELS", "Labels of a runbook.",
     List([](Config& c) -> std::vector<std::string>& { return c.gitlab.labels; })},
    {"customer.account_manager_fields", "EMERG_CUSTOMER_ACCOUNT_MANAGER_FIELDS", "Organisation fields that name the TAM or CSM, in order.",
     List([](Config& c) -> std::vector<std::string>& { return c.customer.account_manager_fields; })},
    {"customer.nobody", "EMERG_CUSTOMER_NOBODY", "Values that mean that there is no dedicated one.",
     List([](Config& c) -> std::vector<std::string>& { return c.customer.nobody; })},
    {"customer.plan_field", "EMERG_CUSTOMER_PLAN_FIELD", "Organisation field with the plan.",
     Text([](Config& c) -> std::string& { return c.customer.plan_field; })},
    {"customer.region_field", "EMERG_CUSTOMER_REGION_FIELD", "Organisation field with the region.",
     Text([](Config& c) -> std::string& { return c.customer.region_field; })},
    {"customer.locale_field", "EMERG_CUSTOMER_LOCALE_FIELD", "Organisation field with the language, if the requester's is unknown.",
     Text([](Config& c) -> std::string& { return c.customer.locale_field; })},
    {"customer.locale", "EMERG_CUSTOMER_LOCALE", "Language of messages if nothing tells it (de, pt-BR); empty: the plain text.",
     Text([](Config& c) -> std::string& { return c.customer.locale; })},
    {"handoff.rotation", "EMERG_HANDOFF_ROTATION", "Whose next engineer takes over; empty: the first rotation's.",
     Text([](Config& c) -> std::string& { return c.handoff_rotation; })},
    {"prompt.format", "EMERG_PROMPT_FORMAT", "Template of emerg prompt; its help lists the variables.",
     Text([](Config& c) -> std::string& { return c.prompt.format; })},
    {"prompt.stale_after", "EMERG_PROMPT_STALE_AFTER", "What was looked at longer ago is marked as old.",
     Span([](Config& c) -> std::chrono::milliseconds& { return c.prompt.stale_after; })},
    {"guard.placeholders", "EMERG_GUARD_PLACEHOLDERS", "Regular expressions of blanks left in a text for customers.",
     List([](Config& c) -> std::vector<std::string>& { return c.placeholders; })},
    {"guard.internal", "EMERG_GUARD_INTERNAL", "Regular expressions that no customer may read.",
     List([](Config& c) -> std::vector<std::string>& { return c.internal; })},
    {"guard.secrets", "EMERG_GUARD_SECRETS", "Regular expressions of keys and tokens; the name of a group says what it is.",
     List([](Config& c) -> std::vector<std::string>& { return c.secrets; })},
    {"guard.data", "EMERG_GUARD_DATA", "The same, of what belongs into the ticket and not into Slack.",
     List([](Config& c) -> std::vector<std::string>& { return c.data; })},
    {"guard.harmless", "EMERG_GUARD_HARMLESS", "What guard.data may find: regular expressions that match it as a whole.",
     List([](Config& c) -> std::vector<std::string>& { return c.harmless; })},
    {"government.always", "EMERG_GOVERNMENT_ALWAYS", "yes: every case is told in Slack by link only.",
     Text([](Config& c) -> std::string& { return c.government.always; }), Form::yes_or_no},
    {"government.organisations", "EMERG_GOVERNMENT_ORGANISATIONS", "So are cases of these customers.",
     List([](Config& c) -> std::vector<std::string>& { return c.government.organisations; })},
    {"government.tags", "EMERG_GOVERNMENT_TAGS", "Those with any of these ticket or organisation tags.",
     List([](Config& c) -> std::vector<std::string>& { return c.government.tags; })},
    {"government.forms", "EMERG_GOVERNMENT_FORMS", "Those of these ticket forms.",
     List([](Config& c) -> std::vector<std::string>& { return c.government.forms; })},
    {"government.hosts", "EMERG_GOVERNMENT_HOSTS", "All, where zendesk.url is at one of these hosts.",
     List([](Config& c) -> std::vector<std::string>& { return c.government.hosts; })},
    {"government.services", "EMERG_GOVERNMENT_SERVICES", "Those of pages of these PagerDuty services.",
     List([](Config& c) -> std::vector<std::string>& { return c.government.services; })},
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
    if (setting.form == Form::triage && text != "assume-good-intent" && text != "full") {
        return malformed(setting, fmt::format("'{}' must be assume-good-intent or full", text));
    }
    if (setting.form == Form::yes_or_no && text != "yes" && text != "no") {
        return malformed(setting, fmt::format("'{}' must be yes or no", text));
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
        if (auto fine = check(setting, texts); !fine) {
            return fine;
        }
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
