#include "apps/emerg/commands/schedule_hours.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cmath>
#include <sstream>

namespace emerg {
namespace {

using emergency::schedule::DayKind;
using emergency::schedule::DutyHours;

double in_hours(std::chrono::seconds span) {
    constexpr double precision = 10'000;
    return std::round(std::chrono::duration<double, std::ratio<3600>>(span).count() * precision) /
           precision;
}

}  // namespace

Listing listing_of(const std::vector<DutyHours>& hours, const emergency::schedule::People& people) {
    Listing listing{.fields = {"month", "rotation", "person", "email", "weekday_hours",
                               "weekend_hours", "holiday_hours", "hours"},
                    .columns = {},
                    .rows = {}};
    for (const auto& field : listing.fields) {
        auto title = field;
        std::replace(title.begin(), title.end(), '_', ' ');
        std::transform(title.begin(), title.end(), title.begin(), [](char letter) {
            return static_cast<char>(std::toupper(static_cast<unsigned char>(letter)));
        });
        listing.columns.push_back({std::move(title), field});
    }
    for (const auto& row : hours) {
        const auto& person = people.at(row.user_id);
        listing.rows.push_back({{"month", row.month},
                                {"rotation", row.rotation},
                                {"person", person.name},
                                {"email", person.email},
                                {"weekday_hours", in_hours(row.of(DayKind::weekday))},
                                {"weekend_hours", in_hours(row.of(DayKind::weekend))},
                                {"holiday_hours", in_hours(row.of(DayKind::holiday))},
                                {"hours", in_hours(row.total())}});
    }
    return listing;
}

Result<std::string> csv_text(const Listing& listing, Session& session) {
    std::istringstream nothing;
    std::ostringstream out;
    Terminal page(nothing, out, out, {});
    auto options = session.options();
    options.format = Format::csv;
    const auto written = write(listing, options, page, session.clock().now());
    return written ? Result<std::string>(out.str()) : written.error();
}

}  // namespace emerg
