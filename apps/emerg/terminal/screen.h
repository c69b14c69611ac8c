#pragma once

#include <termios.h>

#include <chrono>
#include <memory>
#include <ostream>
#include <sstream>
#include <string>
#include <vector>

namespace emerg {

/// How much fits on the terminal.
struct ScreenSize {
    std::size_t lines = 24;
    std::size_t columns = 80;
};

/// What was pressed.
enum class Key {
    none,    ///< Nothing, within the time.
    up,      ///< The arrow, or k.
    down,    ///< The arrow, or j.
    next,    ///< n
    show,    ///< s, or Enter.
    again,   ///< r
    help,    ///< ?
    quit,    ///< q, or the terminal has gone.
    signal,  ///< The waiting was ended by a signal.
};

/// The whole of a terminal, for as long as this lives: keys come one by one and are not echoed;
/// what was there before is there again afterwards. What is written to `err` meanwhile would stand
/// across what is drawn: it is kept.
class Screen {
public:
    /// Nothing if standard input or output is no terminal.
    static std::unique_ptr<Screen> open(std::ostream& out, std::ostream& err);
    Screen(const Screen&) = delete;
    Screen& operator=(const Screen&) = delete;
    Screen(Screen&&) = delete;
    Screen& operator=(Screen&&) = delete;
    ~Screen();

    /// As it is now: a terminal may change its size at any time.
    ScreenSize size() const;
    /// Draws over what is shown, in one piece, so that nothing flickers; what does not fit is cut
    /// by whoever draws.
    void draw(const std::vector<std::string>& lines);
    /// Waits so long for a key.
    Key key(std::chrono::milliseconds within);
    /// The last line that was written to `err` since this was asked; nobody may be writing now.
    std::string last_said();
    /// Rings the terminal's bell.
    void ring();
    /// Gives the terminal back, for a command that uses it, and takes it again.
    void leave();
    void enter();

private:
    /// The terminal as two files, which were opened by others.
    struct Files {
        int input = 0;
        int output = 1;
    };
    Screen(std::ostream& out, std::ostream& err, Files files, const termios& before)
        : out_(out), err_(err), err_before_(err.rdbuf()), files_(files), before_(before) {}

    std::ostream& out_;
    std::ostream& err_;
    std::streambuf* err_before_;
    std::stringbuf said_;
    Files files_;
    termios before_;
    bool is_taken_ = false;
};

}  // namespace emerg
