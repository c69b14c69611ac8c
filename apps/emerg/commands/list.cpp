#include "apps/emerg/case_view.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/cases/history.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace emerg {
namespace {

using emergency::cases::Case;
using emergency::procedure::Actor;

struct ListArguments {
    bool mine = false;
    bool unacked = false;
    bool due = false;
    bool exit_code = false;
};

bool is_unacked(const Case& one) {
    return one.incident && one.incident->status == emergency::pagerduty::Status::triggered;
}

bool is_due(const Case& one, const Session& session) {
    const auto deadlines = deadlines_of(one, session.config());
    return !deadlines.empty() && deadlines.front().due <= one.as_of;
}

Error incomplete(Error error) {
    error.message = "the list is not whole: " + error.message;
    return error;
}

Result<ExitCode> run(const ListArguments& options, Session& session) {
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    auto known = emergency::cases::open_cases_that_are_known(**sources);
    if (!known) {
        return known.error();
    }
    auto* const cases = &known->cases;
    const auto me = options.mine ? session.actor() : Result<const Actor*>(nullptr);
    if (!me) {
        return me.error();
    }
    if (options.mine) {
        const auto& prefix = session.config().zendesk.tag_prefix;
        std::erase_if(*cases,
                      [&](const Case& one) { return !is_perhaps_mine(one, (*me)->me, prefix); });
    }
    if (!known->missing) {
        known->missing = read_histories(**sources, *cases).missing;
        name_owners(**sources, *cases);
        session.remember_all(*cases);
    }
    if (options.mine) {
        std::erase_if(*cases, [&](const Case& one) { return !is_mine(one, (*me)->me); });
    }
    std::erase_if(*cases, [&](const Case& one) {
        return (options.unacked && !is_unacked(one)) || (options.due && !is_due(one, session));
    });
    const auto written = session.answer(emerg::listing_of(*cases, session.config()));
    if (written && known->missing) {
        return session.complain(incomplete(*known->missing));
    }
    return written && options.exit_code && cases->empty() ? ExitCode::nothing : written;
}

}  // namespace

void add_list(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<ListArguments>();
    command.add_flag("--mine", options->mine, "Only those that are mine");
    command.add_flag("--unacked", options->unacked, "Only pages that nobody has acknowledged");
    command.add_flag("--due", options->due, "Only those with a deadline that has passed");
    command.add_flag("--exit-code", options->exit_code, "Exit with 10 if nothing is open");
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
