#include "tests/simulation/ledger.h"

#include <limits>

namespace simulation {

void Ledger::add_stamp(std::size_t run, const std::string& stamp) {
    stamps_.try_emplace({run, stamp}, next());
}

std::size_t Ledger::first_known(std::size_t run, const std::string& stamp) const {
    const auto found = stamps_.find({run, stamp});
    return found == stamps_.end() ? std::numeric_limits<std::size_t>::max() : found->second;
}

}  // namespace simulation
