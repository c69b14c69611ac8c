#include "libemergency/procedure/doubt.h"

#include <variant>

namespace emergency::procedure {

bool may_have_happened(const Error& error) {
    const bool lost = error.kind == ErrorKind::unanswered || error.kind == ErrorKind::failed_there;
    // A guarded retry of our own lost first try is refused as well, so a conflict is a doubt too.
    return lost || error.kind == ErrorKind::conflict;
}

bool is_passing(const Error& error) {
    return may_have_happened(error) || error.kind == ErrorKind::unreachable ||
           error.kind == ErrorKind::busy;
}

bool has_more_to_tell(const Effect& effect) {
    const auto* root = std::get_if<slack::Post>(&effect.change);
    return (root != nullptr && root->thread_ts.empty()) ||
           std::holds_alternative<zoom::NewMeeting>(effect.change) ||
           std::holds_alternative<gitlab::NewIssue>(effect.change) ||
           std::holds_alternative<zendesk::NewTicket>(effect.change);
}

bool is_changed_by_others(const Effect& effect) {
    return std::holds_alternative<pagerduty::StatusChange>(effect.change) ||
           std::holds_alternative<pagerduty::NewOverride>(effect.change) ||
           std::holds_alternative<pagerduty::OverrideRemoval>(effect.change) ||
           std::holds_alternative<slack::GroupMembers>(effect.change);
}

bool is_closed_meanwhile(const Effect& effect, const Error& error) {
    return effect.part == Part::claim && error.http_status == 422 &&
           error.message.find("closed prevents ticket update") != std::string::npos;
}

std::optional<Error> reason_to_wait(const Effect& effect, TimePoint now) {
    if (!effect.contested_until || now >= *effect.contested_until) {
        return std::nullopt;
    }
    return Error{.kind = ErrorKind::conflict,
                 .message = "another machine may be at it right now",
                 .hint = "emerg sync looks again, and does it if it is missing",
                 .service = service_of(effect)};
}

}  // namespace emergency::procedure
