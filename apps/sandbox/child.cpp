#include "apps/sandbox/child.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <iterator>
#include <optional>
#include <system_error>

namespace sandbox {
namespace {

sigset_t ending_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

sigset_t held_signals() {
    auto signals = ending_signals();
    sigaddset(&signals, SIGCHLD);
    return signals;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    std::ranges::transform(texts, std::back_inserter(pointers),
                           [](std::string& text) { return text.data(); });
    pointers.push_back(nullptr);
    return pointers;
}

/// The child must not inherit what we hold or ignore.
int spawn(pid_t& child, std::vector<std::string> words, std::vector<std::string> variables,
          Output output) {
    sigset_t none;
    sigemptyset(&none);
    auto ordinary = held_signals();
    sigaddset(&ordinary, SIGPIPE);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &ordinary);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    if (output == Output::to_error) {
        posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
    }
    const int problem = posix_spawnp(&child, words.front().c_str(), &actions, &attributes,
                                     pointers_to(words).data(), pointers_to(variables).data());
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return problem;
}

std::optional<int> status_of(pid_t child) {
    int status = 0;
    if (waitpid(child, &status, WNOHANG) != child) {
        return std::nullopt;
    }
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

/// A terminal sends its signals to the child itself.
bool is_from_terminal(const siginfo_t& signal) {
    return signal.si_code > 0;
}

int wait_for(pid_t child) {
    const auto signals = held_signals();
    while (true) {
        if (const auto status = status_of(child)) {
            return *status;
        }
        siginfo_t signal{};
        const int number = sigwaitinfo(&signals, &signal);
        if ((number == SIGINT || number == SIGTERM) && !is_from_terminal(signal)) {
            kill(child, number);
        }
    }
}

}  // namespace

HeldSignals::HeldSignals() {
    const auto signals = held_signals();
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

HeldSignals::~HeldSignals() {
    const auto signals = held_signals();
    pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void wait_for_end() {
    const auto signals = ending_signals();
    int number = 0;
    sigwait(&signals, &number);
}

emergency::Result<int> run_child(const std::vector<std::string>& command,
                                 const std::map<std::string, std::string>& environment,
                                 Output output) {
    std::vector<std::string> variables;
    variables.reserve(environment.size());
    for (const auto& [name, value] : environment) {
        variables.push_back(fmt::format("{}={}", name, value));
    }
    pid_t child = 0;
    if (const int problem = spawn(child, command, std::move(variables), output); problem != 0) {
        return emergency::Error{
            .message = fmt::format("{} cannot be started: {}", command.front(),
                                   std::error_code(problem, std::generic_category()).message())};
    }
    return wait_for(child);
}

}  // namespace sandbox
