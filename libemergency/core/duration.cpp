#include "libemergency/core/duration.h"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <optional>

namespace emergency {
namespace {

using std::chrono::milliseconds;

struct Unit {
    std::string_view name;
    long long milliseconds;
};

/// "ms" stands before "m", so that the longer name is tried first.
constexpr auto units = std::to_array<Unit>(
    {{"ms", 1}, {"s", 1'000}, {"m", 60'000}, {"h", 3'600'000}, {"d", 86'400'000}});

constexpr long long longest = 3'660LL * 86'400'000;  ///< Ten years, in milliseconds.

const Unit* unit_at(std::string_view text) {
    for (const auto& unit : units) {
        if (text.starts_with(unit.name)) {
            return &unit;
        }
    }
    return nullptr;
}

/// Takes one "15m" off the front of `text`.
std::optional<long long> take_part(std::string_view& text) {
    long long count = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), count);
    if (problem != std::errc{} || count < 0 || count > longest) {
        return std::nullopt;
    }
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    const auto* unit = unit_at(text);
    if (unit == nullptr || count > longest / unit->milliseconds) {
        return std::nullopt;
    }
    text.remove_prefix(unit->name.size());
    return count * unit->milliseconds;
}

}  // namespace

Result<milliseconds> parse_duration(std::string_view text) {
    const Error garbage{.kind = ErrorKind::usage,
                        .message = fmt::format("'{}' is not a duration", text),
                        .hint = "write it like 90s, 15m, 2h30m or 3d"};
    auto rest = text;
    long long total = 0;
    do {
        const auto part = take_part(rest);
        if (!part || total + *part > longest) {
            return garbage;
        }
        total += *part;
    } while (!rest.empty());
    return milliseconds(total);
}

std::string brief_duration(milliseconds duration) {
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(abs(duration)).count();
    if (seconds < 60) {
        return fmt::format("{}s", seconds);
    }
    if (seconds < 3'600) {
        return fmt::format("{}m", seconds / 60);
    }
    if (seconds < 86'400) {
        return fmt::format("{}h{:02}m", seconds / 3'600, seconds % 3'600 / 60);
    }
    return fmt::format("{}d {}h", seconds / 86'400, seconds % 86'400 / 3'600);
}

}  // namespace emergency
