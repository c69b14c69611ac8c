#include "libemergency/procedure/overload.h"

#include "apps/emerg/commands/reaching.h"
#include "apps/emerg/commands/text_options.h"
#include "apps/emerg/commands/thread_place.h"
#include "apps/emerg/commands/verb.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <iterator>
#include <memory>
#include <utility>

namespace emerg {
namespace {

using emergency::cases::Case;
using emergency::cases::IncidentId;
using emergency::cases::Me;
using emergency::cases::Reference;
using emergency::pagerduty::Status;
using emergency::procedure::Engagement;
using emergency::procedure::Haste;
using emergency::procedure::Plan;
using emergency::procedure::Situation;

struct OverloadArguments {
    std::vector<std::string> words;
    std::vector<std::string> engaged;
    bool ask_region = false;
    bool assist = false;
    bool now = false;
    bool watch = false;
    std::string region;
};

bool is_assigned(const Case& one, const Me& me) {
    const auto& all = one.incident->assignees;
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& each) { return each.id == me.pagerduty.id; });
}

/// I am on it: the ticket is mine, or the page was acknowledged while it was with me.
bool is_taken(const Case& one, const Me& me) {
    if (one.ticket && one.ticket->assignee_id != 0) {
        return one.ticket->assignee_id == me.zendesk.id;
    }
    return one.incident && one.incident->status == Status::acknowledged && is_assigned(one, me);
}

bool rings_for(const Case& one, const Me& me) {
    return one.incident && one.incident->status == Status::triggered && is_assigned(one, me) &&
           !is_taken(one, me);
}

/// All that is open, and who I am.
struct Board {
    std::vector<Case> cases;
    Me me;
};

Result<Board> board(Session& session) {
    const auto sources = session.sources();
    const auto actor =
        sources ? session.actor() : Result<const emergency::procedure::Actor*>(sources.error());
    if (!actor) {
        return actor.error();
    }
    auto cases = emergency::cases::open_cases(**sources);
    return cases ? Result<Board>(Board{*std::move(cases), (*actor)->me}) : cases.error();
}

/// The new one: named, or the only page that rings for me.
Result<Reference> fresh_case(const OverloadArguments& options, const Board& board,
                             Session& session) {
    if (!options.words.empty()) {
        const auto references = session.references(options.words);
        return references ? Result<Reference>(references->front()) : references.error();
    }
    std::vector<std::string> ringing;
    for (const auto& one : board.cases) {
        if (rings_for(one, board.me)) {
            ringing.push_back(one.incident->id);
        }
    }
    if (ringing.size() == 1) {
        return Reference(IncidentId{ringing.front()});
    }
    return Error{.kind = ringing.empty() ? ErrorKind::not_found : ErrorKind::usage,
                 .message = ringing.empty()
                                ? "no page rings for you"
                                : fmt::format("several pages ring: {}", fmt::join(ringing, ", ")),
                 .hint = "name the new case: emerg overload CASE"};
}

/// The cases that I am on: those named, else all that are mine.
Result<std::vector<Case>> engaged_cases(const OverloadArguments& options, const Board& board,
                                        Session& session) {
    std::vector<Case> cases;
    if (options.engaged.empty()) {
        std::copy_if(board.cases.begin(), board.cases.end(), std::back_inserter(cases),
                     [&](const Case& one) { return is_taken(one, board.me); });
        return cases;
    }
    const auto references = session.references(options.engaged);
    if (!references) {
        return references.error();
    }
    for (const auto& reference : *references) {
        auto one = session.find_case(reference);
        if (!one) {
            return one.error();
        }
        cases.push_back(*std::move(one));
    }
    return cases;
}

/// The cases that I am on, but for the new one.
Result<std::vector<Engagement>> engagements(const OverloadArguments& options, const Board& board,
                                            const Case& fresh, Session& session) {
    const auto cases = engaged_cases(options, board, session);
    if (!cases) {
        return cases.error();
    }
    std::vector<Engagement> all;
    for (const auto& one : *cases) {
        if (emergency::cases::key_root(one) != emergency::cases::key_root(fresh)) {
            const auto link = one.incident ? one.incident->url : std::string();
            all.push_back({emergency::procedure::name_of(one),
                           one.ticket_url.empty() ? link : one.ticket_url});
        }
    }
    return all;
}

std::vector<std::string> again(const OverloadArguments& options) {
    std::vector<std::string> words{"overload"};
    for (const auto& each : options.engaged) {
        words.push_back("--while=" + each);
    }
    if (options.ask_region) {
        words.emplace_back("--ask-region");
    }
    if (!options.region.empty()) {
        words.push_back("--region=" + options.region);
    }
    if (options.now) {
        words.emplace_back("--now");
    }
    return words;
}

Result<ExitCode> tell(const OverloadArguments& options, const Board& board, const Reference& fresh,
                      Session& session) {
    const auto text = [&](const Situation& situation) -> Result<std::string> {
        const auto others = engagements(options, board, situation.one, session);
        return others ? overload_text(situation, *others) : Result<std::string>(others.error());
    };
    ReachRequest request{.step = "overload",
                         .message = "ask_overload",
                         .role = session.config().escalation.manager,
                         .text = text,
                         .haste = options.now ? Haste::at_once : Haste::by_the_rule,
                         .waiting = options.watch ? Waiting::until_settled : Waiting::no,
                         .words = again(options)};
    if (options.ask_region) {
        request.more = [&](Plan& plan, const Situation& situation) -> Result<void> {
            const auto said = text(situation);
            auto region = said ? region_options(options.region, *said, situation.one, session)
                               : Result<emergency::procedure::RegionOptions>(said.error());
            return region ? add_region(plan, situation, *region) : Result<void>(region.error());
        };
    }
    const auto carried = reach(fresh, request, session);
    return carried ? Result<ExitCode>(carried->code) : carried.error();
}

Result<ExitCode> assist(const OverloadArguments& options, Session& session) {
    const auto sources = session.hurried_sources();
    const auto role = role_of(session.config().escalation.manager, session.config());
    if (!sources || !role) {
        return sources ? role.error() : sources.error();
    }
    const auto plan = [&](const Situation& situation) -> Result<Plan> {
        const auto& one = situation.one;
        const auto place = slack_place((*role)->channel, {}, {}, session);
        return plan_assist(situation, {.ack = {.thread = thread_place(one, **sources)},
                                       .asking = read_asking(
                                           place, emergency::procedure::asking_key(one, "overload"),
                                           emergency::cases::paged_at(one), session)});
    };
    return session.carry_out_each(options.words, {plan, {"overload", "--assist"}});
}

Result<ExitCode> run(const OverloadArguments& options, Session& session) {
    if (options.assist && options.words.empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "the case that you take must be named",
                     .hint = "emerg overload CASE --assist"};
    }
    if (options.assist) {
        return assist(options, session);
    }
    if (options.words.size() > 1) {
        return Error{.kind = ErrorKind::usage,
                     .message = "overload takes one case, the new one",
                     .hint = "the one that you are on: --while CASE"};
    }
    const auto all = board(session);
    const auto fresh = all ? fresh_case(options, *all, session) : Result<Reference>(all.error());
    return fresh ? tell(options, *all, *fresh, session) : Result<ExitCode>(fresh.error());
}

}  // namespace

void add_overload(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<OverloadArguments>();
    command.add_option("CASE", options->words,
                       "The new case; left out, the only page that rings for you");
    command.add_option("--while", options->engaged,
                       "The case that you are on; left out, those that are yours");
    auto* assist =
        command.add_flag("--assist", options->assist,
                         "As the helper: take the case; after the contact resolve the page");
    command.add_flag("--ask-region", options->ask_region, "Ask the regional group as well")
        ->excludes(assist);
    command.add_option("--region", options->region,
                       "Which region is asked, instead of the customer's");
    command.add_flag("--now", options->now, "Page at once, whatever Slack says");
    command.add_flag("--watch", options->watch, "Wait for an answer, and page when it is time");
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
