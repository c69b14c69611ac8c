#pragma once

#include "apps/emerg/session.h"

#include <string>
#include <vector>

namespace emerg {

/// What becomes of the roles in a call; nothing of it said: they are shown.
struct RoleWords {
    std::string assign = {};   ///< A role's name.
    std::string to = {};       ///< Who gets it; empty: me.
    std::string release = {};  ///< Who may step back.
};

/// `call role`: shows who has which role, gives one, or releases somebody.
Result<ExitCode> call_role(const std::vector<std::string>& cases, const RoleWords& words,
                           Session& session);

}  // namespace emerg
