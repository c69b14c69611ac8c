#pragma once

#include "libemergency/core/clock.h"

#include <fmt/format.h>

#include <istream>
#include <ostream>
#include <string>
#include <utility>
#include <vector>

namespace emerg {

/// What is known of the three streams.
struct TerminalFacts {
    bool input_is_terminal = false;
    bool output_is_terminal = false;
    bool error_is_terminal = false;
    std::size_t width = 80;
    bool has_colour = false;    ///< Of the output.
    bool has_links = false;     ///< Ditto.
    bool asks_nothing = false;  ///< Whoever started us wants no questions.
    bool can_page = false;      ///< The output is a real terminal, on which a pager can draw.
    const emergency::StopFlag* stop = nullptr;  ///< The operator wants to stop; null: never.
};

/// The operator's screen. Answers go to `out` so that they can be piped; everything
/// said about the work itself goes to `err`.
class Terminal {
public:
    Terminal(std::istream& in, std::ostream& out, std::ostream& err, TerminalFacts facts)
        : in_(in), out_(out), err_(err), facts_(facts) {}

    /// A line of the answer.
    template <class... Args>
    void print(fmt::format_string<Args...> text, Args&&... args) {
        out_ << fmt::format(text, std::forward<Args>(args)...) << '\n';
    }

    /// A line of the conversation: "emerg: …".
    template <class... Args>
    void remark(fmt::format_string<Args...> text, Args&&... args) {
        err_ << "emerg: " << fmt::format(text, std::forward<Args>(args)...) << '\n';
    }

    std::istream& in() { return in_; }
    std::ostream& out() { return out_; }
    std::ostream& err() { return err_; }
    const TerminalFacts& facts() const { return facts_; }
    /// Files with what the editor left, until the command has ended well.
    std::vector<std::string>& drafts() { return drafts_; }
    /// Is there a person who can answer a question?
    bool can_ask() const {
        return facts_.input_is_terminal && facts_.error_is_terminal && !facts_.asks_nothing;
    }

private:
    std::istream& in_;
    std::ostream& out_;
    std::ostream& err_;
    TerminalFacts facts_;
    std::vector<std::string> drafts_ = {};
};

}  // namespace emerg
