#include "libemergency/pagerduty/reachability.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace emergency::pagerduty {

std::string why_unreachable(const Reachability& person,
                            const std::vector<std::string>& reached_by) {
    const auto has_any = [&](const std::vector<std::string>& methods) {
        return std::find_first_of(methods.begin(), methods.end(), reached_by.begin(),
                                  reached_by.end()) != methods.end();
    };
    if (!has_any(person.methods)) {
        return fmt::format("has no contact method that wakes ({})", fmt::join(reached_by, ", "));
    }
    return has_any(person.rung_by) ? ""
                                   : "has no notification rule that rings such a contact method";
}

}  // namespace emergency::pagerduty
