#pragma once

#include "libemergency/core/result.h"
#include "libemergency/message/message.h"
#include "libemergency/procedure/plan.h"

#include <string>

namespace emergency::procedure {

/// The variables that every message may use: me, requester, customer, subject, ticket, ticket_url,
/// incident_url, bridge, thread_url, priority, close_minutes, next_time (empty until promised).
/// What others wrote is `quoted`.
message::Values values_of(const Situation& situation);

/// The same for Slack: what others wrote is escaped too, so that it cannot ping or link.
message::Values slack_values_of(const Situation& situation);

/// A message for the customer: `own` if the user wrote one, else the configured text `name`;
/// rendered, and refused (`policy`) unless it says what `name` has to say.
Result<std::string> customer_text(const Situation& situation, const std::string& name,
                                  const std::string& own, const message::Values& values);

/// A configured message for colleagues, rendered.
Result<std::string> colleague_text(const Situation& situation, const std::string& name,
                                   const message::Values& values);

/// "04:12 CET", in my zone.
std::string at_my_clock(const Situation& situation, TimePoint moment);

/// "04:45 CET (03:45 UTC)": a promise that a customer in any zone can read.
std::string promise(const Situation& situation, TimePoint moment);

/// A line in the case's thread, which must exist; a side effect.
Effect thread_line(const Situation& situation, const std::string& key, const std::string& text);

}  // namespace emergency::procedure
