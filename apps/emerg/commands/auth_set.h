#pragma once

#include "apps/emerg/commands/token_place.h"
#include "apps/emerg/session.h"

#include <string>
#include <vector>

namespace emerg {

/// What `auth set` was told.
struct AuthArguments {
    std::vector<std::string> words = {"check"};  ///< "set", "slack"
    bool in_file = false;
    bool in_keyring = false;
    bool unchecked = false;
};

/// Takes a token, asks its service whose it is, keeps it, and tells the configuration where.
Result<ExitCode> set_token(const AuthArguments& options, World& world, const GlobalOptions& global);

}  // namespace emerg
