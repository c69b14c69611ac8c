#include "libemergency/config/forms.h"
#include "libemergency/config/settings.h"
#include "libemergency/core/duration.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <charconv>
#include <utility>

namespace emergency {
namespace {

using Text = std::string& (*)(Config&);
using Span = std::chrono::milliseconds& (*)(Config&);
using List = std::vector<std::string>& (*)(Config&);
using Token = SecretSource& (*)(Config&);
using Number = std::uintmax_t& (*)(Config&);

constexpr std::uintmax_t largest_number = 1'000'000'000;

Error malformed(const Setting& setting, const std::string& what) {
    return {.kind = ErrorKind::configuration, .message = fmt::format("{} {}", setting.key, what)};
}

bool is_local(std::string_view url) {
    return url.starts_with("http://127.") || url.starts_with("http://localhost") ||
           url.starts_with("http://[::1]");
}

Result<void> set_text(const Setting& setting, std::string& target, std::string text) {
    if (setting.form == Form::time_zone && !zone_exists(text)) {
        return malformed(setting, fmt::format("'{}' is not a zone like Europe/Madrid", text));
    }
    if (setting.form == Form::triage && text != "assume-good-intent" && text != "full") {
        return malformed(setting, fmt::format("'{}' must be assume-good-intent or full", text));
    }
    if (setting.form == Form::yes_or_no && text != "yes" && text != "no") {
        return malformed(setting, fmt::format("'{}' must be yes or no", text));
    }
    if (setting.form == Form::url) {
        while (text.ends_with('/')) {
            text.pop_back();
        }
        if (!text.empty() && !text.starts_with("https://") && !is_local(text)) {
            return malformed(setting, fmt::format("'{}' must begin with https:// (http:// is "
                                                  "accepted for this machine only)",
                                                  text));
        }
    }
    if (constexpr std::string_view suffix = "/api/v2";
        setting.key == "zendesk.url" && text.ends_with(suffix)) {
        text.resize(text.size() - suffix.size());
    }
    target = std::move(text);
    return {};
}

Result<void> set_span(const Setting& setting, std::chrono::milliseconds& target,
                      const std::string& text) {
    const auto span = parse_duration(text);
    if (!span) {
        return malformed(setting, span.error().message);
    }
    target = *span;
    return {};
}

Result<void> set_number(const Setting& setting, std::uintmax_t& target, const std::string& text) {
    const auto* const end = text.data() + text.size();
    std::uintmax_t number = 0;
    const auto [last, problem] = std::from_chars(text.data(), end, number);
    if (problem != std::errc{} || last != end || number > largest_number) {
        return malformed(setting, fmt::format("'{}' is not a whole number like 50", text));
    }
    target = number;
    return {};
}

Result<void> set_token(const Setting& setting, SecretSource& target, const std::string& text,
                       Written written) {
    const bool is_reference = text.starts_with("env:") || text.starts_with("file:") ||
                              text.starts_with("command:") || text.starts_with("keyring:");
    if (is_reference) {
        target = {.reference = text};
        return {};
    }
    if (written == Written::in_file && !text.empty()) {
        auto refused = malformed(setting, "must say where the token is, not be the token");
        refused.hint = "write env:NAME, file:PATH, command:WORDS or keyring:SERVICE/ACCOUNT";
        return refused;
    }
    target = {.given = Secret(text)};
    return {};
}

}  // namespace

Result<void> set(const Setting& setting, Config& config, std::vector<std::string> texts,
                 Written written) {
    for (auto& text : texts) {
        text = trimmed(text);
    }
    if (const auto* list = std::get_if<List>(&setting.place)) {
        if (auto fine = check(setting, texts); !fine) {
            return fine;
        }
        (*list)(config) = std::move(texts);
        return {};
    }
    if (texts.size() != 1) {
        return malformed(setting, "takes one value, not a list");
    }
    if (const auto* text = std::get_if<Text>(&setting.place)) {
        return set_text(setting, (*text)(config), texts.front());
    }
    if (const auto* span = std::get_if<Span>(&setting.place)) {
        return set_span(setting, (*span)(config), texts.front());
    }
    if (const auto* number = std::get_if<Number>(&setting.place)) {
        return set_number(setting, (*number)(config), texts.front());
    }
    return set_token(setting, std::get<Token>(setting.place)(config), texts.front(), written);
}

std::string shown(const Setting& setting, const Config& config) {
    auto copy = config;  // The places are of mutable values.
    if (const auto* list = std::get_if<List>(&setting.place)) {
        return fmt::format("{}", fmt::join((*list)(copy), ", "));
    }
    if (const auto* text = std::get_if<Text>(&setting.place)) {
        return (*text)(copy);
    }
    if (const auto* span = std::get_if<Span>(&setting.place)) {
        return brief_duration((*span)(copy));
    }
    if (const auto* number = std::get_if<Number>(&setting.place)) {
        return std::to_string((*number)(copy));
    }
    const auto& source = std::get<Token>(setting.place)(copy);
    return source.given.empty() ? source.reference : "(set)";
}

}  // namespace emergency
