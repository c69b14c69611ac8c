#include "apps/emerg/terminal/jq_door.h"

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

void run(jq_state* machine, jv document, JqAnswer& answer) {
    jq_set_input_cb(machine, &no_more_input, nullptr);
    jq_start(machine, document, 0);
    jv value = jq_next(machine);
    while (jv_is_valid(value) != 0) {
        answer.texts.push_back(text_of(value));
        value = jq_next(machine);
    }
    answer.problem = problem_in(value);
}

}  // namespace
}  // namespace emerg

void emerg_jq(const std::string& expression, const std::string& document, emerg::JqAnswer& answer) {
    const emerg::Machine machine(jq_init());
    if (!machine) {
        answer.problem = "jq cannot be started";
        return;
    }
    std::string complaint;
    jq_set_error_cb(machine.get(), &emerg::keep_first_line, &complaint);
    if (jq_compile(machine.get(), expression.c_str()) == 0) {
        answer.problem = complaint.empty() ? "jq does not understand it" : complaint;
        return;
    }
    if (!document.empty()) {
        emerg::run(machine.get(),
                   jv_parse_sized(document.c_str(), static_cast<int>(document.size())), answer);
    }
}
