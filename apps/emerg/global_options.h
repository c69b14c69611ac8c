#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace emerg {

/// How data is written to standard output.
enum class Format {
    automatic,  ///< A table on a terminal, tab-separated into a pipe.
    table,
    tsv,
    json,
    jsonl,
    yaml,
    csv,
};

/// When ids are links to what they name.
enum class Hyperlink { automatic, always, never };

/// The options that every command takes, in any position.
struct GlobalOptions {
    Format format = Format::automatic;
    std::vector<std::string> fields = {};           ///< Of `--json=f1,f2`; empty: all.
    std::optional<std::string> expression = {};     ///< `--jq`: what to make of the answer.
    std::optional<std::string> text_template = {};  ///< `--template`: mustache.
    bool dry_run = false;
    bool yes = false;
    bool anyway = false;  ///< Slack may have what the guard found.
    bool again = false;   ///< The customer may get nearly the same once more.
    bool no_input = false;
    bool quiet = false;
    bool no_colour = false;
    bool no_pager = false;
    bool is_full = false;  ///< A table cuts no text, however narrow the terminal.
    Hyperlink hyperlink = Hyperlink::automatic;
    int verbosity = 0;
    std::string profile = {};
    std::string config_path = {};
    std::string trace = {};  ///< Where requests and answers are written; empty: nowhere.
    std::map<std::string, std::string> settings = {};  ///< `--timeout`: a setting's key → text.

    bool wants_json() const { return format == Format::json || format == Format::jsonl; }
};

}  // namespace emerg
