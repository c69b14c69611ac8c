#include "apps/emerg/command_tree.h"
#include "apps/emerg/help.h"
#include "apps/emerg/requests.h"
#include "libemergency/config/load.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace emerg {
namespace {

/// Text in scdoc's language: what would be markup is escaped.
std::string escaped(std::string_view text) {
    std::string safe;
    for (const char byte : text) {
        if (std::string_view("\\_*<>#[]").find(byte) != std::string_view::npos) {
            safe += '\\';
        }
        safe += byte;
    }
    return safe;
}

std::string options_of(std::string_view verb) {
    std::string text;
    for (const auto& row : option_rows(verb)) {
        text += fmt::format("*{}*\n\t{}\n\n", escaped(row.names), escaped(row.doc));
    }
    return text;
}

/// A page of plain text, shown as it is.
std::string literal(const std::string& text) {
    return fmt::format("```\n{}```\n\n", text);
}

std::string page_of(const Verb& verb) {
    auto text = fmt::format("emerg-{}(1)\n\n# NAME\n\nemerg-{} - {}\n\n# SYNOPSIS\n\n*emerg {}* {}",
                            verb.name, verb.name, escaped(verb.summary), verb.name,
                            escaped(arguments_of(verb)));
    text += fmt::format("\n\n# DESCRIPTION\n\n{}\n\n", escaped(verb.details));
    if (const auto options = options_of(verb.name); !options.empty()) {
        text += "# OPTIONS\n\n" + options;
    }
    text +=
        "Beside these, the options that every command takes: see *emerg*(1).\n\n# "
        "EXAMPLES\n\n```\n";
    for (const auto& example : verb.examples) {
        text += fmt::format("{}\n", example);
    }
    text += fmt::format(
        "```\n\n# REQUESTS\n\nOn a machine that has cached nothing: {}.\n\n# EXIT STATUS\n\n0 done",
        escaped(requests_of(verb.name)));
    text += verb.exit_codes.empty() ? "" : fmt::format("; {}", escaped(verb.exit_codes));
    text += "; the others are in *emerg*(1).\n\n";
    if (verb.name == "sandbox") {
        text += "# CONTROL PORT\n\n" + literal(topic("control-port"));
    }
    return text + "# SEE ALSO\n\n*emerg*(1), *emerg-config*(5)\n";
}

std::string main_page() {
    std::string text =
        "emerg(1)\n\n# NAME\n\nemerg - carries a customer emergency from the page to the "
        "handover\n\n"
        "# SYNOPSIS\n\n*emerg* COMMAND \\[CASE\\] \\[options\\]\n\n# DESCRIPTION\n\n"
        "A case ties a PagerDuty incident, a Zendesk ticket and a Slack thread together. It is "
        "named by "
        "any of them, or by its URL; left out, it is the only open case that is yours.\n\n# "
        "COMMANDS\n\n";
    for (const auto& verb : verbs()) {
        text += fmt::format("*emerg-{}*(1)\n\t{}\n\n", verb.name, escaped(verb.summary));
    }
    text += "# OPTIONS\n\n" + options_of({});
    for (const auto& [title, name] :
         {std::pair("EXIT STATUS", "exit-codes"), std::pair("ENVIRONMENT", "environment"),
          std::pair("SCRIPTING", "scripting"), std::pair("EXACTLY ONCE", "exactly-once"),
          std::pair("TIME", "time")}) {
        text += fmt::format("# {}\n\n{}", title, literal(topic(name)));
    }
    return text + "# SEE ALSO\n\n*emerg-config*(5)\n";
}

std::string config_page() {
    std::string text =
        "emerg-config(5)\n\n# NAME\n\nemerg-config - the configuration of emerg\n\n# "
        "DESCRIPTION\n\n" +
        literal(topic("configuration")) + "# SETTINGS\n\n";
    for (const auto& row : emergency::setting_rows({})) {
        text += fmt::format(
            "*{}* ({})\n\t{}{}\n\n", escaped(row.key), escaped(row.variable), escaped(row.doc),
            row.value.empty() ? "" : fmt::format(" Default: {}", escaped(row.value)));
    }
    return text + "# MESSAGES\n\n" + literal(topic("templates")) + "# SEE ALSO\n\n*emerg*(1)\n";
}

}  // namespace

std::string scdoc_of(const std::string& page) {
    if (page == "emerg") {
        return main_page();
    }
    if (page == "emerg-config.5") {
        return config_page();
    }
    const auto* verb = verb_of(page);
    return verb == nullptr ? std::string() : page_of(*verb);
}

}  // namespace emerg
