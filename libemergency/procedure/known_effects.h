#pragma once

#include "libemergency/procedure/effect.h"

#include <span>
#include <string_view>

namespace emergency::procedure {

/// How one effect of the procedure is told from a second one: a row of the table in emerg(1),
/// "EXACTLY ONCE". A test compares the rows with what the plans hold.
struct KnownEffect {
    std::string_view key;   ///< After the case's name; N is a number, X a digest or an id.
    std::string_view what;  ///< "public comment with bridge and promised time"
    std::string_view service;
    Criticality criticality = Criticality::core;
    std::string_view proof;       ///< What is read back, and where the key is in it.
    std::string_view unreadable;  ///< What it means when that cannot be read.
};

/// All of them, by command.
std::span<const KnownEffect> known_effects();

/// The row of an effect; null if there is none, which is a defect.
const KnownEffect* row_of(const Effect& effect);

}  // namespace emergency::procedure
