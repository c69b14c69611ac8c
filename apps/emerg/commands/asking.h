#pragma once

#include "apps/emerg/commands/callee.h"

#include <string>
#include <vector>

namespace emerg {

/// Where in Slack somebody is asked, by the configuration.
struct SlackPlace {
    std::string channel_id = {};
    std::string channel_name = {};
    std::string mention = {};  ///< Group and persons.
    std::string trouble = {};  ///< Why it cannot be told; empty: all is known.
    bool is_passing = false;   ///< Another time may know better.
};

/// Channel, group and persons at the same time; Slack is not waited for longer than the emergency
/// can bear.
SlackPlace slack_place(const std::string& channel, const std::string& handle,
                       const std::vector<std::string>& addresses, Session& session);

/// The question with this key in that place, and what became of it.
emergency::procedure::Asking read_asking(const SlackPlace& place, const std::string& key,
                                         emergency::TimePoint since, Session& session);

/// A region by name; of an empty name the customer's, else the only one. Fails with `not_found`.
Result<const emergency::Region*> region_of(const std::string& name,
                                           const emergency::cases::Case& one,
                                           const emergency::Config& config);

/// Where it is asked, or an error that says why it cannot be.
Result<emergency::procedure::RegionOptions> region_options(const std::string& name,
                                                           const std::string& text,
                                                           const emergency::cases::Case& one,
                                                           Session& session);

/// The configured duties with these names, and where their channel is.
Result<std::vector<emergency::procedure::Takeover>> takeovers(const std::vector<std::string>& names,
                                                              Session& session);

}  // namespace emerg
