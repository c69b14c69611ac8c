#include "apps/emerg/terminal/jq_door.h"

#include <array>
#include <atomic>
#include <csignal>
#include <cstddef>
#include <memory>

extern "C" {
#include <jq.h>
}

namespace emerg {
namespace {

struct Teardown {
    void operator()(jq_state* state) const { jq_teardown(&state); }
};
using Machine = std::unique_ptr<jq_state, Teardown>;

/// Takes the value over.
std::string text_of(jv value) {
    jv text = jv_get_kind(value) == JV_KIND_STRING ? value : jv_dump_string(value, 0);
    std::string copy(jv_string_value(text),
                     static_cast<std::size_t>(jv_string_length_bytes(jv_copy(text))));
    jv_free(text);
    return copy;
}

/// What went wrong, out of an invalid value, which is taken over; empty if nothing did.
std::string problem_in(jv invalid) {
    jv message = jv_invalid_get_msg(invalid);
    if (jv_get_kind(message) == JV_KIND_NULL) {
        jv_free(message);
        return {};
    }
    return text_of(message);
}

/// jq says several lines, the expression among them; the first says what is wrong.
void keep_first_line(void* kept, jv message) {
    auto& problem = *static_cast<std::string*>(kept);
    const auto said = text_of(message);
    if (problem.empty()) {
        problem = said.substr(0, said.find('\n'));
    }
}

/// There is one document, and no other input to read on from.
jv no_more_input(jq_state* /*machine*/, void* /*nothing*/) {
    return jv_invalid();
}

/// jq 1.6 aborts the process where it looks for a module and has not been told these.
void tell_where_modules_are(jq_state* machine) {
    constexpr const char* nowhere = "/nonexistent";
    jq_set_attr(machine, jv_string("JQ_LIBRARY_PATH"), jv_array());
    jq_set_attr(machine, jv_string("JQ_ORIGIN"), jv_string(nowhere));
    jq_set_attr(machine, jv_string("PROGRAM_ORIGIN"), jv_string(nowhere));
}

constexpr std::array signals{SIGINT, SIGTERM};

/// What a signal's handler may touch: the expression that runs, and who listened before it did.
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
std::atomic<jq_state*> running{nullptr};
// NOLINTNEXTLINE(cppcoreguidelines-avoid-non-const-global-variables)
std::array<struct sigaction, signals.size()> listeners{};

/// jq looks between any two of its steps whether it is to halt. Neither value is allocated.
void halt(int signal) {
    auto* const machine = running.exchange(nullptr);
    if (machine != nullptr && jq_halted(machine) == 0) {
        jq_halt(machine, jv_number(signal), jv_null());
    }
    listeners[signal == signals[0] ? 0 : 1].sa_handler(signal);
}

/// While it lives a signal ends the expression, too; one that nobody listened to stays as it is.
class Interruptible {
public:
    explicit Interruptible(jq_state* machine) {
        running = machine;
        for (std::size_t at = 0; at < signals.size(); ++at) {
            sigaction(signals[at], nullptr, &listeners[at]);
            if (is_heard(at)) {
                struct sigaction action = listeners[at];
                action.sa_handler = &halt;
                sigaction(signals[at], &action, nullptr);
            }
        }
    }
    Interruptible(const Interruptible&) = delete;
    Interruptible& operator=(const Interruptible&) = delete;
    Interruptible(Interruptible&&) = delete;
    Interruptible& operator=(Interruptible&&) = delete;
    ~Interruptible() {
        for (std::size_t at = 0; at < signals.size(); ++at) {
            if (is_heard(at)) {
                sigaction(signals[at], &listeners[at], nullptr);
            }
        }
        running = nullptr;
    }

    /// The handler leaves nothing to halt.
    static bool was_interrupted() { return running == nullptr; }

private:
    static bool is_heard(std::size_t at) {
        return listeners[at].sa_handler != SIG_DFL && listeners[at].sa_handler != SIG_IGN;
    }
};

/// What the expression said as it ended itself by `halt_error`; only that has an exit code.
void note_halt(jq_state* machine, JqAnswer& answer) {
    jv code = jq_get_exit_code(machine);
    if (jv_is_valid(code) != 0) {
        jv said = jq_get_error_message(machine);
        answer.end = JqEnd::halted;
        answer.problem = jv_get_kind(said) == JV_KIND_NULL ? "halt_error" : text_of(jv_copy(said));
        jv_free(said);
    }
    jv_free(code);
}

void run(jq_state* machine, jv document, const std::atomic<bool>* stop, JqAnswer& answer) {
    jq_set_input_cb(machine, &no_more_input, nullptr);
    jq_start(machine, document, 0);  // It forgets that it was to halt.
    const Interruptible meanwhile(machine);
    if (stop != nullptr && *stop) {  // A signal came before there was something to halt.
        answer.end = JqEnd::interrupted;
        return;
    }
    jv value = jq_next(machine);
    while (jv_is_valid(value) != 0) {
        answer.texts.push_back(text_of(value));
        value = jq_next(machine);
    }
    answer.problem = problem_in(value);
    answer.end = answer.problem.empty() ? JqEnd::done : JqEnd::misfit;
    if (Interruptible::was_interrupted()) {
        answer.end = JqEnd::interrupted;
    } else if (jq_halted(machine) != 0) {
        note_halt(machine, answer);
    }
}

}  // namespace
}  // namespace emerg

void emerg_jq(const std::string& expression, const std::string& document,
              const std::atomic<bool>* stop, emerg::JqAnswer& answer) {
    const emerg::Machine machine(jq_init());
    if (!machine) {
        answer.end = emerg::JqEnd::misfit;
        answer.problem = "jq cannot be started";
        return;
    }
    emerg::tell_where_modules_are(machine.get());
    std::string complaint;
    jq_set_error_cb(machine.get(), &emerg::keep_first_line, &complaint);
    if (jq_compile(machine.get(), expression.c_str()) == 0) {
        answer.end = emerg::JqEnd::misfit;
        answer.problem = complaint.empty() ? "jq does not understand it" : complaint;
        return;
    }
    if (!document.empty()) {
        emerg::run(machine.get(),
                   jv_parse_sized(document.c_str(), static_cast<int>(document.size())), stop,
                   answer);
    }
}
