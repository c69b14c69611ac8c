#include "libemergency/procedure/recant.h"

#include "libemergency/procedure/twins.h"

#include <algorithm>

namespace emergency::procedure {
namespace {

using Looked = Result<Recanted>;

/// A line that was sent late is looked at by nobody else: one unreadable answer must not hide its
/// twin.
constexpr int looks_for_twins = 3;
constexpr std::chrono::seconds before_another{1};

struct Recant {
    const Services& services;
    const Effect& effect;
    const std::string& id;

    Looked operator()(const slack::Post& post) const {
        const auto oldest = prove(services, effect);
        if (!oldest || !*oldest || (*oldest)->id == id) {
            return oldest ? Looked(Recanted{}) : oldest.error();
        }
        const auto removed = services.slack->remove(post.channel, id);
        return removed ? Looked(Recanted{.first = *oldest, .removed = {id}}) : removed.error();
    }

    Looked operator()(const pagerduty::NewOverride& wanted) const {
        const auto all = services.pagerduty.overrides(wanted.schedule_id, wanted.start, wanted.end);
        if (!all) {
            return all.error();
        }
        const auto same = twins(*all, wanted);
        Recanted recanted;
        if (!same.empty() && same.front() != id) {
            recanted.first = Fact{.id = same.front()};
        }
        for (std::size_t at = 1; at < same.size(); ++at) {
            const auto gone = services.pagerduty.apply(
                pagerduty::OverrideRemoval{.schedule_id = wanted.schedule_id,
                                           .override_id = same[at],
                                           .start = wanted.start,
                                           .end = wanted.end});
            if (!gone) {
                return gone.error();
            }
            recanted.removed.push_back(same[at]);
        }
        return recanted;
    }

    template <typename Other>
    Looked operator()(const Other& /*unused*/) const {
        return Recanted{};
    }
};

bool has_key(const slack::Message& message, const std::string& key) {
    const auto found = message.payload.find("key");
    return found != message.payload.end() && found->second == key;
}

}  // namespace

bool take_back_others(const slack::Client& slack, const Effect& effect, const std::string& stays) {
    const auto& post = std::get<slack::Post>(effect.change);
    const auto messages = post.thread_ts.empty() ? slack.history(post.channel, effect.since)
                                                 : slack.replies(post.channel, post.thread_ts);
    if (!messages) {
        return false;
    }
    return std::all_of(messages->begin(), messages->end(), [&](const auto& message) {
        return message.ts == stays || !has_key(message, effect.key) ||
               slack.remove(post.channel, message.ts);
    });
}

Result<Recanted> recant(const Services& services, Clock& clock, const Effect& effect,
                        const std::string& id) {
    auto found = std::visit(Recant{services, effect, id}, effect.change);
    for (int look = 1; !found && look < looks_for_twins; ++look) {
        clock.sleep(before_another * look);
        found = std::visit(Recant{services, effect, id}, effect.change);
    }
    return found;
}

}  // namespace emergency::procedure
