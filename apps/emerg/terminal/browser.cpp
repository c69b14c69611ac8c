#include "apps/emerg/terminal/browser.h"

#include "apps/emerg/other_words.h"
#include "apps/emerg/terminal/escapes.h"
#include "apps/emerg/terminal/own_child.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <unistd.h>

#include <vector>

namespace emerg {
namespace {

using emergency::Error;
using emergency::ErrorKind;

constexpr const char* desktop_program = "xdg-open";

/// None over SSH, in cron, on a server.
bool has_desktop(const emergency::Environment& environment) {
    return !variable(environment, "DISPLAY").empty() ||
           !variable(environment, "WAYLAND_DISPLAY").empty();
}

std::vector<std::string> browser_words(const emergency::Environment& environment) {
    const auto chosen = variable(environment, "BROWSER");
    if (auto words = words_of(chosen.substr(0, chosen.find(':'))); !words.empty()) {
        return words;
    }
    const bool is_there =
        has_desktop(environment) && !program_on_path(desktop_program, environment).empty();
    return is_there ? std::vector<std::string>{desktop_program} : std::vector<std::string>();
}

}  // namespace

emergency::Result<void> open_in_browser(const std::string& address, Terminal& terminal,
                                        const emergency::Environment& environment) {
    if (!is_plain_address(address)) {
        return Error{
            .kind = ErrorKind::failed_there,
            .message = fmt::format("'{}' is no web address", emergency::one_line(address))};
    }
    auto words = browser_words(environment);
    if (words.empty()) {
        terminal.print("{}", address);
        return {};
    }
    words.push_back(address);
    const auto child = start_here(words, environment, STDIN_FILENO);
    return child && ends_well(*child)
               ? emergency::Result<void>()
               : Error{.kind = ErrorKind::local,
                       .message = fmt::format("the browser {} failed", words.front()),
                       .hint = address};
}

}  // namespace emerg
