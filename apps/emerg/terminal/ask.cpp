#include "apps/emerg/terminal/ask.h"

#include "apps/emerg/terminal/own_child.h"
#include "apps/emerg/world.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <utility>
#include <vector>

namespace emerg {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;

std::string all_of(std::istream& in) {
    std::ostringstream text;
    text << in.rdbuf();  // What cannot be read is empty, a folder too.
    return text.str();
}

Result<std::string> text_in(const std::string& path, Terminal& terminal) {
    if (path == "-") {
        return all_of(terminal.in());
    }
    std::ifstream file(path);
    if (!file) {
        return Error{.kind = ErrorKind::usage, .message = fmt::format("cannot read {}", path)};
    }
    return all_of(file);
}

std::vector<std::string> editor_words(const emergency::Environment& environment) {
    for (const char* name : {"EMERG_EDITOR", "VISUAL", "EDITOR"}) {
        if (auto words = words_of(variable(environment, name)); !words.empty()) {
            return words;
        }
    }
    return {"vi"};
}

Result<std::string> from_editor(const std::string& draft, const emergency::Environment& environment,
                                Terminal& terminal) {
    const auto folder = variable(environment, "TMPDIR");
    auto path = (folder.empty() ? std::string("/tmp") : folder) + "/emerg-XXXXXX";
    const int descriptor = mkstemp(path.data());  // Made with mode 0600.
    if (descriptor < 0) {
        return Error{.kind = ErrorKind::local, .message = "cannot make a file for the editor"};
    }
    close(descriptor);
    std::ofstream(path) << draft;
    auto words = editor_words(environment);
    words.push_back(path);
    const auto editor = start_here(words, environment, STDIN_FILENO);
    if (!editor || !ends_well(*editor)) {
        return Error{.kind = ErrorKind::local,
                     .message = fmt::format("the editor {} failed", words.front()),
                     .hint = fmt::format("your text is kept in {}", path)};
    }
    std::ifstream file(path);
    auto text = all_of(file);
    if (emergency::trimmed(text).empty()) {
        unlink(path.c_str());
        return Error{.kind = ErrorKind::usage, .message = "the text is empty; nothing was sent"};
    }
    terminal.drafts().push_back(path);
    return text;
}

Error unanswered() {
    return {.kind = ErrorKind::usage, .message = "the question was not answered; nothing was sent"};
}

}  // namespace

Result<void> ask(const std::string& question, const GlobalOptions& options, Terminal& terminal) {
    if (options.no_input || !terminal.can_ask()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "this would be sent to people, and there is nobody to ask",
                     .hint = "add --yes to send it, or --dry-run to look at it"};
    }
    const auto agreed = ask_whether(question, terminal);
    if (agreed && *agreed) {
        return {};
    }
    return Error{.kind = ErrorKind::usage, .message = "not agreed; nothing was sent"};
}

Result<bool> ask_whether(const std::string& question, Terminal& terminal) {
    terminal.err() << emergency::one_line(question) << " [y/N] " << std::flush;
    std::string reply;
    if (!std::getline(terminal.in(), reply)) {
        return unanswered();
    }
    reply = emergency::lower(emergency::trimmed(reply));
    return reply == "y" || reply == "yes";
}

Result<std::string> ask_for_line(const std::string& question, Terminal& terminal) {
    terminal.err() << emergency::one_line(question) << ' ' << std::flush;
    std::string reply;
    std::getline(terminal.in(), reply);
    reply = emergency::one_line(reply);
    return emergency::trimmed(reply).empty() ? Result<std::string>(unanswered())
                                             : Result<std::string>(emergency::trimmed(reply));
}

Result<std::string> read_text(const TextSource& source, const std::string& draft,
                              const emergency::Environment& environment, Terminal& terminal) {
    auto text = std::string();
    if (source.message == "-" || !source.file.empty()) {
        auto read = text_in(source.file.empty() ? "-" : source.file, terminal);
        if (!read) {
            return read;
        }
        text = *std::move(read);
    } else {
        text = source.message;
    }
    if (!source.edit) {
        return text;
    }
    if (!terminal.can_ask()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "there is no terminal for an editor",
                     .hint = "give the text with -m, --file or on standard input"};
    }
    return from_editor(text.empty() ? draft : text, environment, terminal);
}

}  // namespace emerg
