#include "apps/emerg/connected.h"
#include "libemergency/procedure/guard.h"

#include <fmt/format.h>

namespace emerg {

std::vector<std::string> Session::insisting(std::vector<std::string> words) const {
    if (options_.anyway) {
        words.emplace_back("--anyway");
    }
    if (options_.again) {
        words.emplace_back("--again");
    }
    return words;
}

Result<void> Session::pass_guard(const emergency::procedure::Situation& situation,
                                 const emergency::procedure::Plan& plan) {
    const auto through = emergency::procedure::guard(
        situation, plan, {.anyway = options_.anyway, .again = options_.again});
    if (!through) {
        return through.error();
    }
    for (const auto& each : *through) {
        say(fmt::format("sent to Slack although it holds {}, because of --anyway", each.what));
        if (options_.dry_run) {
            continue;
        }
        const auto written = memory_->journal.write({.at = clock_->now(),
                                                     .key = each.key + "/anyway",
                                                     .case_id = plan.case_id,
                                                     .service = "Slack",
                                                     .description = "insisted on by --anyway",
                                                     .mark = emergency::Mark::remark,
                                                     .by = situation.actor.by,
                                                     .result = each.what});
        if (!written) {
            return written.error();
        }
    }
    return {};
}

}  // namespace emerg
