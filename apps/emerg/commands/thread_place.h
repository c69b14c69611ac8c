#pragma once

#include "apps/emerg/session.h"
#include "libemergency/procedure/verbs.h"

namespace emerg {

/// Where the case's thread goes and who is told: the channel by the configuration's rules,
/// the account manager by the organisation's fields. What cannot be found becomes a remark,
/// never a failure: a thread must not stop an acknowledgement.
emergency::procedure::ThreadPlace thread_place(const emergency::cases::Case& one,
                                               const emergency::cases::Sources& sources);

/// May Slack, asked another time, know better?
bool is_passing(const Error& error);

/// The id of a channel, remembered for a day.
Result<std::string> channel_id_of(const std::string& name,
                                  const emergency::cases::Sources& sources);

/// How a message pings a user group: "<!subteam^S123>", remembered for a day; or its escaped
/// handle, if Slack does not know it. Fails if Slack cannot tell just now.
Result<std::string> group_mention_of(const std::string& handle,
                                     const emergency::cases::Sources& sources);

/// How a message names somebody with this address: "<@U123>", remembered for a day; or the
/// escaped `otherwise`, if Slack does not know them. Fails if Slack cannot tell just now.
Result<std::string> mention_of(const std::string& address, const std::string& otherwise,
                               const emergency::cases::Sources& sources);

}  // namespace emerg
