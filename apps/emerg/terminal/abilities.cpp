#include "apps/emerg/terminal/abilities.h"

#include "apps/emerg/world.h"

#include <poll.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <string_view>

namespace emerg {
namespace {

constexpr auto names_with_links = std::to_array<std::string_view>(
    {"iTerm.app", "WezTerm", "vscode", "ghostty", "Hyper", "Tabby", "rio"});
constexpr auto kinds_with_links = std::to_array<std::string_view>(
    {"xterm-kitty", "xterm-ghostty", "alacritty", "foot", "wezterm", "contour"});
/// Each is set by one kind of terminal.
constexpr auto marks_of_links = std::to_array<const char*>(
    {"KITTY_WINDOW_ID", "WT_SESSION", "KONSOLE_VERSION", "DOMTERM", "WEZTERM_PANE"});
/// The first version of VTE (GNOME's terminal and many others) whose links work.
constexpr int vte_with_links = 5000;

bool is_newer_vte(const std::string& version) {
    int number = 0;
    std::from_chars(version.data(), version.data() + version.size(), number);
    return number > vte_with_links;
}

bool tells_of_links(const emergency::Environment& environment) {
    const auto kind = variable(environment, "TERM");
    const auto name = variable(environment, "TERM_PROGRAM");
    return std::any_of(kinds_with_links.begin(), kinds_with_links.end(),
                       [&](const auto& each) { return kind.starts_with(each); }) ||
           std::find(names_with_links.begin(), names_with_links.end(), name) !=
               names_with_links.end() ||
           std::any_of(marks_of_links.begin(), marks_of_links.end(),
                       [&](const char* mark) { return !variable(environment, mark).empty(); }) ||
           is_newer_vte(variable(environment, "VTE_VERSION"));
}

/// Between us and the terminal, and not all of them pass links on.
bool is_multiplexed(const emergency::Environment& environment) {
    const auto kind = variable(environment, "TERM");
    return kind.starts_with("screen") || kind.starts_with("tmux");
}

}  // namespace

bool can_draw(const emergency::Environment& environment) {
    const auto kind = variable(environment, "TERM");
    return !kind.empty() && kind != "dumb";
}

bool shows_links(const emergency::Environment& environment, bool output_is_terminal) {
    const auto chosen = variable(environment, "EMERG_HYPERLINK");
    if (chosen == "always" || chosen == "never") {
        return chosen == "always";
    }
    return output_is_terminal && can_draw(environment) && !is_multiplexed(environment) &&
           tells_of_links(environment);
}

bool reader_has_left() {
    pollfd output{.fd = STDOUT_FILENO, .events = 0, .revents = 0};
    return poll(&output, 1, 0) == 1 && (output.revents & POLLERR) != 0;
}

}  // namespace emerg
