#pragma once

#include "libemergency/config/secret_source.h"
#include "libemergency/core/result.h"
#include "libemergency/core/secret.h"

#include <string>

namespace emerg {

/// How it was asked for.
enum class Keeping { as_configured, in_file, in_keyring };

/// What decides where a token is to be kept.
struct TokenWish {
    std::string service;
    std::string profile;      ///< The one in force; empty if none.
    std::string configured;   ///< Where the configuration says that it is.
    std::string config_path;  ///< Files lie beside it.
    Keeping keeping = Keeping::as_configured;
};

/// Where a token is kept, as the configuration says it: "file:~/.config/emerg/slack.token",
/// "keyring:emerg/slack".
using TokenPlace = std::string;

/// The place for a service's token. Unless it is asked for, that is the configured one, if one can
/// write there, else the keyring. Fails with `configuration` if there is no keyring.
emergency::Result<TokenPlace> token_place(const TokenWish& wish,
                                          const emergency::Environment& environment);

/// Puts the token there, and reads it back. Fails with `local`.
emergency::Result<void> keep_token(const emergency::Secret& token, const TokenPlace& place,
                                   const emergency::Environment& environment);

}  // namespace emerg
