#include "libemergency/config/forms.h"

#include "libemergency/core/weekly_window.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency {
namespace {

bool is_among(const std::string& text, const std::vector<std::string>& words) {
    return std::find(words.begin(), words.end(), text) != words.end();
}

bool is_of_form(Form form, const std::string& text) {
    switch (form) {
        case Form::weekday:
            return !weekday_named(text).empty();
        case Form::date:
            return is_date(text);
        case Form::hours:
            return static_cast<bool>(parse_weekly_window(text));
        case Form::need:
        case Form::triage:
        case Form::ending:
        case Form::yes_or_no:
            return is_among(text, choices(form));
        case Form::any:
        case Form::url:
        case Form::time_zone:
            return true;
    }
    return true;
}

}  // namespace

std::vector<std::string> choices(Form form) {
    switch (form) {
        case Form::need:
            return {"ticket", "thread", "agreement"};
        case Form::triage:
            return {"assume-good-intent", "full"};
        case Form::ending:
            return {"solved", "closed"};
        case Form::yes_or_no:
            return {"yes", "no"};
        case Form::weekday:
            return {"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday",
                    "mon",    "tue",     "wed",       "thu",      "fri",    "sat",      "sun"};
        case Form::any:
        case Form::url:
        case Form::time_zone:
        case Form::date:
        case Form::hours:
            return {};
    }
    return {};
}

Result<void> check(const Setting& setting, std::vector<std::string>& texts) {
    if (setting.form == Form::any) {
        return {};
    }
    std::erase(texts, std::string());
    for (const auto& text : texts) {
        if (!is_of_form(setting.form, text)) {
            return Error{.kind = ErrorKind::configuration,
                         .message = fmt::format("{} cannot hold '{}'", setting.key, text),
                         .hint = std::string(setting.doc)};
        }
    }
    return {};
}

}  // namespace emergency
