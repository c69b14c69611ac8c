#include "libemergency/procedure/executor.h"

#include "libemergency/core/together.h"
#include "libemergency/procedure/attempt.h"
#include "libemergency/procedure/late.h"
#include "libemergency/procedure/settle.h"
#include "libemergency/procedure/under_way.h"

#include <fmt/format.h>

#include <functional>
#include <utility>

namespace emergency::procedure {
namespace {

/// A step which could not even be begun is left for later.
void note_queued(const Attempt& attempt, Step& step) {
    const auto written = attempt.journal.write({.at = attempt.clock.now(),
                                                .key = step.key,
                                                .case_id = attempt.case_id,
                                                .service = step.service,
                                                .description = step.description,
                                                .mark = Mark::queued,
                                                .by = attempt.by});
    if (!written) {
        step.error = written.error();
    }
}

std::vector<Ended> carry_out_together(const Attempt& attempt,
                                      const std::vector<const Effect*>& effects,
                                      const UnderWay& progress) {
    std::vector<std::function<Ended()>> tasks;
    tasks.reserve(effects.size());
    for (const auto* effect : effects) {
        tasks.emplace_back([&attempt, complete = progress.complete(*effect)] {
            return carry_out(attempt, complete);
        });
    }
    return together(tasks);
}

/// A ticket that is yet to be made has no number, only the name of the effect that makes it.
http::Shown with_late_ticket(http::Shown request, const Effect& effect) {
    const auto* update = std::get_if<zendesk::TicketUpdate>(&effect.change);
    const std::string numberless = "/tickets/0";
    const auto place = request.url.find(numberless);
    if (update != nullptr && !update->late_ticket.empty() && place != std::string::npos) {
        const auto name = with_facts(update->late_ticket, [](const auto& key, const auto& fact) {
            return fmt::format("<{} of {}>", fact, key);
        });
        request.url.replace(place, numberless.size(), "/tickets/" + name);
    }
    return request;
}

}  // namespace

Executor::Executor(Services services, Journal& journal, Clock& clock, std::string by,
                   std::function<void(const Step&)> said)
    : services_(std::move(services)),
      journal_(journal),
      clock_(clock),
      by_(std::move(by)),
      said_(std::move(said)) {
    services_.clock = &clock_;
}

Result<Outcome> Executor::execute(const Plan& plan) {
    const Attempt attempt{services_, journal_, clock_, by_, plan.case_id, clock_.now()};
    if (const auto usable = journal_.pending(plan.case_id); !usable) {
        return usable.error();
    }
    UnderWay progress(plan, by_);
    for (;;) {
        std::vector<Step> blocked;
        const auto now = progress.ready(blocked, clock_.now());
        for (auto& step : blocked) {
            if (step.fate == Fate::queued) {
                note_queued(attempt, step);
            }
            say(step);
        }
        if (now.empty() && blocked.empty()) {
            break;
        }
        auto ended = carry_out_together(attempt, now, progress);
        for (std::size_t i = 0; i < now.size(); ++i) {
            say(ended[i].step);
            progress.note(*now[i], std::move(ended[i]));
        }
    }
    if (plan.standing) {
        settle(attempt, *plan.standing);
    }
    return progress.outcome();
}

void Executor::say(const Step& step) const {
    if (said_) {
        said_(step);
    }
}

std::vector<ShownEffect> Executor::show(const Plan& plan) const {
    const UnderWay nothing_yet(plan, by_);
    std::vector<ShownEffect> shown;
    for (const auto& effect : plan.effects) {
        if (!effect.unless.empty()) {
            continue;  // Nothing is expected to fail.
        }
        shown.push_back({.key = effect.key,
                         .service = service_of(effect),
                         .description = effect.description,
                         .request = with_late_ticket(
                             procedure::show(services_, nothing_yet.complete(effect)), effect)});
    }
    return shown;
}

}  // namespace emergency::procedure
