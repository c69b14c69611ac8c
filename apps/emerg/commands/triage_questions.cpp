#include "apps/emerg/commands/triage_questions.h"

#include "apps/emerg/terminal/ask.h"

namespace emerg {

using emergency::Result;

Result<TriageAnswers> ask_triage(const emergency::Triage& triage, Terminal& terminal) {
    const auto meets = ask_whether(triage.definition, terminal);
    if (!meets) {
        return meets.error();
    }
    if (*meets) {
        return TriageAnswers{.outcome = "emergency"};
    }
    const auto with_reason = [&](TriageAnswers answers,
                                 const char* question) -> Result<TriageAnswers> {
        auto reason = ask_for_line(question, terminal);
        if (!reason) {
            return reason.error();
        }
        answers.because = *std::move(reason);
        return answers;
    };
    for (const auto& criterion : triage.criteria) {
        const auto holds = ask_whether(criterion.question, terminal);
        if (!holds) {
            return holds.error();
        }
        if (*holds) {
            return with_reason({.outcome = "exception", .criterion = criterion.name},
                               "In which way?");
        }
    }
    const auto is_open = ask_whether("Do you have to know more before you can tell?", terminal);
    if (!is_open) {
        return is_open.error();
    }
    return *is_open
               ? with_reason({.outcome = "needs-info"}, "What does the customer have to tell us?")
               : with_reason({.outcome = "not"}, "Why is it none?");
}

}  // namespace emerg
