#pragma once

#include "apps/emerg/session.h"
#include "libemergency/core/secret.h"

#include <string>

namespace emerg {

/// What was typed, and for which service.
struct GivenToken {
    std::string service;
    emergency::Secret token;
};

/// Whose a token is, and what its service remarks.
struct TokenTrial {
    std::string account = {};  ///< As the service names it; empty if it does not say.
    std::string remark = {};   ///< "lacks groups:read: …"; empty if there is none.
};

/// Asks the service whose the token is. Fails as the service refuses it, and with `configuration`
/// where an address is missing.
Result<TokenTrial> try_token(const GivenToken& given, World& world, const GlobalOptions& options,
                             const emergency::LoadedConfig& loaded);

}  // namespace emerg
