#include "apps/emerg/commands/reaching.h"

#include "libemergency/core/together.h"

#include <algorithm>
#include <optional>

namespace emerg {
namespace {

using emergency::TimePoint;
using emergency::procedure::Haste;
using emergency::procedure::Plan;
using emergency::procedure::ReachOptions;
using emergency::procedure::Situation;

/// How often an answer in Slack is looked for.
constexpr std::chrono::milliseconds glance{5'000};

/// What PagerDuty and Slack know of the matter.
Result<ReachOptions> read(const ReachRequest& request, const Situation& situation,
                          Session& session) {
    const auto sources = session.sources();
    const auto who = called(request.role, session.config());
    if (!sources || !who) {
        return sources ? who.error() : sources.error();
    }
    if (who->role == nullptr) {
        return Error{.kind = ErrorKind::configuration,
                     .message = "a role is asked, not an address: " + request.role};
    }
    const auto& one = situation.one;
    const auto root = emergency::cases::key_root(one);
    auto [holder, earlier] =
        emergency::together([&] { return holder_of(*who, session); },
                            [&] { return earlier_pages(root, who->word, **sources); });
    if (!holder || !earlier) {
        return holder ? earlier.error() : holder.error();
    }
    const auto place =
        slack_place(who->role->channel, who->role->handle, holder->addresses, session);
    return ReachOptions{
        .step = request.step,
        .message = request.message,
        .callee = std::move(holder->callee),
        .asking = read_asking(place, emergency::procedure::asking_key(one, request.step),
                              emergency::cases::paged_at(one), session),
        .earlier = *std::move(earlier),
        .haste = request.haste};
}

Result<Plan> planned(const ReachRequest& request, const Situation& situation, Session& session,
                     std::optional<TimePoint>& due) {
    const auto text = request.text(situation);
    auto options = text ? read(request, situation, session) : Result<ReachOptions>(text.error());
    if (!options) {
        return options.error();
    }
    options->text = *text;
    auto reach = plan_reach(situation, *options);
    if (!reach) {
        return reach.error();
    }
    due = reach->page_due;
    if (request.more) {
        if (auto added = request.more(reach->plan, situation); !added) {
            return added.error();
        }
    }
    return std::move(reach->plan);
}

/// The message was not sent, so there is nobody who could answer it.
bool needs_page(const Result<Carried>& carried, const std::string& question) {
    return carried && std::find(carried->undone.begin(), carried->undone.end(), question) !=
                          carried->undone.end();
}

}  // namespace

Result<Carried> reach(const emergency::cases::Reference& reference, const ReachRequest& request,
                      Session& session) {
    auto now = request;
    bool acted = false;
    for (bool first = true;; first = false) {
        std::optional<TimePoint> due;
        std::string question;
        const auto planner = [&](const Situation& situation) -> Result<Plan> {
            question = emergency::procedure::asking_key(situation.one, now.step);
            auto plan = planned(now, situation, session, due);
            if (plan && !first && due) {
                plan->remarks.clear();  // They were said.
            }
            return plan;
        };
        auto carried = session.carry_out(reference, {planner, request.words});
        if (due && needs_page(carried, question)) {
            session.say("Slack did not take the question, so the page does not wait");
            now.haste = Haste::at_once;
            continue;
        }
        if (carried) {
            acted = carried->acted = carried->acted || acted;
        }
        const bool waits = request.waiting == Waiting::until_settled && !session.options().dry_run;
        if (!carried || !due || !waits) {
            return carried;
        }
        const auto left = *due - session.clock().now();
        session.clock().sleep(std::clamp(left, std::chrono::milliseconds(1), glance));
    }
}

}  // namespace emerg
