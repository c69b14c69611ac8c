#include "apps/sandbox/slack/call.h"
#include "apps/sandbox/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <sstream>

namespace sandbox::slack {
namespace {

using nlohmann::json;

/// A search, read: words that must occur, and where and by whom if it says so.
struct Search {
    std::vector<std::string> words;
    std::string channel;
    std::string person;
};

Search read_search(const std::string& query) {
    Search search;
    std::istringstream text(lower_case(query));
    for (std::string word; text >> word;) {
        std::erase(word, '"');
        if (word.starts_with("in:")) {
            search.channel = word.substr(word.starts_with("in:#") ? 4 : 3);
        } else if (word.starts_with("from:")) {
            search.person = word.substr(word.starts_with("from:@") ? 6 : 5);
        } else {
            search.words.push_back(word);
        }
    }
    return search;
}

std::string name_of(Workspace& workspace, const json& message) {
    const auto* user = find(workspace.users, message.at("user").get<std::string>());
    return user == nullptr ? "" : user->at("name").get<std::string>();
}

bool is_searched(const Call& call, const json& channel, const Search& search) {
    const bool is_seen = channel.at("is_private") == false || is_member(channel, call.user);
    return is_seen && (search.channel.empty() || channel.at("name") == search.channel ||
                       lower_case(channel.at("id").get<std::string>()) == search.channel);
}

bool fits(const Call& call, const json& message, const Search& search) {
    const auto text = lower_case(message.at("text").get<std::string>());
    const bool has_words = std::ranges::all_of(search.words, [&](const std::string& word) {
        return text.find(word) != std::string::npos;
    });
    return has_words &&
           (search.person.empty() || name_of(call.workspace, message) == search.person);
}

json match_of(const Call& call, const json& channel, const json& message) {
    return {{"iid", message.at("ts")},
            {"team", call.workspace.team},
            {"channel",
             {{"id", channel.at("id")},
              {"name", channel.at("name")},
              {"is_private", channel.at("is_private")},
              {"is_mpim", channel.at("is_mpim")},
              {"is_shared", false},
              {"is_ext_shared", false},
              {"is_org_shared", false},
              {"is_pending_ext_shared", false},
              {"pending_shared", json::array()}}},
            {"type", "message"},
            {"user", message.at("user")},
            {"username", name_of(call.workspace, message)},
            {"ts", message.at("ts")},
            {"text", message.at("text")},
            {"permalink", permalink(call.workspace, channel, message)}};
}

json search_messages(const Call& call) {
    const auto query = call.text("query");
    if (query.empty()) {
        return failed("no_query");
    }
    const auto search = read_search(query);
    auto matches = json::array();
    for (const auto& channel : call.workspace.channels) {
        if (!is_searched(call, channel, search)) {
            continue;
        }
        for (const auto& message : channel.at("messages")) {
            if (fits(call, message, search)) {
                matches.push_back(match_of(call, channel, message));
            }
        }
    }
    const auto total = matches.size();
    const json pagination{{"first", 1},      {"last", total},     {"page", 1},
                          {"page_count", 1}, {"per_page", total}, {"total_count", total}};
    const json paging{{"count", total}, {"page", 1}, {"pages", 1}, {"total", total}};
    return succeeded({{"query", query},
                      {"messages",
                       {{"matches", matches},
                        {"pagination", pagination},
                        {"paging", paging},
                        {"total", total}}}});
}

constexpr std::array search_table{
    Method{"search.messages", "search:read", &search_messages, Tokens::of_people}};

}  // namespace

std::span<const Method> search_methods() {
    return search_table;
}

}  // namespace sandbox::slack
