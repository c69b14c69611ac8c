#include "apps/emerg/terminal/screen.h"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <string_view>

namespace emerg {
namespace {

constexpr const char* other_screen = "\x1b[?1049h\x1b[?25l";  ///< Without a cursor.
constexpr const char* first_screen = "\x1b[?25h\x1b[?1049l";
/// A terminal that knows these shows what lies between them at once; others ignore them.
constexpr const char* piece_begins = "\x1b[?2026h\x1b[H";
constexpr const char* piece_ends = "\x1b[J\x1b[?2026l";
constexpr const char* rest_of_line = "\x1b[K";

/// An arrow comes as several bytes, all of them at once.
Key key_of(std::string_view bytes) {
    if (bytes == "\x1b[A" || bytes == "\x1bOA" || bytes == "k") {
        return Key::up;
    }
    if (bytes == "\x1b[B" || bytes == "\x1bOB" || bytes == "j") {
        return Key::down;
    }
    if (bytes == "\r" || bytes == "\n" || bytes == "s") {
        return Key::show;
    }
    constexpr auto letters = std::to_array<std::pair<std::string_view, Key>>(
        {{"n", Key::next}, {"r", Key::again}, {"?", Key::help}, {"q", Key::quit}});
    for (const auto& [letter, key] : letters) {
        if (bytes == letter) {
            return key;
        }
    }
    return Key::none;
}

}  // namespace

std::unique_ptr<Screen> Screen::open(std::ostream& out, std::ostream& err) {
    const Files files{.input = STDIN_FILENO, .output = STDOUT_FILENO};
    termios before{};
    if (isatty(files.output) != 1 || tcgetattr(files.input, &before) != 0) {
        return nullptr;
    }
    std::unique_ptr<Screen> screen(new Screen(out, err, files, before));
    screen->enter();
    return screen;
}

Screen::~Screen() {
    leave();
}

/// Ctrl-C stays a signal; Ctrl-Z does not stop the program with the terminal in this state.
void Screen::enter() {
    auto raw = before_;
    raw.c_lflag &= ~static_cast<tcflag_t>(ICANON | ECHO);
    raw.c_cc[VSUSP] = _POSIX_VDISABLE;
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    tcsetattr(files_.input, TCSANOW, &raw);
    out_ << other_screen << std::flush;
    err_.rdbuf(&said_);
    is_taken_ = true;
}

void Screen::leave() {
    if (is_taken_) {
        err_.rdbuf(err_before_);
        out_ << first_screen << std::flush;
        tcsetattr(files_.input, TCSANOW, &before_);
        is_taken_ = false;
    }
}

ScreenSize Screen::size() const {
    winsize size{};
    const bool is_known = ioctl(files_.output, TIOCGWINSZ, &size) == 0;
    ScreenSize known;
    known.lines = is_known && size.ws_row > 0 ? size.ws_row : known.lines;
    known.columns = is_known && size.ws_col > 0 ? size.ws_col : known.columns;
    return known;
}

void Screen::draw(const std::vector<std::string>& lines) {
    std::string piece = piece_begins;
    for (const auto& line : lines) {
        piece += &line == &lines.front() ? "" : "\r\n";
        piece += line + rest_of_line;
    }
    out_ << piece + piece_ends << std::flush;
}

Key Screen::key(std::chrono::milliseconds within) {
    pollfd input{.fd = files_.input, .events = POLLIN, .revents = 0};
    const int ready = poll(&input, 1, static_cast<int>(within.count()));
    if (ready <= 0) {
        return ready < 0 && errno == EINTR ? Key::signal : Key::none;
    }
    std::array<char, 3> bytes{};
    if (read(files_.input, bytes.data(), 1) <= 0) {
        return Key::quit;
    }
    std::size_t count = 1;
    if (bytes.front() == '\x1b' && poll(&input, 1, 0) > 0) {
        const auto more = read(files_.input, bytes.data() + 1, bytes.size() - 1);
        count += more > 0 ? static_cast<std::size_t>(more) : 0;
    }
    return key_of({bytes.data(), count});
}

std::string Screen::last_said() {
    std::istringstream lines(said_.str());
    std::string last;
    for (std::string line; std::getline(lines, line);) {
        last = line;
    }
    said_.str({});
    return last;
}

void Screen::ring() {
    out_ << '\a' << std::flush;
}

}  // namespace emerg
