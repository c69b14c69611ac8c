#pragma once

#include "libemergency/core/result.h"
#include "libemergency/core/secret.h"

#include <map>
#include <string>

namespace emergency {

/// A copy of the process environment, made once in main.
using Environment = std::map<std::string, std::string>;

/// Where a token is, not the token: "env:NAME", "file:PATH" (0600 or refused; `~/` allowed),
/// "command:WORDS" (no shell, ten seconds), "keyring:SERVICE/ACCOUNT" (secret-tool).
/// A token itself is accepted from a variable only (`EMERG_PAGERDUTY_TOKEN`), never from a file.
struct SecretSource {
    std::string reference = {};
    Secret given = {};  ///< The token itself, if a variable held it.

    bool empty() const { return reference.empty() && given.empty(); }
};

/// Fetches the token. Fails with `configuration`, naming the source and never the content.
Result<Secret> fetch_secret(const SecretSource& source, const Environment& environment);

}  // namespace emergency
