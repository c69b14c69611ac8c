#include "apps/emerg/commands/capturing.h"
#include "apps/emerg/commands/files.h"
#include "apps/emerg/commands/text_options.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/core/text.h"
#include "libemergency/procedure/verbs.h"

#include <CLI/App.hpp>

#include <algorithm>
#include <memory>
#include <utility>

namespace emerg {
namespace {

using emergency::procedure::CustomerKnows;
using emergency::procedure::NoteOptions;
using emergency::procedure::NoteTo;
using emergency::procedure::Situation;

struct NoteArguments {
    std::vector<std::string> words;
    TextSource source;
    bool internal = false;
    std::vector<std::string> files;
    bool customer_knows = false;
    bool capture = false;
    std::string only_if;
};

/// `note CASE TEXT`, `note TEXT` and `note CASE -`: a word that names a case is the case.
struct NoteWords {
    std::vector<std::string> cases;
    std::string text;
};

NoteWords note_words(std::vector<std::string> words, bool text_is_given) {
    if (words.empty()) {
        return {};
    }
    const bool names_case = static_cast<bool>(emergency::cases::parse_reference(words.front()));
    if (text_is_given || (words.size() == 1 && names_case)) {
        return {words, {}};
    }
    NoteWords sorted;
    if (names_case) {
        sorted.cases = {words.front()};
        words.erase(words.begin());
    }
    for (const auto& word : words) {
        sorted.text += (sorted.text.empty() ? "" : " ") + word;
    }
    return sorted;
}

/// A picture cannot be the note's text.
void take_file_that_is_no_text(TextSource& source, std::vector<std::string>& files) {
    if (!source.file.empty() && source.file != "-" && is_no_text(source.file)) {
        files.push_back(std::exchange(source.file, {}));
    }
}

/// Before a screenshot is taken, the customer is told (procedure.md A3.5).
CustomerKnows customer_knows(const NoteArguments& options, const NoteOptions& note,
                             Session& session) {
    const bool has_picture =
        std::any_of(note.files.begin(), note.files.end(),
                    [](const auto& file) { return file.type.starts_with("image/"); });
    const auto& global = session.options();
    const bool may_ask = has_picture && options.only_if.empty() && session.terminal().can_ask() &&
                         !global.yes && !global.dry_run;
    const bool knows =
        options.customer_knows ||
        (may_ask && ask("Does the customer know that this was taken?", global, session.terminal()));
    return knows ? CustomerKnows::yes : CustomerKnows::no;
}

std::vector<std::string> again(const std::vector<std::string>& files, const NoteOptions& note) {
    auto words = with_text({"note"}, note.text);
    if (note.to == NoteTo::ticket) {
        words.emplace_back("--internal");
    }
    for (const auto& file : files) {
        words.push_back("--attach=" + absolute(file));
    }
    if (!files.empty()) {
        words.push_back("--only-if=" + digest_of(note.files));
    }
    if (note.customer_knows == CustomerKnows::yes) {
        words.emplace_back("--customer-knows");
    }
    return words;
}

Result<ExitCode> run(const NoteArguments& options, Session& session) {
    if (options.capture) {
        return capture_threads(options.words, session);
    }
    auto source = options.source;
    auto paths = options.files;
    take_file_that_is_no_text(source, paths);
    const bool given = !source.message.empty() || !source.file.empty();
    const auto words = note_words(options.words, given);
    source.message = given ? source.message : words.text;
    source.edit = source.edit || (source.message.empty() && source.file.empty() && paths.empty());
    const auto text = read_text(source, {}, session.environment(), session.terminal());
    const auto files = text ? read_files(paths)
                            : Result<std::vector<emergency::zendesk::Attachment>>(text.error());
    if (!files) {
        return files.error();
    }
    if (!options.only_if.empty() && options.only_if != digest_of(*files)) {
        return Error{.kind = ErrorKind::policy,
                     .message = "the file is not the one that it was when the note was begun",
                     .hint = "if the ticket lacks it, attach it again: emerg note CASE --attach"};
    }
    NoteOptions note{
        .text = *text, .to = options.internal ? NoteTo::ticket : NoteTo::thread, .files = *files};
    note.customer_knows = customer_knows(options, note, session);
    const auto plan = [&](const Situation& situation) { return plan_note(situation, note); };
    return session.carry_out_each(words.cases, {plan, again(paths, note)});
}

}  // namespace

void add_note(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<NoteArguments>();
    command.add_option("CASE TEXT", options->words,
                       "The case, then the text; - reads the text from standard input");
    auto* internal =
        command.add_flag("--internal", options->internal, "Into the ticket, as an internal note");
    command
        .add_flag("--capture", options->capture,
                  "What the thread holds and the ticket does not yet, as an internal note: Slack "
                  "forgets")
        ->excludes(internal);
    command
        .add_option(
            "--attach", options->files,
            "A file for the ticket, with an internal note; the thread gets the link; may be "
            "repeated")
        ->allow_extra_args(false);
    command.add_flag("--customer-knows", options->customer_knows,
                     "The customer was told before the screenshot was taken");
    command.add_option("--only-if", options->only_if,
                       "Only while the files have this digest: so sync attaches no other");
    add_text_options(command, options->source);
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
