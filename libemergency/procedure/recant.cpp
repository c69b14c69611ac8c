#include "libemergency/procedure/recant.h"

#include "libemergency/procedure/twins.h"

namespace emergency::procedure {
namespace {

using Stays = Result<std::optional<Fact>>;

Stays stays(const std::optional<Fact>& one, const std::string& ours) {
    return one && one->id != ours ? one : std::nullopt;
}

struct Recant {
    const Services& services;
    const Effect& effect;
    const std::string& id;

    Stays operator()(const slack::Post& post) const {
        auto oldest = prove(services, effect);
        if (!oldest || !*oldest || (*oldest)->id == id) {
            return oldest ? stays(*oldest, id) : oldest;
        }
        const auto removed = services.slack->remove(post.channel, id);
        return removed ? stays(*oldest, id) : Stays(removed.error());
    }

    Stays operator()(const pagerduty::NewOverride& wanted) const {
        const auto all = services.pagerduty.overrides(wanted.schedule_id, wanted.start, wanted.end);
        if (!all) {
            return all.error();
        }
        const auto same = twins(*all, wanted);
        for (std::size_t at = 1; at < same.size(); ++at) {
            const auto gone = services.pagerduty.apply(
                pagerduty::OverrideRemoval{.schedule_id = wanted.schedule_id,
                                           .override_id = same[at],
                                           .start = wanted.start,
                                           .end = wanted.end});
            if (!gone) {
                return gone.error();
            }
        }
        return same.empty() ? Stays(std::nullopt) : stays(Fact{.id = same.front()}, id);
    }

    template <typename Other>
    Stays operator()(const Other& /*unused*/) const {
        return std::optional<Fact>();
    }
};

}  // namespace

Result<std::optional<Fact>> recant(const Services& services, const Effect& effect,
                                   const std::string& id) {
    return std::visit(Recant{services, effect, id}, effect.change);
}

}  // namespace emergency::procedure
