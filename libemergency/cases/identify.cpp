#include "libemergency/cases/locate.h"
#include "libemergency/core/together.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace emergency::cases {
namespace {

using nlohmann::json;

constexpr std::chrono::hours remembered{24};

/// Another account has another name in the cache.
std::string cache_name(const Config& config) {
    return fmt::format("me/{} {} {} {} {}", config.pagerduty.url, config.pagerduty.email,
                       config.zendesk.url, config.zendesk.email, config.user.email);
}

std::string text_of(const Me& me) {
    return json{{"pagerduty", {me.pagerduty.id, me.pagerduty.name, me.pagerduty.email}},
                {"zendesk", {me.zendesk.name, me.zendesk.email, me.zendesk.role}},
                {"zendesk_id", me.zendesk.id}}
        .dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<Me> me_in(const std::string& text) try {
    const auto kept = json::parse(text);
    const auto& pagerduty = kept.at("pagerduty");
    const auto& zendesk = kept.at("zendesk");
    Me me;
    me.pagerduty.id = pagerduty.at(0);
    me.pagerduty.name = pagerduty.at(1);
    me.pagerduty.email = pagerduty.at(2);
    me.zendesk.id = kept.at("zendesk_id");
    me.zendesk.name = zendesk.at(0);
    me.zendesk.email = zendesk.at(1);
    me.zendesk.role = zendesk.at(2);
    return me;
} catch (const json::exception&) {
    return std::nullopt;
}

}  // namespace

Result<Me> identify(const Sources& sources) {
    const auto name = cache_name(sources.config);
    if (const auto kept = sources.cache.find(name, sources.clock.now(), remembered)) {
        if (auto me = me_in(*kept)) {
            return *std::move(me);
        }
    }
    const auto [pagerduty, zendesk] =
        together([&] { return sources.pagerduty.me(); }, [&] { return sources.zendesk.me(); });
    if (!pagerduty || !zendesk) {
        return pagerduty ? zendesk.error() : pagerduty.error();
    }
    Me me{*pagerduty, *zendesk};
    sources.cache.keep(name, text_of(me), sources.clock.now());
    return me;
}

}  // namespace emergency::cases
