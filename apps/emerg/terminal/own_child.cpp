#include "apps/emerg/terminal/own_child.h"

#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>

namespace emerg {
namespace {

std::vector<char*> pointers_into(std::vector<std::string>& texts) {
    std::vector<char*> all;
    all.reserve(texts.size() + 1);
    for (auto& text : texts) {
        all.push_back(text.data());
    }
    all.push_back(nullptr);
    return all;
}

}  // namespace

/// What we ignore meanwhile is the child's to hear.
std::optional<pid_t> start_here(std::vector<std::string> words,
                                const emergency::Environment& environment, int input) {
    std::vector<std::string> variables;
    for (const auto& [name, value] : environment) {
        variables.push_back(fmt::format("{}={}", name, value));
    }
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    sigset_t heard;
    sigemptyset(&heard);
    sigaddset(&heard, SIGINT);
    sigaddset(&heard, SIGPIPE);
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setsigdefault(&attributes, &heard);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    pid_t child = 0;
    const int problem = posix_spawnp(&child, words.front().c_str(), &actions, &attributes,
                                     pointers_into(words).data(), pointers_into(variables).data());
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return problem == 0 ? std::optional(child) : std::nullopt;
}

bool ends_well(pid_t child) {
    int status = 0;
    pid_t ended = 0;
    do {
        ended = waitpid(child, &status, 0);
    } while (ended < 0 && errno == EINTR);
    return ended == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

std::vector<std::string> words_of(const std::string& command) {
    auto words = emergency::split(emergency::one_line(command), ' ');
    std::erase(words, "");
    return words;
}

}  // namespace emerg
