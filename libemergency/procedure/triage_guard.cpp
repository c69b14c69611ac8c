#include "libemergency/procedure/cross_note.h"
#include "libemergency/procedure/triage.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

namespace emergency::procedure {

Result<void> may_be_triaged(const Situation& situation, const TriageOptions& options) {
    const auto& one = situation.one;
    if (!one.ticket || one.ticket->is_done()) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} has no open ticket to triage", cases::id_of(one))};
    }
    const bool needs_reason = options.outcome == "not" || options.outcome == "needs-info";
    if (needs_reason && options.because.empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = fmt::format("the outcome {} needs a reason", options.outcome),
                     .hint =
                         "say it with --because TEXT; with policy.triage full the customer "
                         "reads it"};
    }
    if (!options.existing) {
        return {};
    }
    if (situation.config.policy.triage != "full" || options.outcome != "not") {
        return Error{.kind = ErrorKind::policy,
                     .message =
                         "a request goes on in an existing ticket only with the outcome "
                         "not, where policy.triage is full"};
    }
    if (options.existing->id == one.ticket->id || options.existing->is_done()) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("nothing can go on in #{}", options.existing->id),
                     .hint = "name another ticket, an open one"};
    }
    return of_same_customer(situation, *options.existing, options.other_requester);
}

}  // namespace emergency::procedure
