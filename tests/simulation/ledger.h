#pragma once

#include "apps/sandbox/clock.h"

#include <cstddef>
#include <cstdint>
#include <limits>
#include <map>
#include <string>
#include <vector>

namespace simulation {

/// Further than any place in the ledger.
constexpr auto never_looked = std::numeric_limits<std::size_t>::max();

/// One thing that happened in the services, in the order in which they did it.
struct Happening {
    enum class Kind {
        ticket_changed,  ///< By one of ours.
        customer_wrote,
        page_changed,
    };
    Kind kind = Kind::ticket_changed;
    sandbox::TimePoint at = {};
    std::size_t run = 0;  ///< Which run of a command did it.
    std::string key = {};
    std::string guard = {};   ///< The stamp that the write had to match; empty: unguarded.
    std::string status = {};  ///< Of a page: what it was set to.
    std::size_t looked = never_looked;  ///< Of a page: where the ledger was at the last look.
    bool is_public_comment = false;
};

/// The order of things across all services, for invariants that speak of before and after.
class Ledger {
public:
    /// The place of what comes next.
    std::size_t next() const { return happenings_.size(); }
    void add(Happening happening) { happenings_.push_back(std::move(happening)); }
    /// A run of a command has read, or was answered, this stamp of the ticket.
    void add_stamp(std::size_t run, const std::string& stamp);
    /// When the run first knew the stamp: before the happening of this place; large if never.
    std::size_t first_known(std::size_t run, const std::string& stamp) const;
    const std::vector<Happening>& all() const { return happenings_; }

private:
    std::vector<Happening> happenings_;
    std::map<std::pair<std::size_t, std::string>, std::size_t> stamps_;
};

}  // namespace simulation
