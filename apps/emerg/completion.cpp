#include "apps/emerg/command_tree.h"
#include "apps/emerg/help.h"
#include "apps/emerg/schemas.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

namespace emerg {
namespace {

using Rows = std::vector<OptionRow>;
using RowsOfVerbs = std::map<std::string, Rows, std::less<>>;

std::vector<std::string> flags_in(const Rows& rows) {
    std::vector<std::string> flags;
    for (const auto& row : rows) {
        if (row.is_positional) {
            continue;
        }
        for (const auto& name : emergency::split(row.names, ',')) {
            flags.push_back(emergency::trimmed(name));
        }
    }
    return flags;
}

/// What may follow a verb: its words first, then flags.
std::vector<std::string> flags_of(const Verb& verb, const RowsOfVerbs& rows) {
    auto flags = verb.name == "schema" ? document_words() : verb.words;
    const auto others = flags_in(rows.find(verb.name)->second);
    flags.insert(flags.end(), others.begin(), others.end());
    return flags;
}

/// Does a case stand among the verb's words?
bool takes_case(const Rows& rows) {
    return std::any_of(rows.begin(), rows.end(), [](const auto& row) {
        return row.is_positional && row.names.find("CASE") != std::string::npos;
    });
}

std::vector<std::string_view> verbs_with_case(const RowsOfVerbs& rows) {
    std::vector<std::string_view> all;
    for (const auto& verb : verbs()) {
        if (takes_case(rows.find(verb.name)->second)) {
            all.push_back(verb.name);
        }
    }
    return all;
}

std::vector<std::string> names() {
    std::vector<std::string> all;
    for (const auto& verb : verbs()) {
        all.emplace_back(verb.name);
    }
    return all;
}

/// For single quotes: an apostrophe is `written` as the shell wants it there.
std::string in_quotes(std::string_view text, std::string_view written) {
    return fmt::format("{}", fmt::join(emergency::split(text, '\''), written));
}

std::string bash() {
    const auto rows = option_rows_of_verbs();
    auto text = fmt::format(R"(# bash completion of emerg; made by `emerg completion bash`
_emerg() {{
    local word=${{COMP_WORDS[COMP_CWORD]}} verb="" each
    for each in "${{COMP_WORDS[@]:1:COMP_CWORD-1}}"; do
        [[ $each != -* ]] && {{ verb=$each; break; }}
    done
    local flags="{}"
    case $verb in
        "") flags+=" {}" ;;
)",
                            fmt::join(flags_in(option_rows({})), " "), fmt::join(names(), " "));
    for (const auto& verb : verbs()) {
        if (verb.name == "help") {
            text += fmt::format("        help) flags+=\" {} {}\" ;;\n", fmt::join(names(), " "),
                                fmt::join(topics(), " "));
            continue;
        }
        const auto flags = flags_of(verb, rows);
        if (!flags.empty()) {
            text +=
                fmt::format("        {}) flags+=\" {}\" ;;\n", verb.name, fmt::join(flags, " "));
        }
    }
    text += fmt::format(R"sh(    esac
    # The cases that this machine saw last, from the cache: nobody is asked. compgen would expand what is no plain id.
    if [[ " {} " == *" $verb "* && $word != -* ]]; then
        while IFS=$'\t' read -r each _; do [[ $each == *[^A-Za-z0-9-]* ]] || flags+=" $each"; done < <("${{COMP_WORDS[0]}}" prompt -o tsv 2>/dev/null)
    fi
)sh",
                        fmt::join(verbs_with_case(rows), " "));
    return text + R"(    mapfile -t COMPREPLY < <(compgen -W "$flags" -- "$word")
}
complete -o default -F _emerg emerg
)";
}

std::string zsh() {
    const auto rows = option_rows_of_verbs();
    std::string text =
        "#compdef emerg\n# zsh completion of emerg; made by `emerg completion zsh`\n_emerg() {\n"
        "    local -a commands=(\n";
    for (const auto& verb : verbs()) {
        std::string summary(verb.summary);
        std::replace(summary.begin(), summary.end(), ':', ',');
        text += fmt::format("        '{}:{}'\n", verb.name, in_quotes(summary, "'\\''"));
    }
    text += fmt::format(
        "    )\n    local -a flags=({})\n    if (( CURRENT == 2 )); then\n"
        "        _describe command commands\n        return\n    fi\n    case $words[2] in\n",
        fmt::join(flags_in(option_rows({})), " "));
    for (const auto& verb : verbs()) {
        const auto flags = flags_of(verb, rows);
        if (!flags.empty()) {
            text += fmt::format("        {}) flags+=({}) ;;\n", verb.name, fmt::join(flags, " "));
        }
    }
    text += fmt::format(R"sh(    esac
    # The cases that this machine saw last, from the cache: nobody is asked.
    local -a with_case=({}) cases=()
    if (( $with_case[(Ie)$words[2]] )); then
        cases=(${{(f)"$($words[1] prompt -o tsv 2>/dev/null | cut -f1)"}})
    fi
    compadd -- $cases $flags
}}
compdef _emerg emerg
)sh",
                        fmt::join(verbs_with_case(rows), " "));
    return text;
}

std::string fish() {
    const auto rows = option_rows_of_verbs();
    std::string text =
        "# fish completion of emerg; made by `emerg completion fish`\ncomplete -c emerg -f\n";
    const auto add = [&text](const std::string& condition, const std::vector<std::string>& flags) {
        for (const auto& flag : flags) {
            const auto dashes = std::min(flag.find_first_not_of('-'), flag.size());
            constexpr std::array kinds{"a", "s", "l"};
            text += fmt::format("complete -c emerg{} -{} {}\n", condition, kinds.at(dashes),
                                flag.substr(dashes));
        }
    };
    add("", flags_in(option_rows({})));
    for (const auto& verb : verbs()) {
        text += fmt::format("complete -c emerg -n __fish_use_subcommand -a {} -d '{}'\n", verb.name,
                            in_quotes(verb.summary, "\\'"));
        add(fmt::format(" -n '__fish_seen_subcommand_from {}'", verb.name), flags_of(verb, rows));
    }
    return text +
           fmt::format(R"(# The cases that this machine saw last, from the cache: nobody is asked.
complete -c emerg -n '__fish_seen_subcommand_from {}' -a '(emerg prompt -o tsv 2>/dev/null | cut -f1,4)'
)",
                       fmt::join(verbs_with_case(rows), " "));
}

}  // namespace

std::string completion_of(const std::string& shell) {
    if (shell == "bash") {
        return bash();
    }
    if (shell == "zsh") {
        return zsh();
    }
    return shell == "fish" ? fish() : std::string();
}

}  // namespace emerg
