#include "libemergency/core/process.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <spawn.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace emergency {
namespace {

using Deadline = std::chrono::steady_clock::time_point;

constexpr int longest_poll_ms = 3'600'000;
constexpr int longest_pause_ms = 20;

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

/// Closes itself; -1 is none.
class Descriptor {
public:
    explicit Descriptor(int number) : number_(number) {}
    Descriptor(const Descriptor&) = delete;
    Descriptor(Descriptor&&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    Descriptor& operator=(Descriptor&&) = delete;
    ~Descriptor() { close_now(); }

    void close_now() {
        if (number_ >= 0) {
            close(number_);
        }
        number_ = -1;
    }
    int number() const { return number_; }

private:
    int number_;
};

/// A file in memory: a program that does not read it, or writes much, blocks nobody.
int file_in_memory() {
    return memfd_create("stream", MFD_CLOEXEC);
}

bool holds_input(int file, const Command& command) {
    const auto size = static_cast<ssize_t>(command.input.size());
    return file >= 0 && write(file, command.input.data(), command.input.size()) == size &&
           lseek(file, 0, SEEK_SET) == 0;
}

/// Starts the program in a process group of its own, so that its children end with it.
int start(const Command& command, int output, int complaints, pid_t& child) {
    const Descriptor input(file_in_memory());
    if (!holds_input(input.number(), command)) {
        return errno;
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input.number(), STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, complaints, STDERR_FILENO);
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

/// Milliseconds until the deadline, as poll takes them; none when it has passed.
int left_until(Deadline deadline) {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
        deadline - std::chrono::steady_clock::now());
    return static_cast<int>(std::clamp<long long>(left.count(), 0, longest_poll_ms));
}

/// Waits until there is something to read; false when the deadline has passed.
bool readable(int descriptor, Deadline deadline) {
    pollfd wanted{descriptor, POLLIN, 0};
    while (const int left = left_until(deadline)) {
        // A signal interrupts the wait, and a read without anything to read would have no limit.
        if (poll(&wanted, 1, left) > 0) {
            return true;
        }
    }
    return false;
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

/// Waits for the child's end, which is not that of its output; false when the deadline passed
/// first.
bool ended_until(pid_t child, Deadline deadline, int& status) {
    for (int pause = 1;; pause = std::min(pause * 2, longest_pause_ms)) {
        if (waitpid(child, &status, WNOHANG) != 0) {
            return true;
        }
        const int left = left_until(deadline);
        if (left == 0) {
            return false;
        }
        poll(nullptr, 0, std::min(pause, left));
    }
}

/// Ends the program and its children, and forgets it.
void end_all(pid_t child) {
    kill(-child, SIGKILL);
    while (waitpid(child, nullptr, 0) < 0 && errno == EINTR) {
    }
}

void drop_final_newlines(std::string& text) {
    while (text.ends_with('\n') || text.ends_with('\r')) {
        text.pop_back();
    }
}

}  // namespace

Result<Ended> run_to_end(const Command& command) {
    std::array<int, 2> ends{};
    if (command.words.empty() || pipe2(ends.data(), O_CLOEXEC) != 0) {
        return failure(command, "cannot be run");
    }
    const Descriptor reading(ends[0]);
    Descriptor writing(ends[1]);
    const Descriptor complaints(file_in_memory());
    const auto deadline = std::chrono::steady_clock::now() + command.limit;
    pid_t child = 0;
    const int problem = start(command, writing.number(), complaints.number(), child);
    writing.close_now();
    if (problem != 0) {
        return failure(command, fmt::format("cannot be run: {}", std::strerror(problem)));
    }
    Ended ended;
    int status = 0;
    if (!read_until(reading.number(), deadline, ended.output) ||
        !ended_until(child, deadline, status)) {
        end_all(child);
        return failure(command, fmt::format("took longer than {} ms", command.limit.count()));
    }
    if (!WIFEXITED(status)) {
        return failure(command, "was killed");
    }
    ended.status = WEXITSTATUS(status);
    lseek(complaints.number(), 0, SEEK_SET);
    read_until(complaints.number(), deadline, ended.said);
    drop_final_newlines(ended.output);
    drop_final_newlines(ended.said);
    return ended;
}

Result<std::string> output_of(const Command& command) {
    auto ended = run_to_end(command);
    if (!ended) {
        return ended.error();
    }
    if (ended->status != 0) {
        return failure(command, fmt::format("ended with status {}", ended->status));
    }
    return std::move(ended->output);
}

Error become(const Command& command) {
    auto words = command.words;
    auto variables = environment_of(command);
    execve(words.front().c_str(), pointers_to(words).data(), pointers_to(variables).data());
    return failure(command, fmt::format("cannot be run: {}", std::strerror(errno)));
}

}  // namespace emergency
