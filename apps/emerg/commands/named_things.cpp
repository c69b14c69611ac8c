#include "apps/emerg/commands/named_things.h"

#include "libemergency/core/text.h"
#include "libemergency/core/together.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>

namespace emerg {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;
using emergency::http::JsonApi;
using emergency::http::Method;
using Things = std::vector<NamedThing>;

/// The thing with this name or id, out of what the service finds.
Result<NamedThing> thing_named(const JsonApi& api, const std::string& kind,
                               const std::string& name) {
    const auto found = api.get({kind}, {{"query", name}, {"limit", "100"}});
    if (!found) {
        return found.error();
    }
    std::vector<std::string> others;
    for (const auto& one : found->value(kind, nlohmann::json::array())) {
        NamedThing thing{emergency::http::text_at(one, "/id"),
                         emergency::http::text_at(one, "/name"),
                         emergency::http::text_at(one, "/time_zone")};
        if (thing.id == name || emergency::lower(thing.name) == emergency::lower(name)) {
            return thing;
        }
        others.push_back(std::move(thing.name));
    }
    return Error{.kind = ErrorKind::not_found,
                 .message = fmt::format("PagerDuty has no '{}' among its {}", name, kind),
                 .hint = others.empty() ? fmt::format("emerg api pagerduty GET /{}", kind)
                                        : fmt::format("there is {}", fmt::join(others, ", "))};
}

Error no_slack(const char* what) {
    return {.kind = ErrorKind::configuration,
            .message = fmt::format("{} is looked for in Slack, and there is no token for it", what),
            .hint = "--slack-token"};
}

Result<NamedThing> channel_named(const emergency::slack::Client* slack, const std::string& name) {
    if (slack == nullptr) {
        return no_slack("a channel");
    }
    const auto found = slack->channel(name);
    return found ? Result<NamedThing>(NamedThing{found->id, found->name}) : found.error();
}

/// "ROTATION=HANDLE", of a rotation that there will be and a group that there is.
Result<FollowingGroup> group_named(const emergency::slack::Client* slack, const std::string& pair,
                                   const Things& schedules) {
    const auto equals = std::min(pair.find('='), pair.size());
    FollowingGroup group{.handle = pair.substr(std::min(equals + 1, pair.size())),
                         .rotation = pair.substr(0, equals)};
    if (std::none_of(schedules.begin(), schedules.end(), [&](const NamedThing& each) {
            return rotation_name(each) == group.rotation;
        })) {
        return Error{.kind = ErrorKind::usage,
                     .message = fmt::format("no rotation '{}' is made, for a group to follow",
                                            emergency::one_line(group.rotation)),
                     .hint = "--group ROTATION=HANDLE, and the rotation's --schedule"};
    }
    if (slack == nullptr) {
        return no_slack("a group");
    }
    const auto found = slack->group(group.handle);
    return found ? Result<FollowingGroup>(std::move(group)) : found.error();
}

using Lookup = std::function<Result<NamedThing>()>;

Result<Things> answers_to(const std::vector<Lookup>& lookups) {
    Things all;
    for (auto& answer : emergency::together(lookups)) {
        if (!answer) {
            return answer.error();
        }
        all.push_back(*answer);
    }
    return all;
}

}  // namespace

Result<void> look_up(const Names& names, const emergency::cases::Sources& sources,
                     FirstConfig& config) {
    std::vector<Lookup> lookups;
    const auto& pagerduty = sources.pagerduty.raw(Method::get);
    for (const auto& name : names.services) {
        lookups.emplace_back([&] { return thing_named(pagerduty, "services", name); });
    }
    for (const auto& name : names.schedules) {
        lookups.emplace_back([&] { return thing_named(pagerduty, "schedules", name); });
    }
    for (const auto& name : names.channels) {
        lookups.emplace_back([&] { return channel_named(sources.slack, name); });
    }
    auto [me, things] = emergency::together([&] { return sources.pagerduty.me(); },
                                            [&] { return answers_to(lookups); });
    if (!me || !things) {
        return me ? things.error() : me.error();
    }
    config.email = me->email;
    config.time_zone = me->time_zone.empty() ? "UTC" : me->time_zone;
    auto next = things->begin();
    const auto take = [&next](std::size_t count) {
        const auto first = next;
        next += static_cast<std::ptrdiff_t>(count);
        return Things(first, next);
    };
    config.services = take(names.services.size());
    config.schedules = take(names.schedules.size());
    config.channels = take(names.channels.size());
    for (const auto& pair : names.groups) {
        auto group = group_named(sources.slack, pair, config.schedules);
        if (!group) {
            return group.error();
        }
        config.groups.push_back(*std::move(group));
    }
    return {};
}

}  // namespace emerg
