#include "libemergency/procedure/recant.h"

namespace emergency::procedure {

Result<std::optional<Fact>> recant(const Services& services, const Effect& effect,
                                   const std::string& ts) {
    auto oldest = prove(services, effect);
    if (!oldest || !*oldest || (*oldest)->id == ts) {
        return oldest ? std::optional<Fact>() : Result<std::optional<Fact>>(oldest.error());
    }
    const auto& post = std::get<slack::Post>(effect.change);
    if (const auto removed = services.slack->remove(post.channel, ts); !removed) {
        return removed.error();
    }
    return oldest;
}

}  // namespace emergency::procedure
