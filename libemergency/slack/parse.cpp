#include "libemergency/slack/parse.h"

#include "libemergency/http/json_api.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <charconv>
#include <string_view>
#include <utility>

namespace emergency::slack {
namespace {

using http::text_at;
using nlohmann::json;

Error unreadable(const char* what) {
    return Error{.kind = ErrorKind::failed_there,
                 .message = fmt::format("Slack sent {} we cannot read", what),
                 .service = "Slack"};
}

std::string first_of(std::string one, std::string other) {
    return one.empty() ? std::move(other) : std::move(one);
}

std::optional<long long> whole_number(std::string_view digits) {
    long long number = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [rest, failure] = std::from_chars(digits.data(), end, number);
    if (failure != std::errc() || rest != end || number < 0) {
        return std::nullopt;
    }
    return number;
}

/// The moment in a `ts`: seconds, a dot, microseconds.
std::optional<TimePoint> moment_of(std::string_view ts) {
    const auto dot = ts.find('.');
    const auto seconds = whole_number(ts.substr(0, dot));
    if (!seconds || ts.substr(0, dot).size() > 10) {  // Longer is no time, and would overflow.
        return std::nullopt;
    }
    auto fraction = std::string(dot == std::string_view::npos ? "" : ts.substr(dot + 1));
    fraction.resize(3, '0');
    return TimePoint(std::chrono::seconds(*seconds)) +
           std::chrono::milliseconds(whole_number(fraction).value_or(0));
}

/// What `emerg` wrote into the metadata; that of other programs means nothing to us.
std::map<std::string, std::string> payload_of(const json& message) {
    std::map<std::string, std::string> payload;
    const auto& metadata = part(message, "metadata");
    const auto& all = part(metadata, "event_payload");
    if (text_at(metadata, "/event_type") != "emerg" || !all.is_object()) {
        return payload;
    }
    for (const auto& [key, value] : all.items()) {
        if (value.is_string()) {
            payload[key] = value.get<std::string>();
        }
    }
    return payload;
}

}  // namespace

const std::vector<json>& items_at(const json& value, const char* pointer) {
    static const std::vector<json> none;
    const json::json_pointer place(pointer);
    if (!value.contains(place) || !value.at(place).is_array()) {
        return none;
    }
    return value.at(place).get_ref<const json::array_t&>();
}

const json& part(const json& answer, const char* key) {
    static const json nothing;
    if (!answer.is_object()) {
        return nothing;
    }
    const auto found = answer.find(key);
    return found == answer.end() ? nothing : *found;
}

Result<Identity> identity_from(const json& answer) {
    auto id = text_at(answer, "/user_id");
    if (id.empty()) {
        return unreadable("an identity");
    }
    return Identity{
        .user_id = std::move(id), .user = text_at(answer, "/user"), .url = text_at(answer, "/url")};
}

Result<Channel> channel_from(const json& value) {
    auto id = text_at(value, "/id");
    if (id.empty()) {
        return unreadable("a channel");
    }
    return Channel{.id = std::move(id),
                   .name = first_of(text_at(value, "/name"), text_at(value, "/name_normalized")),
                   .is_member = part(value, "is_member") == json(true)};
}

Result<User> user_from(const json& value) {
    auto id = text_at(value, "/id");
    if (id.empty()) {
        return unreadable("a user");
    }
    return User{.id = std::move(id),
                .name = first_of(text_at(value, "/real_name"), text_at(value, "/name"))};
}

Result<Message> message_from(const json& value) {
    auto ts = text_at(value, "/ts");
    const auto at = moment_of(ts);
    if (!at) {
        return unreadable("a message");
    }
    return Message{.ts = std::move(ts),
                   .thread_ts = text_at(value, "/thread_ts"),
                   .user_id = text_at(value, "/user"),
                   .text = text_at(value, "/text"),
                   .at = *at,
                   .payload = payload_of(value)};
}

Result<Posted> posted_from(const json& answer) {
    auto channel = text_at(answer, "/channel");
    auto ts = text_at(answer, "/ts");
    if (channel.empty() || ts.empty()) {
        return unreadable("an answer");
    }
    return Posted{.channel = std::move(channel), .ts = std::move(ts)};
}

std::string timestamp(TimePoint moment) {
    const auto since_epoch = moment.time_since_epoch();
    if (since_epoch.count() < 0) {
        return "0.000000";
    }
    const auto seconds = std::chrono::floor<std::chrono::seconds>(since_epoch);
    return fmt::format("{}.{:03}000", seconds.count(), (since_epoch - seconds).count());
}

std::string escaped(const std::string& text) {
    std::string safe;
    safe.reserve(text.size());
    for (const char c : text) {
        switch (c) {
            case '&':
                safe += "&amp;";
                break;
            case '<':
                safe += "&lt;";
                break;
            case '>':
                safe += "&gt;";
                break;
            default:
                safe += c;
        }
    }
    return safe;
}

std::string mention(const std::string& user_id) {
    return "<@" + user_id + ">";
}

std::string group_mention(const std::string& group_id) {
    return "<!subteam^" + group_id + ">";
}

}  // namespace emergency::slack
