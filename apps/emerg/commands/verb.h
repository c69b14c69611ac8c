#pragma once

#include "apps/emerg/session.h"

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): not ours.
class App;
}

namespace emerg {

/// What the command line asked for. Parsing chooses it; nothing runs before parsing is over.
using Job = std::function<Result<ExitCode>(Session&)>;

/// A command that needs neither configuration nor services: help, completion, version, sandbox.
using PlainJob = std::function<Result<ExitCode>(World&, const GlobalOptions&)>;

/// What parsing came to: one of the two.
struct Chosen {
    Job job = {};
    PlainJob plain = {};
    std::string verb = {};
    bool is_long = false;  ///< The answer may fill more than a screen: a pager may show it.
};

/// When in an emergency a verb is used; help is in this order.
enum class StageOfUse { look, acknowledge, engage, hand_over, on_call, set_up };

/// One record a verb: help, man page and completion are made from it and from the options
/// that `add` declares.
struct Verb {
    std::string_view name;
    StageOfUse stage;
    std::string_view summary;  ///< One line.
    std::string_view details;  ///< A paragraph or two, for help and man page.
    std::vector<std::string_view>
        examples;                 ///< Two at least; they run as they stand in the sandbox.
    std::string_view exit_codes;  ///< The codes that mean something special here.
    void (*add)(CLI::App& command, Chosen& chosen);  ///< Declares words and options.
    std::vector<std::string> words = {};  ///< What the first word may be, if it is no case.
};

/// Every verb, in the order of help.
std::span<const Verb> verbs();

/// The verb with this name; null if there is none.
const Verb* verb_of(std::string_view name);

/// "end CASE", or "CASE end" as the queue keeps it.
struct SortedWords {
    std::string what = {};  ///< The verb's own word; empty if none was said.
    std::vector<std::string> cases = {};
};

/// The words after a verb that has words of its own.
SortedWords sorted(std::string_view verb, const std::vector<std::string>& words);

/// Each declares the options of its verb; in a file of its own.
void add_list(CLI::App& command, Chosen& chosen);
void add_show(CLI::App& command, Chosen& chosen);
void add_next(CLI::App& command, Chosen& chosen);
void add_timeline(CLI::App& command, Chosen& chosen);
void add_report(CLI::App& command, Chosen& chosen);
void add_watch(CLI::App& command, Chosen& chosen);
void add_ack(CLI::App& command, Chosen& chosen);
void add_contact(CLI::App& command, Chosen& chosen);
void add_resolve(CLI::App& command, Chosen& chosen);
void add_followup(CLI::App& command, Chosen& chosen);
void add_bulk(CLI::App& command, Chosen& chosen);
void add_call(CLI::App& command, Chosen& chosen);
void add_triage(CLI::App& command, Chosen& chosen);
void add_note(CLI::App& command, Chosen& chosen);
void add_status(CLI::App& command, Chosen& chosen);
void add_fetch(CLI::App& command, Chosen& chosen);
void add_handoff(CLI::App& command, Chosen& chosen);
void add_close(CLI::App& command, Chosen& chosen);
void add_stuck(CLI::App& command, Chosen& chosen);
void add_card(CLI::App& command, Chosen& chosen);
void add_page(CLI::App& command, Chosen& chosen);
void add_escalate(CLI::App& command, Chosen& chosen);
void add_overload(CLI::App& command, Chosen& chosen);
void add_schedule(CLI::App& command, Chosen& chosen);
void add_journal(CLI::App& command, Chosen& chosen);
void add_prompt(CLI::App& command, Chosen& chosen);
void add_sync(CLI::App& command, Chosen& chosen);
void add_init(CLI::App& command, Chosen& chosen);
void add_auth(CLI::App& command, Chosen& chosen);
void add_doctor(CLI::App& command, Chosen& chosen);
void add_api(CLI::App& command, Chosen& chosen);
void add_config(CLI::App& command, Chosen& chosen);
void add_sandbox(CLI::App& command, Chosen& chosen);
void add_schema(CLI::App& command, Chosen& chosen);
void add_drill(CLI::App& command, Chosen& chosen);
void add_completion(CLI::App& command, Chosen& chosen);
void add_version(CLI::App& command, Chosen& chosen);
void add_help(CLI::App& command, Chosen& chosen);

}  // namespace emerg
