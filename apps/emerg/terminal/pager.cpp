#include "apps/emerg/terminal/pager.h"

#include "apps/emerg/terminal/own_child.h"

#include <fcntl.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <sstream>

namespace emerg {
namespace {

/// As long as this lives the signal is none of our business.
class Ignored {
public:
    explicit Ignored(int signal) : signal_(signal) {
        struct sigaction ignored = {};
        ignored.sa_handler = SIG_IGN;
        sigaction(signal_, &ignored, &before_);
    }
    Ignored(const Ignored&) = delete;
    Ignored(Ignored&&) = delete;
    Ignored& operator=(const Ignored&) = delete;
    Ignored& operator=(Ignored&&) = delete;
    ~Ignored() { sigaction(signal_, &before_, nullptr); }

private:
    int signal_;
    struct sigaction before_ = {};
};

/// What is written to the stream while this lives is held back.
class Held {
public:
    explicit Held(std::ostream& out) : out_(out), before_(out.rdbuf(&text_)) {}
    Held(const Held&) = delete;
    Held(Held&&) = delete;
    Held& operator=(const Held&) = delete;
    Held& operator=(Held&&) = delete;
    ~Held() { out_.rdbuf(before_); }

    std::string text() const { return text_.str(); }

private:
    std::ostream& out_;
    std::stringbuf text_;
    std::streambuf* before_;
};

/// Until all is written, or whoever reads has seen enough.
void write_all(int descriptor, const std::string& text) {
    std::size_t written = 0;
    while (written < text.size()) {
        const auto more = ::write(descriptor, text.data() + written, text.size() - written);
        if (more < 0 && errno != EINTR) {
            return;
        }
        written += more < 0 ? 0 : static_cast<std::size_t>(more);
    }
}

/// False if there is no such program, or it failed. Ctrl-C is the pager's, for as long as it runs.
bool shown_by(const std::vector<std::string>& pager, const emergency::Environment& environment,
              const std::string& text) {
    std::array<int, 2> ends{};
    if (pipe2(ends.data(), O_CLOEXEC) != 0) {
        return false;
    }
    const Ignored no_reader(SIGPIPE);
    const Ignored interruption(SIGINT);
    const auto child = start_here(pager, environment, ends[0]);
    close(ends[0]);
    if (child) {
        write_all(ends[1], text);
    }
    close(ends[1]);
    return child && ends_well(*child);
}

}  // namespace

std::vector<std::string> pager_words(const GlobalOptions& options, const World& world) {
    if (options.no_pager || !world.terminal.facts().can_page) {
        return {};
    }
    for (const char* name : {"EMERG_PAGER", "PAGER"}) {
        if (const auto chosen = variable(world.environment, name); !chosen.empty()) {
            auto words = words_of(chosen);
            return words == std::vector<std::string>{"cat"} ? std::vector<std::string>() : words;
        }
    }
    return {"less", "-FRX"};
}

emergency::Result<ExitCode> through_pager(
    const std::vector<std::string>& pager, World& world,
    const std::function<emergency::Result<ExitCode>()>& work) {
    if (pager.empty()) {
        return work();
    }
    auto& out = world.terminal.out();
    std::string text;
    auto ended = [&] {
        const Held held(out);
        auto done = work();
        text = held.text();
        return done;
    }();
    auto variables = world.environment;
    variables.emplace("LESS", "FRX");  // As git does, for a less that was chosen by its name alone.
    if (!text.empty() && !shown_by(pager, variables, text)) {
        out << text;
    }
    return ended;
}

}  // namespace emerg
