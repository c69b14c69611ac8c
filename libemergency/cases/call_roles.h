#pragma once

#include "libemergency/cases/progress.h"

#include <string>
#include <vector>

namespace emergency::cases {

/// Somebody who helps in a call, and with what.
struct Helper {
    std::string place = {};  ///< What its record's key starts with; who comes there next, has it.
    std::string role = {};   ///< Name in the configuration of whoever gave it.
    std::string address = {};
    std::string name = {};
    const zendesk::Audit* given = nullptr;
};

/// "ZD-400123/call/1/role/": what the keys of roles that were given start with.
std::string given_prefix(const Call& call);

/// "ZD-400123/call/1/released/": ditto, of those who were released.
std::string released_prefix(const Call& call);

/// Who has which role in the call, in the order in which they were given; `before`: as it was when
/// that was recorded.
std::vector<Helper> helpers_in(const Case& one, const Call& call,
                               const zendesk::Audit* before = nullptr);

/// The same of the call that runs; empty if none does.
std::vector<Helper> helpers_now(const Case& one);

/// The configured role with this name; null if there is none.
const CallRole* call_role_of(const std::string& name, const Config& config);

/// What people call the role; the name itself if the configuration does not know it.
std::string title_of(const std::string& role, const Config& config);

}  // namespace emergency::cases
