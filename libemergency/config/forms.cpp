#include "libemergency/config/forms.h"

#include "libemergency/core/weekly_window.h"

#include <fmt/format.h>

namespace emergency {
namespace {

bool is_of_form(Form form, const std::string& text) {
    switch (form) {
        case Form::weekday:
            return !weekday_named(text).empty();
        case Form::date:
            return is_date(text);
        case Form::hours:
            return static_cast<bool>(parse_weekly_window(text));
        case Form::need:
            return text == "ticket" || text == "thread" || text == "agreement";
        case Form::triage:
            return text == "assume-good-intent" || text == "full";
        case Form::ending:
            return text == "solved" || text == "closed";
        case Form::any:
        case Form::url:
        case Form::time_zone:
        case Form::yes_or_no:
            return true;
    }
    return true;
}

}  // namespace

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
