#include "apps/emerg/commands/text_options.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/core/text.h"
#include "libemergency/procedure/verbs.h"

#include <CLI/App.hpp>

#include <memory>

namespace emerg {
namespace {

using emergency::procedure::NoteTo;
using emergency::procedure::Situation;

struct Options {
    std::vector<std::string> words;
    TextSource source;
    bool internal = false;
};

/// `note CASE TEXT`, `note TEXT` and `note CASE -`: a word that names a case is the case.
struct Words {
    std::vector<std::string> cases;
    std::string text;
};

Words sorted(std::vector<std::string> words, bool text_is_given) {
    if (words.empty()) {
        return {};
    }
    const bool names_case = static_cast<bool>(emergency::cases::parse_reference(words.front()));
    if (text_is_given || (words.size() == 1 && names_case)) {
        return {words, {}};
    }
    Words sorted;
    if (names_case) {
        sorted.cases = {words.front()};
        words.erase(words.begin());
    }
    for (const auto& word : words) {
        sorted.text += (sorted.text.empty() ? "" : " ") + word;
    }
    return sorted;
}

Result<ExitCode> run(const Options& options, Session& session) {
    auto source = options.source;
    const bool given = !source.message.empty() || !source.file.empty();
    const auto words = sorted(options.words, given);
    source.message = given ? source.message : words.text;
    source.edit = source.edit || (source.message.empty() && source.file.empty());
    const auto text = read_text(source, {}, session.environment(), session.terminal());
    if (!text) {
        return text.error();
    }
    const auto plan = [&](const Situation& situation) {
        return plan_note(situation,
                         {.text = *text, .to = options.internal ? NoteTo::ticket : NoteTo::thread});
    };
    auto again = with_text({"note"}, *text);
    if (options.internal) {
        again.emplace_back("--internal");
    }
    return session.carry_out_each(words.cases, {plan, again});
}

}  // namespace

void add_note(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<Options>();
    command.add_option("CASE TEXT", options->words,
                       "The case, then the text; - reads the text from standard input");
    command.add_flag("--internal", options->internal, "Into the ticket, as an internal note");
    add_text_options(command, options->source);
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
