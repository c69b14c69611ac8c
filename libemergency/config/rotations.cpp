#include "libemergency/config/reading.h"
#include "libemergency/core/duration.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace emergency {
namespace {

constexpr std::int64_t most_at_once = 100;

/// Hours that name no zone are by the rotation's clocks.
std::string with_zone(std::string hours, const std::string& zone) {
    const bool ends_in_time =
        !hours.empty() && std::isdigit(static_cast<unsigned char>(hours.back())) != 0;
    return ends_in_time ? hours + " " + zone : hours;
}

Result<PromisedShift> promised_shift(const Reading& reading, const Tree& node,
                                     const std::string& zone) {
    const bool is_plain = node.is_text();
    if (!is_plain) {
        if (auto fine = only(reading, node, "a promised shift", {"shift", "hours"}); !fine) {
            return fine.error();
        }
    }
    PromisedShift shift;
    if (!is_plain && !node["hours"]) {
        return reading.mistake(node, "a promised shift must have its hours");
    }
    if (!is_plain && node["shift"]) {
        shift.name = node["shift"].text();
    }
    for (const auto& hours : texts_in(is_plain ? node : node["hours"])) {
        auto window = parse_weekly_window(with_zone(hours, zone));
        if (!window) {
            return reading.mistake(node, window.error().message, window.error().hint);
        }
        shift.hours.push_back(*std::move(window));
    }
    if (shift.hours.empty()) {
        return reading.mistake(node, "a promised shift must have its hours");
    }
    return shift;
}

Result<void> read_promise(const Reading& reading, const Tree& node, Rotation& rotation) {
    for (const auto& each : node["coverage"].items()) {
        auto shift = promised_shift(reading, each, rotation.time_zone);
        if (!shift) {
            return shift.error();
        }
        rotation.coverage.push_back(*std::move(shift));
    }
    if (node["at_most"]) {
        const auto number = number_in(node["at_most"]).value_or(0);
        if (number < 1 || number > most_at_once) {
            return reading.mistake(node["at_most"], "at_most must be a number from 1 to 100");
        }
        rotation.at_most = static_cast<std::size_t>(number);
    }
    if (node["longest_duty"]) {
        const auto longest = parse_duration(node["longest_duty"].text());
        if (!longest) {
            return reading.mistake(node["longest_duty"], longest.error().message);
        }
        rotation.longest_duty = *longest;
    }
    if (node["reached_by"]) {
        rotation.reached_by = texts_in(node["reached_by"]);
    }
    return {};
}

Result<Rotation> rotation_in(const Reading& reading, const Tree& node) {
    if (auto fine = only(reading, node, "a rotation",
                         {"name", "schedules", "escalation_policy", "time_zone", "coverage",
                          "at_most", "longest_duty", "reached_by"});
        !fine) {
        return fine.error();
    }
    if (!node["name"] || (!node["schedules"] && !node["escalation_policy"])) {
        return reading.mistake(
            node, "a rotation must have a name and its schedules, or an escalation_policy");
    }
    if (node["schedules"] && node["escalation_policy"]) {
        return reading.mistake(node,
                               "a rotation has one of schedules and escalation_policy, not both");
    }
    Rotation rotation{.name = node["name"].text(),
                      .escalation_policy = text_in(node, "escalation_policy")};
    if (node["schedules"]) {
        rotation.schedules = texts_in(node["schedules"]);
    }
    if (node["time_zone"]) {
        rotation.time_zone = node["time_zone"].text();
    }
    if (!zone_exists(rotation.time_zone)) {
        return reading.mistake(
            node["time_zone"],
            fmt::format("'{}' is not a zone like Europe/Madrid", rotation.time_zone));
    }
    if (auto fine = read_promise(reading, node, rotation); !fine) {
        return fine.error();
    }
    return rotation;
}

}  // namespace

Result<void> read_rotations(const Reading& reading, const Tree& list) {
    std::vector<Rotation> rotations;
    for (const auto& node : list.items()) {
        auto rotation = rotation_in(reading, node);
        if (!rotation) {
            return rotation.error();
        }
        const bool twice = std::any_of(rotations.begin(), rotations.end(), [&](const auto& each) {
            return each.name == rotation->name;
        });
        if (twice) {
            return reading.mistake(node["name"],
                                   fmt::format("two rotations are called {}", rotation->name));
        }
        rotations.push_back(*std::move(rotation));
    }
    reading.loaded.config.rotations = std::move(rotations);
    return {};
}

}  // namespace emergency
