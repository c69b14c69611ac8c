#include "apps/sandbox/scenario_words.h"

#include "apps/sandbox/time_text.h"
#include "libemergency/core/weekly_window.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <string_view>

namespace sandbox {
namespace {

using nlohmann::json;

bool is_moment(const std::string& text) {
    return parse_scenario_moment(text, {}).has_value();
}

bool is_span(const std::string& text) {
    return parse_span(text).has_value();
}

bool is_time_of_day(const std::string& text) {
    return parse_moment("1970-01-01T" + text + ":00Z").has_value();
}

bool is_wall_time(const std::string& text) {
    return parse_moment(text + ":00Z").has_value();
}

bool is_day(const std::string& text) {
    return !emergency::weekday_named(text).empty();
}

struct Kind {
    bool (*fits)(const std::string&);
    const char* means;
};

constexpr Kind a_moment{&is_moment, "no moment like +90m or 2026-03-10T04:00:00Z"};
constexpr Kind a_span{&is_span, "no span like 8h or 7d"};
constexpr Kind a_time_of_day{&is_time_of_day, "no time like 09:00"};
constexpr Kind a_wall_time{&is_wall_time, "no time of the zone's clocks like 2026-01-05T09:00"};
constexpr Kind a_day{&is_day, "no day of the week like sat"};

/// Where a word stands: lists by their names, the word's own name last.
struct Place {
    std::string_view path;
    Kind kind;
};

constexpr auto places = std::to_array<Place>({
    {"schedules/entries/from", a_moment},
    {"schedules/entries/to", a_moment},
    {"schedules/overrides/from", a_moment},
    {"schedules/overrides/to", a_moment},
    {"schedules/layers/from", a_moment},
    {"schedules/layers/to", a_moment},
    {"schedules/layers/turn", a_span},
    {"schedules/layers/handoff", a_wall_time},
    {"schedules/layers/hours/on", a_day},
    {"schedules/layers/hours/from", a_time_of_day},
    {"schedules/layers/hours/for", a_span},
    {"tickets/created", a_moment},
    {"pages/at", a_moment},
});

std::optional<std::string> misspelt_at(const json& object, std::string_view path, const Kind& kind,
                                       const std::string& where) {
    const auto slash = path.find('/');
    const std::string name(path.substr(0, slash));
    if (!object.is_object() || !object.contains(name)) {
        return std::nullopt;
    }
    const auto& value = object[name];
    const auto here = where.empty() ? name : where + "." + name;
    if (slash == std::string_view::npos) {
        const bool fits = !value.is_string() || kind.fits(value.get<std::string>());
        return fits ? std::nullopt
                    : std::optional(
                          fmt::format("{} '{}' is {}", here, value.get<std::string>(), kind.means));
    }
    for (std::size_t at = 0; value.is_array() && at < value.size(); ++at) {
        if (auto found = misspelt_at(value[at], path.substr(slash + 1), kind,
                                     fmt::format("{}[{}]", here, at))) {
            return found;
        }
    }
    return std::nullopt;
}

}  // namespace

std::optional<std::string> misspelt_word(const json& scenario) {
    for (const auto& place : places) {
        if (auto found = misspelt_at(scenario, place.path, place.kind, {})) {
            return found;
        }
    }
    return std::nullopt;
}

}  // namespace sandbox
