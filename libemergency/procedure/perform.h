#pragma once

#include "libemergency/core/result.h"
#include "libemergency/procedure/executor.h"

#include <string>

namespace emergency::procedure {

/// What a service says of an effect that has happened.
struct Fact {
    std::string id = {};
    std::string url = {};
    std::string by = {};
    TimePoint at = {};
    std::string stamp = {};  ///< Of the ticket afterwards, for the next guarded update.
};

/// Sends the change. Its texts must be complete (no `late` part left).
Result<Fact> perform(const Services& services, const Effect& effect);

/// The same for a merge, which the service does after its answer: waits for it.
Result<Fact> perform(const Services& services, const Effect& effect, const zendesk::Merge& merge);

/// Looks in the service whether the effect has happened, by its key; nothing if it has not.
/// Of a page's status the answer is the status itself: an acknowledgement counts as
/// happened when the page is resolved, because acknowledging would reopen it.
Result<std::optional<Fact>> prove(const Services& services, const Effect& effect);

/// The request that `perform` would send.
http::Shown show(const Services& services, const Effect& effect);

/// A note's text with the effect's key, so that it can be found again.
std::string marked(const std::string& content, const std::string& key);

/// The error of a Slack effect when there is no Slack token.
Error no_slack();

/// The error of a Zoom effect when no app is configured.
Error no_zoom();

/// The error of a GitLab effect when there is no token or project.
Error no_gitlab();

/// The error of a call that could not be opened: it need not stop the message to the customer.
Error without_call(Error error);

}  // namespace emergency::procedure
