#include "apps/emerg/config_files.h"
#include "apps/emerg/exit_code.h"
#include "apps/emerg/program.h"
#include "apps/emerg/terminal/abilities.h"
#include "apps/emerg/version.h"
#include "libemergency/http/curl_network.h"

#include <malloc.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <atomic>
#include <charconv>
#include <csignal>
#include <cstdint>
#include <cstdio>
#include <ctime>
#include <exception>
#include <iostream>
#include <new>
#include <string_view>

namespace {

/// What a signal's handler may touch.
emergency::StopFlag stop{false};  // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<std::int64_t> asked_to_stop{0};  // In milliseconds of the monotonic clock.

using emerg::variable;
using emergency::Environment;

Environment environment() {
    Environment all;
    for (char** entry = environ; *entry != nullptr; ++entry) {
        const std::string_view text(*entry);
        const auto equals = text.find('=');
        if (equals != std::string_view::npos) {
            all.emplace(text.substr(0, equals), text.substr(equals + 1));
        }
    }
    return all;
}

/// The customs of NO_COLOR, CLICOLOR and CLICOLOR_FORCE.
bool wants_colour(const Environment& environment, bool output_is_terminal) {
    const auto forced = variable(environment, "CLICOLOR_FORCE");
    if (!variable(environment, "NO_COLOR").empty()) {
        return false;
    }
    if (!forced.empty() && forced != "0") {
        return true;
    }
    const auto kind = variable(environment, "TERM");
    return output_is_terminal && !kind.empty() && kind != "dumb" &&
           variable(environment, "CLICOLOR") != "0";
}

/// A positive number, or `otherwise`.
std::size_t number_in(const std::string& text, std::size_t otherwise) {
    std::size_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    return read.ec == std::errc() && number > 0 ? number : otherwise;
}

/// In columns: what COLUMNS says, or the terminal itself.
std::size_t width_of_terminal(const Environment& environment, std::size_t otherwise) {
    winsize size{};
    const bool is_known = ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0;
    return number_in(variable(environment, "COLUMNS"), is_known ? size.ws_col : otherwise);
}

/// EMERG_FORCE_TTY=100 makes a pipe look like a terminal that wide, for tests.
emerg::TerminalFacts terminal_facts(const Environment& environment) {
    emerg::TerminalFacts facts{.input_is_terminal = isatty(STDIN_FILENO) == 1,
                               .output_is_terminal = isatty(STDOUT_FILENO) == 1,
                               .error_is_terminal = isatty(STDERR_FILENO) == 1,
                               .stop = &stop};
    facts.has_colour = wants_colour(environment, facts.output_is_terminal);
    facts.has_links = emerg::shows_links(environment, facts.output_is_terminal);
    facts.asks_nothing = !variable(environment, "EMERG_PROMPT_DISABLED").empty();
    facts.can_page = facts.output_is_terminal && emerg::can_draw(environment);
    facts.width = width_of_terminal(environment, facts.width);
    const auto forced = variable(environment, "EMERG_FORCE_TTY");
    if (!forced.empty()) {
        facts.output_is_terminal = true;
        facts.width = number_in(forced, facts.width);
    }
    return facts;
}

std::string first_of(const Environment& environment, std::initializer_list<const char*> names) {
    for (const char* name : names) {
        if (auto value = variable(environment, name); !value.empty()) {
            return value;
        }
    }
    return {};
}

/// Half of the time for one try, so that a service that hangs once is asked again.
emergency::Result<std::unique_ptr<emergency::http::Transport>> network(
    const emergency::Config& config, const Environment& environment) {
    const auto& settings = config.network;
    const auto otherwise = [](const std::string& chosen, const std::string& other) {
        return chosen.empty() ? other : chosen;
    };
    return emergency::http::curl_network(
        {.connect_limit = settings.connect_timeout,
         .total_limit = settings.timeout / 2,
         .ca_file = otherwise(settings.ca_file, variable(environment, "SSL_CERT_FILE")),
         .proxy = otherwise(settings.proxy, first_of(environment, {"HTTPS_PROXY", "https_proxy",
                                                                   "ALL_PROXY", "all_proxy"})),
         .no_proxy = otherwise(settings.no_proxy, first_of(environment, {"NO_PROXY", "no_proxy"})),
         .user_agent = std::string("emerg/") + emerg::version,
         .stop = &stop});
}

std::int64_t now_in_ms() {
    timespec now = {};
    clock_gettime(CLOCK_MONOTONIC, &now);
    return now.tv_sec * 1'000 + now.tv_nsec / 1'000'000;
}

/// The first signal asks for an orderly end, a second one ends the process at once. `timeout` sends
/// one to us and one to our group: they are one.
void hear(int signal) {
    constexpr std::int64_t same_moment = 300;
    if (!stop) {
        asked_to_stop = now_in_ms();
        stop = true;
    } else if (now_in_ms() - asked_to_stop > same_moment) {
        std::signal(signal, SIG_DFL);
        std::raise(signal);
    }
}

void listen_to_signals() {
    struct sigaction action = {};
    action.sa_handler = &hear;
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
}

/// The journal of somebody who has no home folder lies in `makeshift`: for them alone, and they
/// are told.
emergency::Result<emergency::Store> open_store(const std::string& folder,
                                               const std::string& makeshift,
                                               emerg::Terminal& terminal) {
    if (!makeshift.empty() && folder.starts_with(makeshift + '/')) {
        if (const auto ours = emerg::make_private(makeshift); !ours) {
            return ours.error();
        }
        terminal.remark(
            "there is no home folder: the journal is in {}, and lost with it; "
            "EMERG_STATE names a lasting place",
            folder);
    }
    return emergency::Store::open(folder);
}

/// Without a word: who only reads is a prompt.
emergency::Result<emergency::Store> open_store_to_read(const std::string& folder,
                                                       const std::string& makeshift) {
    const bool is_makeshift = !makeshift.empty() && folder.starts_with(makeshift + '/');
    const auto ours = is_makeshift ? emerg::check_private(makeshift) : emergency::Result<void>();
    return ours ? emergency::Store::open_to_read(folder) : ours.error();
}

int run(const std::vector<std::string>& said) {
    emergency::SystemClock clock(stop);
    auto variables = environment();
    const auto makeshift = emerg::settle_home(variables, &emerg::home_of_user);
    emerg::Terminal terminal(std::cin, std::cout, std::cerr, terminal_facts(variables));
    emerg::World world{
        &network,
        [&](const std::string& folder) { return open_store(folder, makeshift, terminal); },
        clock,
        terminal,
        std::move(variables),
        [&](const std::string& folder) { return open_store_to_read(folder, makeshift); }};
    if (!emerg::handles_signals(said)) {
        listen_to_signals();
    }
    const int code = emerg::run_program(said, world);
    return stop ? static_cast<int>(emerg::ExitCode::interrupted) : code;
}

/// For what no other fence held. Nothing here allocates.
int failed_unforeseen(const char* why) {
    std::fprintf(stderr, "emerg: failed unforeseen: %s\n", why);
    return static_cast<int>(emerg::ExitCode::failed);
}

}  // namespace

int main(int count, char** words) {
    // The few threads wait more than they allocate; a heap for each would grow page by page.
    mallopt(M_ARENA_MAX, 1);
    try {
        return run({words + 1, words + count});
    } catch (const std::bad_alloc&) {
        return failed_unforeseen("out of memory");
    } catch (const std::exception& problem) {
        return failed_unforeseen(problem.what());
    }
}
