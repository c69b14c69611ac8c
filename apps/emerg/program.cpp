#include "apps/emerg/program.h"

#include "apps/emerg/command_tree.h"
#include "apps/emerg/config_files.h"
#include "apps/emerg/help.h"
#include "apps/emerg/terminal/complaint.h"
#include "libemergency/core/text.h"

#include <CLI/App.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace emerg {
namespace {

/// Options of the whole program that take the next word as their value.
bool takes_next_word(const std::string& word) {
    static const std::set<std::string> all{"-o",        "--output", "-p",
                                           "--profile", "--config", "--timeout"};
    return all.contains(word);
}

/// The first word that is no option: the verb, known or not.
std::string first_word(const std::vector<std::string>& words) {
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (takes_next_word(words[i])) {
            ++i;
        } else if (!words[i].starts_with('-')) {
            return words[i];
        }
    }
    return {};
}

bool contains(const std::vector<std::string>& words, const char* wanted) {
    const auto end = std::find(words.begin(), words.end(), "--");
    return std::find(words.begin(), end, wanted) != end;
}

/// Before parsing, for complaints about the words themselves.
bool wants_json(const std::vector<std::string>& words) {
    const auto end = std::find(words.begin(), words.end(), "--");
    return std::any_of(words.begin(), end, [](const auto& word) {
        return word.starts_with("--json=") || word.starts_with("-ojson") ||
               word.starts_with("--output=json");
    });
}

/// -h, --help, -V, --version and no words at all are `help` and `version`.
std::vector<std::string> plainly(std::vector<std::string> words) {
    const auto verb = first_word(words);
    if (contains(words, "-h") || contains(words, "--help") || words.empty()) {
        return verb.empty() || verb == "help" ? std::vector<std::string>{"help"}
                                              : std::vector<std::string>{"help", verb};
    }
    if (verb.empty() && (contains(words, "-V") || contains(words, "--version"))) {
        return {"version"};
    }
    return words;
}

Error unknown_verb(const std::string& word) {
    std::vector<std::string> known;
    for (const auto& verb : verbs()) {
        known.emplace_back(verb.name);
    }
    const auto near = emergency::nearest(word, known);
    return {.kind = ErrorKind::usage,
            .message = word.empty()
                           ? "no command is given"
                           : fmt::format("there is no command '{}'", emergency::one_line(word)),
            .hint = near.empty() || word.empty() ? "emerg help lists the commands"
                                                 : fmt::format("did you mean {}?", near)};
}

Error misunderstood(const CLI::ParseError& problem, const std::string& verb) {
    return {.kind = ErrorKind::usage,
            .message = emergency::one_line(problem.what()),
            .hint = fmt::format("emerg help {}", verb)};
}

/// What words mean that were understood before, and kept.
Result<Job> job_of(const std::vector<std::string>& words) {
    GlobalOptions options;
    Chosen chosen;
    const auto tree = command_tree(options, chosen);
    try {
        tree->parse(std::vector<std::string>(words.rbegin(), words.rend()));
    } catch (const CLI::ParseError& problem) {
        return misunderstood(problem, words.empty() ? std::string() : words.front());
    }
    return chosen.job;
}

Result<ExitCode> perform(const Chosen& chosen, const GlobalOptions& options, World& world) {
    if (chosen.plain) {
        return chosen.plain(world, options);
    }
    auto loaded = read_config(options, world.environment);
    if (!loaded) {
        return loaded.error();
    }
    Session session(world, options, *std::move(loaded), chosen.verb, &job_of);
    const auto ended = chosen.job(session);
    session.warn_of_clock();
    return ended ? *ended : session.complain(ended.error());
}

int told(const Error& error, const ComplaintStyle& style, World& world) {
    write_complaint(error, style, world.terminal.err());
    return static_cast<int>(exit_code_of(error.kind));
}

}  // namespace

int run_program(std::vector<std::string> words, World& world) {
    words = with_plain_json(plainly(std::move(words)));
    const auto verb = first_word(words);
    const bool json = wants_json(words);
    if (verb_of(verb) == nullptr) {
        return told(unknown_verb(verb), {.command = {}, .json = json}, world);
    }
    GlobalOptions options;
    Chosen chosen;
    const auto tree = command_tree(options, chosen);
    try {
        std::reverse(words.begin(), words.end());  // CLI11 wants the last word first.
        tree->parse(std::move(words));
    } catch (const CLI::ParseError& problem) {
        return told(misunderstood(problem, verb), {.command = verb, .json = json}, world);
    }
    const ComplaintStyle style{.command = verb, .json = options.wants_json()};
    const auto ended = perform(chosen, options, world);
    if (ended && *ended == ExitCode::done && !world.terminal.out().flush()) {
        return told({.kind = ErrorKind::local, .message = "the answer cannot be written"}, style,
                    world);
    }
    return ended ? static_cast<int>(*ended) : told(ended.error(), style, world);
}

bool handles_signals(const std::vector<std::string>& words) {
    return first_word(words) == "sandbox";
}

}  // namespace emerg
