#pragma once

#include "libemergency/procedure/plan.h"

#include <string>
#include <vector>

namespace emergency::procedure {

/// What the user answers for.
struct Insistence {
    bool anyway = false;  ///< Slack may have what the guard found.
    bool again = false;   ///< The customer may get nearly the same once more.
};

/// Something that went through because the user answered for it.
struct LetThrough {
    std::string key = {};   ///< Of the effect.
    std::string what = {};  ///< "an IP address, a host name": never the words themselves.
};

/// Looks at every text of a plan before any of it is sent. Refuses (`policy`)
/// what has no place in Slack (secrets, addresses, hosts, logs; of a government case whatever
/// tells whose it is, and then nobody can answer for it), and a public comment nearly like one
/// that an agent wrote a moment ago. What was sent before under the effect's own key is no
/// reason: the executor recognises it. Yields what was let through.
Result<std::vector<LetThrough>> guard(const Situation& situation, const Plan& plan,
                                      const Insistence& insistence);

}  // namespace emergency::procedure
