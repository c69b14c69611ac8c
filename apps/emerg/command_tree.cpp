#include "apps/emerg/command_tree.h"

#include "libemergency/core/text.h"

#include <CLI/App.hpp>
#include <CLI/Config.hpp>
#include <CLI/Formatter.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace emerg {
namespace {

constexpr const char* all_fields = "*";

/// The library's own says in numbers what it expected.
template <class Choice>
CLI::Validator one_of(const std::map<std::string, Choice>& choices) {
    std::string names;
    for (const auto& [name, choice] : choices) {
        names += (names.empty() ? "" : ",") + name;
    }
    return {[choices, names](std::string& word) {
                const auto found = choices.find(word);
                if (found == choices.end()) {
                    return fmt::format("{} not in {{{}}}", emergency::one_line(word), names);
                }
                word = std::to_string(static_cast<int>(found->second));
                return std::string();
            },
            ""};
}

void add_global_options(CLI::App& program, GlobalOptions& options) {
    static const std::map<std::string, Format> formats{
        {"table", Format::table}, {"tsv", Format::tsv},   {"json", Format::json},
        {"jsonl", Format::jsonl}, {"yaml", Format::yaml}, {"csv", Format::csv}};
    program.add_option("-o,--output", options.format, "table, tsv, json, jsonl, yaml or csv")
        ->transform(one_of(formats));
    program.add_option_function<std::string>(
        "--json",
        [&options](const std::string& fields) {
            const bool has_fields =
                options.format == Format::jsonl || options.format == Format::yaml;
            options.format = has_fields ? options.format : Format::json;
            if (fields != all_fields) {
                options.fields = emergency::split(fields, ',');
            }
        },
        "JSON; --json=id,stage only these fields");
    auto* jq =
        program.add_option("--jq", options.expression, "What this jq expression makes of the JSON");
    program
        .add_option("--template", options.text_template,
                    "The JSON in this mustache template: '{{id}} {{stage}}'")
        ->excludes(jq);
    program.add_flag("-n,--dry-run", options.dry_run,
                     "Read, and show every request that would change something");
    program.add_flag("-y,--yes", options.yes, "Do not ask before a customer sees something");
    program.add_flag("--anyway", options.anyway,
                     "Send to Slack what looks like logs, addresses or keys");
    program.add_flag("--again", options.again,
                     "Send to the customer nearly the same as a moment ago");
    program.add_flag("--no-input", options.no_input, "Never ask");
    program.add_flag("-q,--quiet", options.quiet, "Only problems");
    program.add_flag("-v,--verbose", options.verbosity,
                     "Tell each request; -vv also how many bytes, and the service's own id of it");
    program.add_flag("--full", options.is_full, "Cut nothing to the terminal's width");
    program.add_flag("--no-color", options.no_colour, "Plain text");
    static const std::map<std::string, Hyperlink> choices{
        {"auto", Hyperlink::automatic}, {"always", Hyperlink::always}, {"never", Hyperlink::never}};
    program
        .add_option("--hyperlink", options.hyperlink, "Ids in tables as links: auto, always, never")
        ->transform(one_of(choices));
    program.add_flag("--no-pager", options.no_pager, "Write a long answer as it is");
    program.add_option("-p,--profile", options.profile, "A profile of the configuration");
    program.add_option("--config", options.config_path, "Read this configuration only");
    program.add_option("--trace", options.trace,
                       "Write the requests into this file, as HAR, without bodies and tokens");
    program.add_option_function<std::string>(
        "--timeout",
        [&options](const std::string& text) { options.settings["network.timeout"] = text; },
        "For one request with its repetitions: 30s");
}

std::string names_of(const CLI::Option& option) {
    if (option.get_positional()) {
        return option.get_name(true);
    }
    std::string names;
    for (const auto& name : option.get_snames()) {
        names += (names.empty() ? "-" : ", -") + name;
    }
    for (const auto& name : option.get_lnames()) {
        names += (names.empty() ? "--" : ", --") + name;
    }
    return names;
}

}  // namespace

std::unique_ptr<CLI::App> command_tree(GlobalOptions& options, Chosen& chosen) {
    auto program = std::make_unique<CLI::App>(
        "Carries a customer emergency from the page to the handover.", "emerg");
    program->set_help_flag();
    program->fallthrough();
    program->require_subcommand(1);
    add_global_options(*program, options);
    for (const auto& verb : verbs()) {
        auto* command = program->add_subcommand(std::string(verb.name), std::string(verb.summary));
        command->set_help_flag();
        command->fallthrough();
        verb.add(*command, chosen);
        command->parse_complete_callback(
            [&chosen, name = std::string(verb.name)] { chosen.verb = name; });
    }
    return program;
}

namespace {

void add_rows(const CLI::App& command, std::vector<OptionRow>& rows) {
    for (const auto* option : command.get_options()) {
        const auto names = names_of(*option);
        if (std::none_of(rows.begin(), rows.end(),
                         [&](const auto& row) { return row.names == names; })) {
            rows.push_back({.names = names,
                            .doc = option->get_description(),
                            .is_positional = option->get_positional(),
                            .takes_value = option->get_items_expected_max() > 0});
        }
    }
}

std::vector<OptionRow> rows_of(const CLI::App& command) {
    std::vector<OptionRow> rows;
    add_rows(command, rows);
    for (const auto* part : command.get_subcommands([](const CLI::App*) { return true; })) {
        rows.push_back({.names = part->get_name(),
                        .doc = part->get_description(),
                        .is_positional = false,
                        .takes_value = false,
                        .is_subcommand = true});
        add_rows(*part, rows);
    }
    return rows;
}

}  // namespace

std::vector<OptionRow> option_rows(std::string_view verb) {
    GlobalOptions options;
    Chosen chosen;
    const auto tree = command_tree(options, chosen);
    if (!verb.empty()) {
        return rows_of(*tree->get_subcommand(std::string(verb)));
    }
    std::vector<OptionRow> rows;
    add_rows(*tree, rows);
    return rows;
}

std::map<std::string, std::vector<OptionRow>, std::less<>> option_rows_of_verbs() {
    GlobalOptions options;
    Chosen chosen;
    const auto tree = command_tree(options, chosen);
    std::map<std::string, std::vector<OptionRow>, std::less<>> all;
    for (const auto* command : tree->get_subcommands([](const CLI::App*) { return true; })) {
        all.emplace(command->get_name(), rows_of(*command));
    }
    return all;
}

std::vector<std::string> with_plain_json(std::vector<std::string> words) {
    for (auto& word : words) {
        if (word == "--") {
            break;
        }
        if (word == "--json") {
            word = std::string("--json=") + all_fields;
        }
    }
    return words;
}

}  // namespace emerg
