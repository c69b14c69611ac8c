#pragma once

#include "apps/emerg/commands/verb.h"
#include "apps/emerg/global_options.h"

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

namespace emerg {

/// The words that the program understands, with their options: one tree, from which parsing,
/// help, man pages and completion are made.
std::unique_ptr<CLI::App> command_tree(GlobalOptions& options, Chosen& chosen);

/// An option as documents show it.
struct OptionRow {
    std::string names;  ///< "-n, --dry-run", "CASE"
    std::string doc;
    bool is_positional = false;
    bool takes_value = false;
    bool is_subcommand = false;
};

/// The options of a verb and of its subcommands; of an empty name those that every command takes.
std::vector<OptionRow> option_rows(std::string_view verb);

/// The same of every verb, made at once: a tree costs more than what is read off it.
std::map<std::string, std::vector<OptionRow>, std::less<>> option_rows_of_verbs();

/// `--json` alone becomes `--json=*`, so that it never takes the next word for its fields.
std::vector<std::string> with_plain_json(std::vector<std::string> words);

}  // namespace emerg
