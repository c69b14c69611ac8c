#include "apps/emerg/program.h"

#include "apps/emerg/command_tree.h"
#include "apps/emerg/config_files.h"
#include "apps/emerg/drill_ground.h"
#include "apps/emerg/help.h"
#include "apps/emerg/other_words.h"
#include "apps/emerg/terminal/abilities.h"
#include "apps/emerg/terminal/complaint.h"
#include "apps/emerg/terminal/pager.h"
#include "apps/emerg/terminal/shaping.h"
#include "libemergency/core/process.h"
#include "libemergency/core/text.h"

#include <CLI/App.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace emerg {
namespace {

/// The first word that is no option: the verb, known or not.
std::string first_word(const std::vector<std::string>& words) {
    const auto place = place_of_command(words);
    return place < words.size() ? words[place] : std::string();
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

/// A word that is no command of ours may be an alias of the configuration, or a program emerg-WORD,
/// which takes over then.
Result<std::vector<std::string>> in_our_words(std::vector<std::string> words, World& world) {
    const auto place = place_of_command(words);
    if (place == words.size() || verb_of(words[place]) != nullptr) {
        return words;
    }
    const std::vector<std::string> before(words.begin(),
                                          words.begin() + static_cast<std::ptrdiff_t>(place));
    auto variables = extension_environment(before, world.environment);
    const auto loaded = read_config({}, variables);
    auto plain = loaded ? without_aliases(std::move(words), place, loaded->config.aliases)
                        : Result<std::vector<std::string>>(loaded.error());
    const auto program = plain ? extension_path(plain->at(place), variables) : std::string();
    if (program.empty() || verb_of(plain->at(place)) != nullptr) {
        return plain;
    }
    plain->erase(plain->begin(), plain->begin() + static_cast<std::ptrdiff_t>(place));
    plain->front() = program;
    return emergency::become({.words = *std::move(plain), .variables = std::move(variables)});
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

/// The option that a misspelt one among the words was probably meant to be; empty if none is near.
std::string meant_option(const std::vector<std::string>& words, const std::string& verb) {
    std::vector<std::string> known;
    const bool is_ours = verb_of(verb) != nullptr;
    for (const auto& rows : {option_rows({}), option_rows(is_ours ? verb : std::string())}) {
        for (const auto& row : rows) {
            for (const auto& name : emergency::split(row.names, ',')) {
                known.push_back(emergency::trimmed(name));
            }
        }
    }
    for (const auto& word : words) {
        const auto name = word.substr(0, word.find('='));
        if (name.starts_with("--") && name.size() > 2 &&
            std::find(known.begin(), known.end(), name) == known.end()) {
            return emergency::nearest(name, known);
        }
    }
    return {};
}

Error misunderstood(const CLI::ParseError& problem, const std::vector<std::string>& words,
                    const std::string& verb) {
    const auto meant = meant_option(words, verb);
    return {.kind = ErrorKind::usage,
            .message = emergency::one_line(problem.what()),
            .hint = meant.empty() ? fmt::format("emerg help {}", verb)
                                  : fmt::format("did you mean {}?", meant)};
}

/// What words mean that were understood before, and kept.
Result<Job> job_of(const std::vector<std::string>& words) {
    GlobalOptions options;
    Chosen chosen;
    const auto tree = command_tree(options, chosen);
    try {
        tree->parse(std::vector<std::string>(words.rbegin(), words.rend()));
    } catch (const CLI::ParseError& problem) {
        return misunderstood(problem, words, words.empty() ? std::string() : words.front());
    }
    return chosen.job;
}

Result<ExitCode> perform(const Chosen& chosen, const GlobalOptions& options, World& world) {
    if (auto fine = check_shape(options); !fine) {
        return fine.error();
    }
    if (auto fine = check_drill(options, world.environment); !fine) {
        return fine.error();
    }
    if (chosen.plain) {
        return chosen.plain(world, options);
    }
    auto loaded = read_config(options, world.environment);
    if (!loaded) {
        return loaded.error();
    }
    Session session(world, options, *std::move(loaded), chosen.verb, &job_of);
    // Nothing is begun that could not be traced.
    if (auto writable = session.write_trace(); !writable) {
        return writable.error();
    }
    const auto ended = chosen.job(session);
    session.warn_of_clock();
    if (const auto traced = session.write_trace(); !traced) {
        session.complain(traced.error());
    }
    return ended ? *ended : session.complain(ended.error());
}

/// What was typed in the editor outlives a command that was refused or failed.
void settle_drafts(bool was_of_use, Terminal& terminal) {
    for (const auto& path : terminal.drafts()) {
        if (was_of_use) {
            std::error_code none;
            std::filesystem::remove(path, none);
        } else {
            terminal.remark("your text is kept in {}", path);
        }
    }
}

int told(const Error& error, const ComplaintStyle& style, World& world) {
    write_complaint(error, style, world.terminal.err());
    return static_cast<int>(exit_code_of(error.kind));
}

/// The code of what came of it. An answer that could not be written is a failure, unless whoever
/// read it had seen enough.
int code_of(const Result<ExitCode>& ended, const ComplaintStyle& style, World& world) {
    if (!ended) {
        return told(ended.error(), style, world);
    }
    const bool is_lost = !world.terminal.out().flush() && !reader_has_left();
    const auto code = static_cast<int>(*ended);
    const Error lost{.kind = ErrorKind::local, .message = "the answer cannot be written"};
    const int lost_code = is_lost ? told(lost, style, world) : code;
    return *ended == ExitCode::done ? lost_code : code;
}

}  // namespace

int run_program(std::vector<std::string> words, World& world) {
    keep_within_drill(world);
    auto ours = in_our_words(std::move(words), world);
    if (!ours) {
        return told(ours.error(), {}, world);
    }
    words = with_plain_json(plainly(*std::move(ours)));
    const auto verb = first_word(words);
    const bool json = wants_json(words);
    if (verb_of(verb) == nullptr) {
        return told(unknown_verb(verb), {.command = {}, .json = json}, world);
    }
    GlobalOptions options;
    Chosen chosen;
    const auto tree = command_tree(options, chosen);
    try {
        tree->parse(std::vector<std::string>(words.rbegin(), words.rend()));
    } catch (const CLI::ParseError& problem) {
        return told(misunderstood(problem, words, verb), {.command = verb, .json = json}, world);
    }
    const ComplaintStyle style{.command = verb, .json = options.wants_json()};
    const auto pager = chosen.is_long ? pager_words(options, world) : std::vector<std::string>();
    const auto ended = through_pager(pager, world, [&] { return perform(chosen, options, world); });
    const bool was_of_use = ended && (*ended == ExitCode::done || *ended == ExitCode::in_part);
    const int code = code_of(ended, style, world);
    settle_drafts(was_of_use, world.terminal);
    return code;
}

bool handles_signals(const std::vector<std::string>& words) {
    const auto verb = first_word(words);
    return verb == "sandbox" || verb == "drill";
}

}  // namespace emerg
