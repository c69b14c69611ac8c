#pragma once

#include "libemergency/procedure/effect.h"

#include <functional>
#include <string>

namespace emergency::procedure {

/// Tells a fact ("id", "url") of an effect that has happened, by the effect's key.
using FactOf = std::function<std::string(const std::string& key, const std::string& fact)>;

/// `text` with each `late` part replaced by what it stands for.
std::string with_facts(const std::string& text, const FactOf& fact_of);

/// `change` with each `late` part of its texts replaced.
Change with_facts(const Change& change, const FactOf& fact_of);

}  // namespace emergency::procedure
