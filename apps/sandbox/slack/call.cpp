#include "apps/sandbox/slack/call.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox::slack {
namespace {

using nlohmann::json;

constexpr std::string_view cursor_mark = "from-";

/// A cursor names the next item, so that items added meanwhile do not shift the pages.
std::string cursor_at(const json& item) {
    const auto name =
        item.is_string() ? item.get<std::string>() : item.value("ts", item.value("id", ""));
    return std::string(cursor_mark) + name;
}

}  // namespace

const Method* method_named(std::string_view name) {
    const std::array families{message_methods(), history_methods(), conversation_methods(),
                              people_methods(),  mark_methods(),    file_methods(),
                              search_methods(),  reminder_methods()};
    for (const auto& family : families) {
        const auto found = std::ranges::find(family, name, &Method::name);
        if (found != family.end()) {
            return &*found;
        }
    }
    return nullptr;
}

json failed(std::string_view error) {
    return {{"ok", false}, {"error", error}};
}

json succeeded(json answer) {
    answer["ok"] = true;
    return answer;
}

bool is_shut_out(const Call& call, const json& channel) {
    return call.is_bot && !is_member(channel, call.user);
}

json page_of(const Call& call, const char* name, const std::vector<json>& items) {
    const auto cursor = call.text("cursor");
    const auto start =
        cursor.empty() ? items.begin() : std::ranges::find(items, cursor, &cursor_at);
    if (!cursor.empty() && start == items.end()) {
        return failed("invalid_cursor");
    }
    const auto first = static_cast<std::size_t>(start - items.begin());
    const auto limit = std::clamp<std::int64_t>(call.number("limit", 100), 1, 1000);
    const auto last = std::min(first + static_cast<std::size_t>(limit), items.size());
    auto page = json::array();
    for (auto place = first; place < last; ++place) {
        page.push_back(items[place]);
    }
    const auto next = last < items.size() ? cursor_at(items[last]) : std::string();
    return succeeded({{name, page}, {"response_metadata", {{"next_cursor", next}}}});
}

json shown(const json& channel, std::string_view user) {
    auto copy = channel;
    for (const auto* hidden : {"members", "messages", "pins", "bookmarks"}) {
        copy.erase(hidden);
    }
    if (channel.at("is_im") == true) {
        copy.erase("name");
        return copy;
    }
    copy["is_member"] = is_member(channel, user);
    copy["num_members"] = channel.at("members").size();
    return copy;
}

std::string permalink(const Workspace& workspace, const json& channel, const json& message) {
    const auto id = channel.at("id").get<std::string>();
    auto digits = message.at("ts").get<std::string>();
    const auto thread = message.value("thread_ts", digits);
    const bool is_reply = thread != digits;
    std::erase(digits, '.');
    auto link = "https://" + workspace.domain + ".slack.com/archives/" + id + "/p" + digits;
    return is_reply ? link + "?thread_ts=" + thread + "&cid=" + id : link;
}

}  // namespace sandbox::slack
