#include "apps/sandbox/time_text.h"
#include "tests/simulation/invariants.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace simulation {
namespace {

using Kind = Happening::Kind;

bool is_followup(const Happening& happening) {
    return happening.is_public_comment && (happening.key == std::string(key_root) + "followup/1" ||
                                           happening.key == std::string(key_root) + "closing/1");
}

/// Where the customer's first answer to the first message of ours is; nothing if there is none.
std::optional<std::size_t> first_answer(const std::vector<Happening>& all) {
    bool is_contacted = false;
    for (std::size_t place = 0; place < all.size(); ++place) {
        is_contacted = is_contacted || all[place].is_public_comment;
        if (is_contacted && all[place].kind == Kind::customer_wrote) {
            return place;
        }
    }
    return std::nullopt;
}

/// The write of the same run whose answer carried this stamp first; null if it was read instead.
const Happening* write_that_told(const Ledger& ledger, const Happening& write) {
    const auto known = ledger.first_known(write.run, write.guard);
    const bool is_known = known > 0 && known <= ledger.all().size();
    const auto* told = is_known ? &ledger.all()[known - 1] : nullptr;
    const bool is_own = told != nullptr && told->run == write.run && told != &write &&
                        told->kind == Kind::ticket_changed;
    return is_own ? told : nullptr;
}

/// Follows the guards back, from the follow-up to its claim and to the read of the plan. Excused
/// if one of these stamps was known before the answer and names the answer's own second.
bool is_excused(const Ledger& ledger, const Happening* write, std::size_t answer) {
    const auto second = sandbox::utc_seconds(ledger.all()[answer].at);
    while (write != nullptr && !write->guard.empty()) {
        const auto known = ledger.first_known(write->run, write->guard);
        if (known <= answer) {
            return write->guard == second;
        }
        write = write_that_told(ledger, *write);
    }
    return false;
}

}  // namespace

void check_answers(const Ledger& ledger, std::vector<std::string>& violations) {
    const auto& all = ledger.all();
    const auto answer = first_answer(all);
    for (auto place = answer.value_or(all.size()); place < all.size(); ++place) {
        if (is_followup(all[place]) && !is_excused(ledger, &all[place], *answer)) {
            violations.push_back(
                fmt::format("(5) {} was written after the customer's answer", all[place].key));
        }
    }
}

}  // namespace simulation
