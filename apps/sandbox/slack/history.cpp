#include "apps/sandbox/slack/call.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <limits>

namespace sandbox::slack {
namespace {

using nlohmann::json;

bool is_reply(const json& message) {
    return message.value("thread_ts", message.at("ts")) != message.at("ts");
}

/// True between `oldest` and `latest`, with the ends only if `inclusive` is given.
bool is_in_range(const Call& call, const json& message) {
    const auto ts = microseconds_of(message.at("ts").get<std::string>());
    const auto oldest = microseconds_of(call.text("oldest"));
    const auto latest = call.has("latest") ? microseconds_of(call.text("latest"))
                                           : std::numeric_limits<std::int64_t>::max();
    if (call.flag("inclusive")) {
        return ts >= oldest && ts <= latest;
    }
    return ts > oldest && ts < latest;
}

bool is_stamp(const std::string& text) {
    const auto seconds = std::min(text.find('.'), text.size());
    const bool has_digits = text.find_first_not_of("0123456789.") == std::string::npos &&
                            text.find('.', seconds + 1) == std::string::npos;
    return has_digits && seconds > 0 && seconds <= 10 && text.size() <= seconds + 7;
}

/// The error of an end of the range that is no ts; empty if both could be.
std::string problem_with_range(const Call& call) {
    for (const auto* name : {"oldest", "latest"}) {
        if (call.has(name) && !is_stamp(call.text(name))) {
            return std::string("invalid_ts_") + name;
        }
    }
    return "";
}

json seen(const Call& call, json message) {
    if (!call.flag("include_all_metadata")) {
        message.erase("metadata");
    }
    return message;
}

json with_more(json page) {
    if (page.at("ok") == true) {
        const auto next = page.at("response_metadata").at("next_cursor").get<std::string>();
        page["has_more"] = !next.empty();
    }
    return page;
}

json show_history(const Call& call) {
    const auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    if (is_shut_out(call, *channel)) {
        return failed("not_in_channel");
    }
    if (const auto problem = problem_with_range(call); !problem.empty()) {
        return failed(problem);
    }
    std::vector<json> messages;
    for (const auto& message : channel->at("messages")) {
        const bool shows = !is_reply(message) || message.value("subtype", "") == "thread_broadcast";
        if (shows && is_in_range(call, message)) {
            messages.push_back(seen(call, message));
        }
    }
    std::ranges::reverse(messages);
    auto page = with_more(page_of(call, "messages", messages));
    if (page.at("ok") == true) {
        page["pin_count"] = channel->at("pins").size();
    }
    return page;
}

json show_replies(const Call& call) {
    auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    if (is_shut_out(call, *channel)) {
        return failed("not_in_channel");
    }
    if (const auto problem = problem_with_range(call); !problem.empty()) {
        return failed(problem);
    }
    const auto* asked = find_message(*channel, call.text("ts"));
    if (asked == nullptr) {
        return failed("thread_not_found");
    }
    const auto root = asked->value("thread_ts", asked->at("ts").get<std::string>());
    std::vector<json> messages;
    for (const auto& message : channel->at("messages")) {
        const bool is_root = message.at("ts") == root;
        const bool belongs = is_root || message.value("thread_ts", "") == root;
        if (belongs && (is_root || is_in_range(call, message))) {
            messages.push_back(seen(call, message));
        }
    }
    return with_more(page_of(call, "messages", messages));
}

constexpr std::array history_table{
    Method{"conversations.history", "channels:history", &show_history},
    Method{"conversations.replies", "channels:history", &show_replies},
};

}  // namespace

std::span<const Method> history_methods() {
    return history_table;
}

}  // namespace sandbox::slack
