#include "libemergency/procedure/twins.h"

#include <algorithm>
#include <chrono>

namespace emergency::procedure {
namespace {

/// The service may let an override that runs already begin when it was made. One that began before
/// is another one, which may lie beneath a third.
bool begins_alike(TimePoint is, TimePoint wanted) {
    return wanted <= is && is - wanted <= std::chrono::minutes(1);
}

}  // namespace

std::vector<std::string> twins(const std::vector<pagerduty::Override>& all,
                               const pagerduty::NewOverride& wanted) {
    std::vector<std::string> ids;
    for (const auto& each : all) {
        if (each.user.id == wanted.user_id && each.end == wanted.end &&
            begins_alike(each.start, wanted.start)) {
            ids.push_back(each.id);
        }
    }
    std::sort(ids.begin(), ids.end());
    return ids;
}

}  // namespace emergency::procedure
