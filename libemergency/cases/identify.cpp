#include "libemergency/cases/locate.h"
#include "libemergency/core/together.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace emergency::cases {
namespace {

using nlohmann::json;

constexpr std::chrono::hours remembered{24};
constexpr std::chrono::hours remembered_in_need{24 * 90};

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

std::optional<Me> kept(const Sources& sources, const std::string& name,
                       std::chrono::milliseconds lifetime) {
    const auto text = sources.cache.find(name, sources.clock.now(), lifetime);
    return text ? me_in(*text) : std::nullopt;
}

/// Whoever answered says enough to write an audit by.
Me half_known(const Result<pagerduty::User>& pagerduty, const Result<zendesk::User>& zendesk) {
    Me me;
    if (pagerduty) {
        me.pagerduty = *pagerduty;
        me.zendesk.email = pagerduty->email;
        me.zendesk.name = pagerduty->name;
        me.unknown_in_zendesk = zendesk.error();
    } else {
        me.zendesk = *zendesk;
        me.unknown_in_pagerduty = pagerduty.error();
    }
    return me;
}

}  // namespace

std::optional<Me> remembered_me(const Sources& sources) {
    return kept(sources, cache_name(sources.config), remembered_in_need);
}

Result<Me> identify(const Sources& sources, Reading reading) {
    const auto name = cache_name(sources.config);
    if (auto me = kept(sources, name, remembered)) {
        return *std::move(me);
    }
    const auto [pagerduty, zendesk] =
        together([&] { return sources.pagerduty.me(); }, [&] { return sources.zendesk.me(); });
    if (!pagerduty || !zendesk) {
        const auto& error = pagerduty ? zendesk.error() : pagerduty.error();
        if (auto me = is_outage(error) ? kept(sources, name, remembered_in_need) : std::nullopt) {
            return *std::move(me);
        }
        const bool is_enough =
            reading == Reading::what_answers && is_outage(error) && (pagerduty || zendesk);
        return is_enough ? Result<Me>(half_known(pagerduty, zendesk)) : error;
    }
    Me me{*pagerduty, *zendesk};
    sources.cache.keep(name, text_of(me), sources.clock.now());
    return me;
}

Result<Case> seen_by(Case one, const Me& me, Reading reading) {
    const auto& unknown = me.unknown_in_zendesk ? me.unknown_in_zendesk : me.unknown_in_pagerduty;
    if (!unknown) {
        return one;
    }
    if (reading == Reading::whole) {
        return *unknown;
    }
    if (me.unknown_in_zendesk && one.ticket) {
        Case page{.incident = std::move(one.incident), .ticket_unread = me.unknown_in_zendesk};
        page.as_of = one.as_of;
        one = std::move(page);
    }
    const bool is_held = one.incident && one.incident->status == pagerduty::Status::acknowledged;
    if (me.unknown_in_pagerduty && is_held) {
        one.incident.reset();
        one.page_unread = me.unknown_in_pagerduty;
    }
    if (!one.ticket && !one.incident) {
        return *unknown;
    }
    return one;
}

}  // namespace emergency::cases
