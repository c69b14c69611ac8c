#include "apps/emerg/help.h"

#include "apps/emerg/command_tree.h"
#include "apps/emerg/requests.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <utility>

namespace emerg {
namespace {

constexpr std::size_t width = 78;

constexpr auto stages = std::to_array<std::pair<StageOfUse, const char*>>({
    {StageOfUse::acknowledge, "When the page comes"},
    {StageOfUse::engage, "With the customer"},
    {StageOfUse::hand_over, "At the end of the shift"},
    {StageOfUse::look, "Where things stand"},
    {StageOfUse::on_call, "On call"},
    {StageOfUse::set_up, "Set up and try"},
});

std::string wrapped(std::string_view text) {
    std::string lines;
    std::size_t used = 0;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        if (used != 0 && used + 1 + end > width) {
            lines += '\n';
            used = 0;
        }
        lines += used == 0 ? "" : " ";
        lines += text.substr(0, end);
        used += end + (used == 0 ? 0 : 1);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return lines;
}

std::string table_of(const std::vector<OptionRow>& rows) {
    std::size_t longest = 0;
    for (const auto& row : rows) {
        longest = std::max(longest, row.names.size());
    }
    std::string text;
    for (const auto& row : rows) {
        text += fmt::format("  {:<{}}  {}\n", row.names, longest, row.doc);
    }
    return text;
}

}  // namespace

std::string arguments_of(const Verb& verb) {
    std::string subcommands;
    std::string positionals;
    for (const auto& row : option_rows(verb.name)) {
        if (row.is_subcommand) {
            subcommands += (subcommands.empty() ? "" : "|") + row.names;
        } else if (row.is_positional) {
            positionals += fmt::format(" [{}]", row.names);
        }
    }
    return fmt::format("{}{}[options]{}", subcommands, subcommands.empty() ? "" : " ", positionals);
}

std::string overview() {
    std::string text =
        "emerg carries a customer emergency from the page to the handover.\n\n"
        "Usage: emerg COMMAND [CASE] [options]\n\n"
        "CASE is a PagerDuty incident, a Zendesk ticket, the Slack thread, or the URL of any;\n"
        "left out, it is the only open case that is yours.\n";
    for (const auto& [stage, title] : stages) {
        text += fmt::format("\n{}\n", title);
        for (const auto& verb : verbs()) {
            if (verb.stage == stage) {
                text += fmt::format("  {:<11}{}\n", verb.name, verb.summary);
            }
        }
    }
    text += "\nEverywhere\n" + table_of(option_rows({}));
    const auto more =
        fmt::format("More: emerg help COMMAND, emerg help TOPIC ({})", fmt::join(topics(), ", "));
    return text + '\n' + wrapped(more) + '\n';
}

std::string help_of(const Verb& verb) {
    auto text = fmt::format("emerg {}: {}\n\nUsage: emerg {} {}\n\n{}\n\nExamples\n", verb.name,
                            verb.summary, verb.name, arguments_of(verb), wrapped(verb.details));
    for (const auto& example : verb.examples) {
        text += fmt::format("  {}\n", example);
    }
    if (const auto rows = option_rows(verb.name); !rows.empty()) {
        text += "\nOptions\n" + table_of(rows);
    }
    text += "\nEverywhere\n" + table_of(option_rows({}));
    text += fmt::format("\nRequests: {}\n", requests_of(verb.name));
    text += fmt::format("\nExit codes: 0 done; {}{}others as emerg help exit-codes says\n",
                        verb.exit_codes, verb.exit_codes.empty() ? "" : "; ");
    return text;
}

}  // namespace emerg
