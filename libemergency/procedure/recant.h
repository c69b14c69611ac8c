#pragma once

#include "libemergency/procedure/perform.h"

#include <optional>
#include <string>
#include <vector>

namespace emergency::procedure {

/// What came of looking for the second of a kind.
struct Recanted {
    std::optional<Fact> first = {};         ///< The one that stays, if it is not ours.
    std::vector<std::string> removed = {};  ///< Ids of those that were taken back.
};

/// Neither Slack nor an override has a lock (api.md 5): of several that others have made at the
/// same moment one stays, and it is what happened. Of messages with the effect's key the oldest, so
/// that ours, `id`, is taken back if it is not; of overrides that say the same the first by its id,
/// so that everybody who looks, in whatever order, takes back the same ones. Looks three times if
/// it must.
Result<Recanted> recant(const Services& services, Clock& clock, const Effect& effect,
                        const std::string& id);

/// Where it is not known which message is ours: takes back every one with the
/// effect's key but `stays`. True if none is left; Slack refuses to take back what others wrote.
bool take_back_others(const slack::Client& slack, const Effect& effect, const std::string& stays);

}  // namespace emergency::procedure
