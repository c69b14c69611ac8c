#pragma once

#include <string_view>

namespace emerg {

/// How many requests a command makes of each service, on a machine that has cached nothing, for one
/// case in the state in which the command is used; "none" for those that ask nobody. Counted by
/// tests/end_to_end/requests.bats.
std::string_view requests_of(std::string_view verb);

}  // namespace emerg
