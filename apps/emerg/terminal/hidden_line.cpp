#include "apps/emerg/terminal/hidden_line.h"

#include "libemergency/core/text.h"

#include <termios.h>
#include <unistd.h>

#include <algorithm>
#include <iterator>

namespace emerg {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;
using emergency::Secret;

/// As long as this lives, the terminal shows nothing of what is typed, and Ctrl-Z does not leave
/// it in that state.
class Unseen {
public:
    Unseen() {
        auto quiet = before_;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        quiet.c_cc[VSUSP] = _POSIX_VDISABLE;
        if (is_terminal_) {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
        }
    }
    Unseen(const Unseen&) = delete;
    Unseen(Unseen&&) = delete;
    Unseen& operator=(const Unseen&) = delete;
    Unseen& operator=(Unseen&&) = delete;
    ~Unseen() {
        if (is_terminal_) {
            tcsetattr(STDIN_FILENO, TCSAFLUSH, &before_);
        }
    }

private:
    termios before_ = {};
    bool is_terminal_ = tcgetattr(STDIN_FILENO, &before_) == 0;
};

std::string typed_line(const std::string& question, Terminal& terminal) {
    const Unseen unseen;
    terminal.err() << question << ' ' << std::flush;
    std::string line;
    std::getline(terminal.in(), line);
    terminal.err() << '\n';
    return line;
}

bool is_one_word(const std::string& text) {
    return !text.empty() && std::all_of(text.begin(), text.end(),
                                        [](char byte) { return byte > ' ' && byte < 127; });
}

}  // namespace

Result<Secret> read_secret(const std::string& question, Terminal& terminal) {
    const auto text =
        emergency::trimmed(terminal.facts().input_is_terminal
                               ? typed_line(question, terminal)
                               : std::string(std::istreambuf_iterator<char>(terminal.in()), {}));
    if (!is_one_word(text)) {
        return Error{.kind = ErrorKind::usage,
                     .message = text.empty() ? "no token was given"
                                             : "that is no token: it is more than one word",
                     .hint = "type it at the prompt, or give it on standard input"};
    }
    return Secret(text);
}

}  // namespace emerg
