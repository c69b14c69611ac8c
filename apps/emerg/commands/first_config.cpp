#include "apps/emerg/commands/first_config.h"

#include "apps/emerg/terminal/listing.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

namespace emerg {
namespace {

/// A JSON text is a YAML text that means the same.
std::string quoted(const std::string& text) {
    return json_text(Json(text));
}

std::string commented(const std::string& name) {
    return name.empty() ? std::string() : "  # " + emergency::one_line(name);
}

/// The section, or how it would be written.
std::string section(const std::string& title, const std::string& lines,
                    const std::string& otherwise) {
    return lines.empty() ? fmt::format("# {}:\n{}", title, otherwise)
                         : fmt::format("{}:\n{}", title, lines);
}

std::string services_of(const FirstConfig& config) {
    if (config.services.empty()) {
        return "  # services: [PXXXXXX]  # only pages of these are emergencies; left out: all that "
               "name a ticket\n";
    }
    std::string text = "  services:\n";
    for (const auto& one : config.services) {
        text += fmt::format("    - {}{}\n", quoted(one.id), commented(one.name));
    }
    return text;
}

std::string channels_of(const FirstConfig& config) {
    std::string text;
    for (const auto& one : config.channels) {
        text += fmt::format("  - channel: {}{}\n", quoted('#' + one.name), commented(one.id));
    }
    return text;
}

std::string rotations_of(const FirstConfig& config) {
    std::string text;
    for (const auto& one : config.schedules) {
        text += fmt::format("  - name: {}{}\n    schedules: [{}]\n    time_zone: {}\n",
                            quoted(rotation_name(one)), commented(one.name), quoted(one.id),
                            quoted(one.time_zone.empty() ? "UTC" : one.time_zone));
    }
    return text;
}

std::string groups_of(const FirstConfig& config) {
    std::string text;
    for (const auto& one : config.groups) {
        text += fmt::format("  - {{handle: {}, rotation: {}}}\n", quoted(one.handle),
                            quoted(one.rotation));
    }
    return text;
}

}  // namespace

std::string rotation_name(const NamedThing& schedule) {
    std::string name;
    for (const char byte : emergency::lower(schedule.name)) {
        const bool fits = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        if (fits || (!name.empty() && name.back() != '-')) {
            name += fits ? byte : '-';
        }
    }
    while (name.ends_with('-')) {
        name.pop_back();
    }
    return name.empty() ? emergency::lower(schedule.id) : name;
}

std::string text_of(const FirstConfig& config) {
    auto text = fmt::format(
        "# Made by emerg init. Every other setting: config.example.yaml, emerg-config(5).\n"
        "# Tokens are never in this file: only where they are (env:, file:, command:, keyring:).\n"
        "# For an editor that knows every key: emerg config schema >config.schema.json, and first\n"
        "# the line \"# yaml-language-server: $schema=config.schema.json\".\n"
        "\nuser:\n  email: {}\n  time_zone: {}  # in which times are shown\n",
        quoted(config.email), quoted(config.time_zone));
    text += fmt::format("\npagerduty:\n  url: {}\n  token: {}\n{}", quoted(config.pagerduty_url),
                        quoted(config.pagerduty_token), services_of(config));
    text += fmt::format(
        "\nzendesk:\n  url: {}\n  email: {}  # empty with an OAuth token\n"
        "  token: {}\n\n",
        quoted(config.zendesk_url), quoted(config.zendesk_email), quoted(config.zendesk_token));
    const auto slack = config.slack_token.empty()
                           ? std::string()
                           : fmt::format("  url: {}\n  token: {}\n", quoted(config.slack_url),
                                         quoted(config.slack_token));
    text += section("slack", slack, "#   token: \"keyring:emerg/slack\"\n") + '\n';
    text += "# The first rule that fits a case wins; tags: [saas] and others narrow a rule.\n" +
            section("channels", channels_of(config), "#   - channel: \"#support\"\n") + '\n';
    text += "# Who is on call, and who is next: emerg schedule, handoff.\n" +
            section("rotations", rotations_of(config),
                    "#   - {name: support, schedules: [PXXXXXX], time_zone: UTC}\n") +
            '\n';
    text += "# Slack groups that hold who is on call: emerg schedule sync-groups.\n" +
            section("groups", groups_of(config),
                    "#   - {handle: support-oncall, rotation: support}\n") +
            '\n';
    const auto bridge =
        config.bridge.empty() ? std::string() : fmt::format("  link: {}\n", quoted(config.bridge));
    return text + "# The call that contact offers to the customer.\n" +
           section("bridge", bridge, "#   link: https://zoom.example.com/j/123\n");
}

}  // namespace emerg
