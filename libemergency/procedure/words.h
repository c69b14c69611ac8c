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

/// The same for Slack: what others wrote is escaped too, so that it cannot ping or link, and shows
/// no secret, address or host. Of a government case it is left out.
message::Values slack_values_of(const Situation& situation);

/// A message for the customer: `own` if the user wrote one, else the configured text `name` in the
/// customer's language; rendered, and refused (`policy`) unless it says what `name` has to say in
/// that language. Text of one's own may say it in the plain text's.
Result<std::string> customer_text(const Situation& situation, const std::string& name,
                                  const std::string& own, const message::Values& values);

/// The customer's language, "de-AT": the requester's, else what organisation or configuration say;
/// empty if nothing tells it.
std::string language_of(const Situation& situation);

/// Which language `customer_text` chooses and why, for the preview; empty if it is the plain text.
std::string told_language(const Situation& situation, const std::string& name,
                          const std::string& own);

/// A configured message for colleagues, rendered. With Slack's values of a government case it is
/// `NAME_government`, or `government` if there is none: links only.
Result<std::string> colleague_text(const Situation& situation, const std::string& name,
                                   const message::Values& values);

/// "04:12 CET", in my zone.
std::string at_my_clock(const Situation& situation, TimePoint moment);

/// "04:45 CET (03:45 UTC)": a promise that a customer in any zone can read; from twelve hours on
/// with its day.
std::string promise(const Situation& situation, TimePoint moment);

/// The same on the requester's wall clock, if their zone is known.
std::string promise_to_customer(const Situation& situation, TimePoint moment);

/// A line in the case's thread, which must exist; a side effect.
Effect thread_line(const Situation& situation, const std::string& key, const std::string& text);

/// Adds the configured message `name` to the plan as the line `key`/thread, for when all that the
/// plan holds has happened; nothing if the case has no thread. Errors: the message cannot be made.
Result<void> tell_thread(Plan& plan, const Situation& situation, const std::string& key,
                         const std::string& name, const message::Values& values);

}  // namespace emergency::procedure
