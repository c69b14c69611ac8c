#include "libemergency/schedule/audit.h"
#include "tests/schedule/rosters.h"

#include <catch2/catch.hpp>

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <random>

using namespace emergency;
using namespace emergency::schedule;
using Seconds = std::chrono::seconds;

namespace {

constexpr int people = 4;
constexpr std::time_t around = 12 * 3600;

/// Clocks as the C library has them: nothing of what is tested takes part.
class WallClocks {
public:
    explicit WallClocks(const std::string& zone) { use(zone.c_str()); }
    ~WallClocks() { use(before_.empty() ? nullptr : before_.c_str()); }
    WallClocks(const WallClocks&) = delete;
    WallClocks& operator=(const WallClocks&) = delete;
    WallClocks(WallClocks&&) = delete;
    WallClocks& operator=(WallClocks&&) = delete;

    std::tm at(std::time_t second) const {
        std::tm shown{};
        localtime_r(&second, &shown);
        return shown;
    }

    /// The first second of each change between two moments.
    std::vector<std::time_t> changes(std::time_t since, std::time_t until) const {
        std::vector<std::time_t> all;
        constexpr std::time_t step = 3600;
        for (auto hour = since; hour < until; hour += step) {
            auto before = hour;
            auto after = hour + step;
            if (at(before).tm_gmtoff == at(after).tm_gmtoff) {
                continue;
            }
            while (after - before > 1) {
                const auto middle = before + (after - before) / 2;
                (at(middle).tm_gmtoff == at(before).tm_gmtoff ? before : after) = middle;
            }
            all.push_back(after);
        }
        return all;
    }

private:
    static void use(const char* zone) {
        zone == nullptr ? unsetenv("TZ") : setenv("TZ", zone, 1);
        tzset();
    }
    std::string before_ = std::getenv("TZ") == nullptr ? "" : std::getenv("TZ");
};

std::time_t second_of(const char* text) {
    return std::chrono::duration_cast<Seconds>(moment(text).time_since_epoch()).count();
}

TimePoint moment_at(std::time_t second) {
    return TimePoint(Seconds(second));
}

/// A number of dice from `least` to `most`.
int cast(std::mt19937& dice, int least, int most) {
    return std::uniform_int_distribution<int>(least, most)(dice);
}

/// Some hours of some days; most of them where clocks are changed.
WeeklyWindow random_window(std::mt19937& dice, const std::string& zone) {
    WeeklyWindow window{.zone = zone};
    for (const auto* day :
         {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}) {
        if (cast(dice, 0, 3) > 0) {
            window.days.insert(day);
        }
    }
    const auto from = cast(dice, 0, 6 * 60);
    window.from = std::chrono::minutes(from);
    window.until = std::chrono::minutes(cast(dice, 0, 1) == 0 ? cast(dice, from + 1, 7 * 60)
                                                              : cast(dice, from + 1, 24 * 60));
    return window;
}

/// One after the other, mostly; some come late and some early, by seconds or hours.
std::vector<pagerduty::Duty> random_duties(std::mt19937& dice, std::time_t since,
                                           std::time_t until) {
    std::vector<pagerduty::Duty> all;
    for (auto next = since - cast(dice, 0, 3600); next < until;) {
        const auto name = std::string(1, static_cast<char>('a' + cast(dice, 0, people - 1)));
        const auto end = next + cast(dice, 600, 5 * 3600);
        all.push_back({.schedule_id = "PSCH001",
                       .user = {.id = name, .name = name},
                       .start = moment_at(next),
                       .end = moment_at(end)});
        const int fate = cast(dice, 0, 5);
        next = end + (fate == 0 ? cast(dice, 1, 4000) : fate == 1 ? -cast(dice, 1, 500) : 0);
    }
    return all;
}

const char* day_named(int weekday) {
    constexpr const char* days[] = {"sunday",   "monday", "tuesday", "wednesday",
                                    "thursday", "friday", "saturday"};
    return days[weekday];
}

bool is_promised(const std::vector<WeeklyWindow>& windows, const std::tm& shown) {
    return std::any_of(windows.begin(), windows.end(), [&](const WeeklyWindow& window) {
        const std::chrono::minutes now(shown.tm_hour * 60 + shown.tm_min);
        return window.from <= now && now < window.until &&
               window.days.contains(day_named(shown.tm_wday));
    });
}

/// For each second, who of the people has duty.
std::vector<std::uint8_t> duty_by_second(const std::vector<pagerduty::Duty>& duties,
                                         std::time_t since, std::time_t until) {
    std::vector<std::uint8_t> seconds(static_cast<std::size_t>(until - since));
    for (const auto& duty : duties) {
        const auto who = static_cast<std::uint8_t>(1U << (duty.user.id.front() - 'a'));
        for (std::time_t each = since; each < until; ++each) {
            if (duty.start <= moment_at(each) && moment_at(each) < duty.end) {
                seconds[static_cast<std::size_t>(each - since)] |= who;
            }
        }
    }
    return seconds;
}

std::vector<bool> by_second(const Stretches& found, std::time_t since, std::time_t until) {
    std::vector<bool> seconds(static_cast<std::size_t>(until - since));
    for (const auto& each : found) {
        const auto first = std::chrono::ceil<Seconds>(each.since).time_since_epoch().count();
        const auto end = std::chrono::ceil<Seconds>(each.until).time_since_epoch().count();
        for (auto second = first; second < end; ++second) {
            seconds.at(static_cast<std::size_t>(second - since)) = true;
        }
    }
    return seconds;
}

/// One audit of a day around a moment against second by second.
void compare_around(std::time_t moment, const std::string& zone, const WallClocks& clocks,
                    std::mt19937& dice) {
    const auto since = moment - around;
    const auto until = moment + around;
    const std::vector windows{random_window(dice, zone), random_window(dice, zone)};
    const AuditedRotation audited{
        .rotation = {.name = "r",
                     .time_zone = zone,
                     .coverage = {{.name = "s", .hours = windows}},
                     .at_most = static_cast<std::size_t>(cast(dice, 1, 2))},
        .schedules = {{.id = "PSCH001", .duties = random_duties(dice, since, until)}}};
    const auto on_duty = duty_by_second(audited.schedules.front().duties, since, until);
    std::vector<bool> gaps(on_duty.size());
    std::vector<bool> overlaps(on_duty.size());
    for (std::size_t i = 0; i < on_duty.size(); ++i) {
        gaps[i] =
            on_duty[i] == 0 && is_promised(windows, clocks.at(since + static_cast<std::time_t>(i)));
        overlaps[i] =
            static_cast<std::size_t>(std::popcount(on_duty[i])) > audited.rotation.at_most;
    }
    const Stretch day{moment_at(since), moment_at(until)};
    // In brackets, so that nobody prints a day of seconds.
    CHECK((by_second(gaps_of(audited, day), since, until) == gaps));
    CHECK((by_second(overlaps_of(audited, day), since, until) == overlaps));
}

}  // namespace

TEST_CASE("an audit finds what one finds second by second where clocks are changed") {
    // Half an hour of summer time, none, the southern hemisphere, winter time in Ramadan, the date
    // line.
    const auto zone =
        GENERATE(as<std::string>{}, "Europe/Berlin", "America/New_York", "America/Los_Angeles",
                 "Australia/Lord_Howe", "Asia/Tokyo", "America/Santiago", "Pacific/Auckland",
                 "Africa/Casablanca", "America/St_Johns", "Pacific/Apia");
    const WallClocks clocks(zone);
    std::mt19937 dice(20260310);  // NOLINT(cert-msc51-cpp): the same in every run.
    auto moments =
        clocks.changes(second_of("2024-01-01T00:00:00Z"), second_of("2029-01-01T00:00:00Z"));
    if (moments.empty()) {
        moments = {second_of("2026-03-29T01:00:00Z"), second_of("2026-10-25T01:00:00Z")};
    }
    for (const auto moment : moments) {
        INFO(zone << " around " << utc_text(moment_at(moment)));
        for (int round = 0; round < 3; ++round) {
            compare_around(moment, zone, clocks, dice);
        }
    }
}

TEST_CASE("a day that was left out at the date line is promised no more than any other") {
    const WallClocks clocks("Pacific/Apia");
    std::mt19937 dice(20111230);  // NOLINT(cert-msc51-cpp): the same in every run.
    const auto changes =
        clocks.changes(second_of("2011-12-01T00:00:00Z"), second_of("2012-01-31T00:00:00Z"));
    REQUIRE(changes.size() == 1);
    for (int round = 0; round < 20; ++round) {
        compare_around(changes.front(), "Pacific/Apia", clocks, dice);
    }
}
