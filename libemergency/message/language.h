#pragma once

#include "libemergency/config/config.h"

#include <string>

namespace emergency::message {

/// A message in one of its languages.
struct Spoken {
    const MessageTemplate& message;
    std::string language = {};  ///< "de"; empty: the plain text.
};

/// The message in the language that comes nearest to `wanted` ("de-AT": de-at, then de); the plain
/// text if there is none.
Spoken in_language(const MessageTemplate& message, const std::string& wanted);

}  // namespace emergency::message
