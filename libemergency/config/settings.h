#pragma once

#include "libemergency/config/config.h"
#include "libemergency/core/result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace emergency {

/// Where in a Config a setting's value is.
using Place = std::variant<std::string& (*)(Config&), std::chrono::milliseconds& (*)(Config&),
                           std::vector<std::string>& (*)(Config&), SecretSource& (*)(Config&),
                           std::uintmax_t& (*)(Config&)>;

/// What a text must be, beyond a text.
enum class Form { any, url, time_zone, yes_or_no, weekday, date, hours, need, triage, ending };

/// One row of the table of settings (design.md, "Configuration").
struct Setting {
    std::string_view key;
    std::string_view variable;
    std::string_view doc;
    Place place;
    Form form = Form::any;
};

/// The table, in the order of documents.
std::span<const Setting> settings();

/// The row of a key; null if there is none.
const Setting* setting_of(std::string_view key);

/// Where a value was written: a token itself is accepted from a variable only.
enum class Written { in_file, in_variable };

/// Sets it from texts (one, unless it is a list). Fails with `configuration`.
Result<void> set(const Setting& setting, Config& config, std::vector<std::string> texts,
                 Written written);

/// Its value as text; of a token only where it comes from.
std::string shown(const Setting& setting, const Config& config);

}  // namespace emergency
