#include "libemergency/core/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace emergency {
namespace {

using Deadline = std::chrono::steady_clock::time_point;

Error failure(const Command& command, const std::string& what) {
    return {.kind = ErrorKind::local,
            .message = fmt::format(
                "{} {}", command.words.empty() ? "the command" : command.words.front(), what)};
}

std::vector<std::string> environment_of(const Command& command) {
    std::vector<std::string> all;
    all.reserve(command.variables.size());
    for (const auto& [name, value] : command.variables) {
        all.push_back(fmt::format("{}={}", name, value));
    }
    return all;
}

std::vector<char*> pointers_to(std::vector<std::string>& texts) {
    std::vector<char*> pointers;
    pointers.reserve(texts.size() + 1);
    for (auto& text : texts) {
        pointers.push_back(text.data());
    }
    pointers.push_back(nullptr);
    return pointers;
}

/// Starts the program in a process group of its own, so that its children end with it.
int start(const Command& command, int output, pid_t& child) {
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
    posix_spawnattr_setpgroup(&attributes, 0);
    auto words = command.words;
    auto variables = environment_of(command);
    const int problem = posix_spawnp(&child, words.front().c_str(), &actions, &attributes,
                                     pointers_to(words).data(), pointers_to(variables).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return problem;
}

/// Waits until there is something to read; false when the deadline has passed.
bool readable(int descriptor, Deadline deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    pollfd wanted{descriptor, POLLIN, 0};
    return left.count() > 0 && poll(&wanted, 1, static_cast<int>(left.count())) != 0;
}

/// Reads until the end; false when the deadline passed before it.
bool read_until(int descriptor, Deadline deadline, std::string& text) {
    std::array<char, 4096> buffer{};
    while (readable(descriptor, deadline)) {
        const auto count = read(descriptor, buffer.data(), buffer.size());
        if (count > 0) {
            text.append(buffer.data(), static_cast<std::size_t>(count));
        }
        if (count == 0 || (count < 0 && errno != EINTR)) {
            return true;
        }
    }
    return false;
}

int wait_for(pid_t child) {
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    return status;
}

}  // namespace

Result<std::string> output_of(const Command& command) {
    std::array<int, 2> ends{};
    if (command.words.empty() || pipe2(ends.data(), O_CLOEXEC) != 0) {
        return failure(command, "cannot be run");
    }
    const auto deadline = std::chrono::steady_clock::now() + command.limit;
    pid_t child = 0;
    const int problem = start(command, ends[1], child);
    close(ends[1]);
    if (problem != 0) {
        close(ends[0]);
        return failure(command, fmt::format("cannot be run: {}", std::strerror(problem)));
    }
    std::string text;
    const bool ended = read_until(ends[0], deadline, text);
    close(ends[0]);
    if (!ended) {
        kill(-child, SIGKILL);
    }
    const int status = wait_for(child);
    if (!ended) {
        return failure(command, fmt::format("took longer than {} ms", command.limit.count()));
    }
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) {
        return failure(command, WIFEXITED(status)
                                    ? fmt::format("ended with status {}", WEXITSTATUS(status))
                                    : "was killed");
    }
    while (text.ends_with('\n') || text.ends_with('\r')) {
        text.pop_back();
    }
    return text;
}

}  // namespace emergency
