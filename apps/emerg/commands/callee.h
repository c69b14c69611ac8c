#pragma once

#include "apps/emerg/session.h"
#include "libemergency/procedure/call_out.h"
#include "libemergency/procedure/reach.h"

#include <string>
#include <vector>

namespace emerg {

/// Who is meant by a word: a role of the configuration, or a person by address.
struct Called {
    const emergency::Role* role = nullptr;  ///< Null: a person.
    std::string word = {};                  ///< In keys.
    std::string address = {};               ///< Of a person.
};

/// The configured role with this name; fails with `not_found` or `configuration`.
Result<const emergency::Role*> role_of(const std::string& name, const emergency::Config& config);

/// A role's name, or an address.
Result<Called> called(const std::string& who, const emergency::Config& config);

/// The callee, with the addresses of those who are on duty.
struct Holder {
    emergency::procedure::Callee callee = {};
    std::vector<std::string> addresses = {};
};
/// Who holds the role in the final schedule now, overrides applied, asked from PagerDuty: a Slack
/// handle follows it late. Never me, if somebody else holds it too.
Result<Holder> holder_of(const Called& called, Session& session);

/// The pages that were sent by hand, by their keys' number from 1 on, whatever became of them.
Result<std::vector<emergency::pagerduty::Incident>> earlier_pages(
    const std::string& root, const std::string& word, const emergency::cases::Sources& sources);

}  // namespace emerg
