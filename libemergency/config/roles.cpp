#include "libemergency/config/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace emergency {
namespace {

/// A name is typed as a word of a command, and stands in keys.
Result<std::string> name_in(const Reading& reading, const Tree& node, const std::string& what) {
    constexpr std::string_view allowed = "abcdefghijklmnopqrstuvwxyz0123456789-_";
    auto name = text_in(node, "name");
    const bool is_word = name.find_first_not_of(allowed) == std::string::npos;
    if (name.empty() || !is_word || name.find_first_not_of("0123456789") == std::string::npos) {
        return reading.mistake(
            node, fmt::format("{} must have a name of small letters, digits, - and _", what));
    }
    return name;
}

/// Reads each item of a list that has a name which no other has.
template <class Item, class Read>
Result<std::vector<Item>> items_in(const Reading& reading, const Tree& list,
                                   const std::string& what, const Read& read) {
    std::vector<Item> items;
    for (const auto& node : list.items()) {
        Result<Item> item = read(node);
        if (!item) {
            return item.error();
        }
        auto name = name_in(reading, node, what);
        if (!name) {
            return name.error();
        }
        item->name = *std::move(name);
        const bool twice = std::any_of(items.begin(), items.end(),
                                       [&](const auto& each) { return each.name == item->name; });
        if (twice) {
            return reading.mistake(node, fmt::format("{} {} is there twice", what, item->name));
        }
        items.push_back(*std::move(item));
    }
    return items;
}

Result<Role> role_in(const Reading& reading, const Tree& node) {
    if (auto fine = only(
            reading, node, "a role",
            {"name", "rotation", "schedules", "escalation_policy", "service", "handle", "channel"});
        !fine) {
        return fine.error();
    }
    const int holders = (node["rotation"] ? 1 : 0) + (node["schedules"] ? 1 : 0) +
                        (node["escalation_policy"] ? 1 : 0);
    if (holders > 1) {
        return reading.mistake(
            node, "a role has one of rotation, schedules and escalation_policy, not several");
    }
    if (!node["service"] && !node["channel"]) {
        return reading.mistake(
            node, "a role needs a service to be paged on, or a channel to be asked in");
    }
    return Role{
        .rotation = text_in(node, "rotation"),
        .schedules = node["schedules"] ? texts_in(node["schedules"]) : std::vector<std::string>(),
        .escalation_policy = text_in(node, "escalation_policy"),
        .service = text_in(node, "service"),
        .handle = text_in(node, "handle"),
        .channel = text_in(node, "channel")};
}

Result<Region> region_in(const Reading& reading, const Tree& node) {
    if (auto fine = only(reading, node, "a region", {"name", "handle", "channel"}); !fine) {
        return fine.error();
    }
    if (!node["channel"]) {
        return reading.mistake(node, "a region needs the channel that it is asked in");
    }
    return Region{.handle = text_in(node, "handle"), .channel = text_in(node, "channel")};
}

Result<SideDuty> duty_in(const Reading& reading, const Tree& node) {
    if (auto fine = only(reading, node, "a duty", {"name", "title", "handle", "channel"}); !fine) {
        return fine.error();
    }
    if (!node["channel"]) {
        return reading.mistake(node, "a duty needs the channel that is asked to take it");
    }
    return SideDuty{.title = text_in(node, node["title"] ? "title" : "name"),
                    .handle = text_in(node, "handle"),
                    .channel = text_in(node, "channel")};
}

Result<CallRole> call_role_in(const Reading& reading, const Tree& node) {
    if (auto fine = only(reading, node, "a call role", {"name", "title", "holders", "shadow"});
        !fine) {
        return fine.error();
    }
    const auto holders = node["holders"] ? text_in(node, "holders") : "several";
    const auto shadow = node["shadow"] ? text_in(node, "shadow") : "no";
    if (holders != "one" && holders != "several") {
        return reading.mistake(node["holders"], "the holders of a call role are one or several");
    }
    if (shadow != "yes" && shadow != "no") {
        return reading.mistake(node["shadow"], "a call role is a shadow's: yes or no");
    }
    return CallRole{.title = text_in(node, node["title"] ? "title" : "name"),
                    .is_held_by_one = holders == "one",
                    .is_shadow = shadow == "yes"};
}

}  // namespace

Result<void> read_roles(const Reading& reading, const Tree& list) {
    auto roles = items_in<Role>(reading, list, "a role",
                                [&](const Tree& node) { return role_in(reading, node); });
    if (!roles) {
        return roles.error();
    }
    reading.loaded.config.roles = *std::move(roles);
    return {};
}

Result<void> read_regions(const Reading& reading, const Tree& list) {
    auto regions = items_in<Region>(reading, list, "a region",
                                    [&](const Tree& node) { return region_in(reading, node); });
    if (!regions) {
        return regions.error();
    }
    reading.loaded.config.regions = *std::move(regions);
    return {};
}

Result<void> read_groups(const Reading& reading, const Tree& list) {
    std::vector<FollowingHandle> groups;
    for (const auto& node : list.items()) {
        if (auto fine = only(reading, node, "a group", {"handle", "rotation"}); !fine) {
            return fine;
        }
        auto handle = text_in(node, "handle");
        if (handle.starts_with('@')) {
            handle.erase(0, 1);
        }
        if (handle.empty() || !node["rotation"]) {
            return reading.mistake(node, "a group needs its handle and the rotation it follows");
        }
        groups.push_back({.handle = std::move(handle), .rotation = text_in(node, "rotation")});
    }
    reading.loaded.config.groups = std::move(groups);
    return {};
}

Result<void> read_duties(const Reading& reading, const Tree& list) {
    auto duties = items_in<SideDuty>(reading, list, "a duty",
                                     [&](const Tree& node) { return duty_in(reading, node); });
    if (!duties) {
        return duties.error();
    }
    reading.loaded.config.duties = *std::move(duties);
    return {};
}

Result<void> read_call_roles(const Reading& reading, const Tree& list) {
    auto roles = items_in<CallRole>(reading, list, "a call role",
                                    [&](const Tree& node) { return call_role_in(reading, node); });
    if (!roles) {
        return roles.error();
    }
    reading.loaded.config.call_roles = *std::move(roles);
    return {};
}

}  // namespace emergency
