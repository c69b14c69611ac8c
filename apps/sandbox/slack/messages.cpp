#include "apps/sandbox/slack/call.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <optional>

namespace sandbox::slack {
namespace {

using nlohmann::json;

constexpr std::size_t longest_text = 40000;

/// Of UTF-8: the bytes that begin one.
std::size_t characters_in(const std::string& text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U;
    }));
}
constexpr std::int64_t farthest_schedule = std::int64_t{120} * 24 * 3600;

bool has_content(const Call& call) {
    return call.has("text") || call.has("blocks") || call.has("attachments") ||
           call.has("markdown_text");
}

bool is_metadata(const json& metadata) {
    return metadata.is_object() && metadata.contains("event_type") &&
           metadata.at("event_type").is_string() && metadata.contains("event_payload") &&
           metadata.at("event_payload").is_object();
}

/// What is wrong with the content, if anything is.
std::optional<json> wrong_content(const Call& call) {
    if (!has_content(call)) {
        return failed("no_text");
    }
    if (call.has("markdown_text") && (call.has("text") || call.has("blocks"))) {
        return failed("markdown_text_conflict");
    }
    if (characters_in(call.text("text")) > longest_text) {
        return failed("msg_too_long");
    }
    for (const auto* name : {"blocks", "attachments"}) {
        if (call.has(name) && !call.structure(name).is_array()) {
            return failed(std::string("invalid_") + name);
        }
    }
    if (call.has("metadata") && !is_metadata(call.structure("metadata"))) {
        return failed("invalid_metadata_format");
    }
    return std::nullopt;
}

/// A direct conversation with a person if the channel is one's id.
json* channel_or_person(const Call& call) {
    auto* channel = call.channel();
    const auto reference = call.text("channel");
    if (channel != nullptr || find(call.workspace.users, reference) == nullptr) {
        return channel;
    }
    return &direct_channel(call, json::array({call.user, reference}));
}

json content_of(const Call& call) {
    auto message = new_message(call);
    if (call.has("markdown_text")) {
        message["text"] = call.text("markdown_text");
    }
    for (const auto* name : {"blocks", "attachments", "metadata"}) {
        if (call.has(name)) {
            message[name] = call.structure(name);
        }
    }
    return message;
}

/// Puts the message into the thread that the call names; false if there is none.
bool put_into_thread(const Call& call, json& channel, json& message) {
    if (!call.has("thread_ts")) {
        return true;
    }
    const auto* root = find_message(channel, call.text("thread_ts"));
    if (root == nullptr) {
        return false;
    }
    message["thread_ts"] = root->value("thread_ts", root->at("ts").get<std::string>());
    if (call.flag("reply_broadcast")) {
        message["subtype"] = "thread_broadcast";
    }
    return true;
}

json post_message(const Call& call) {
    auto* channel = channel_or_person(call);
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    if (!is_member(*channel, call.user)) {
        return failed("not_in_channel");
    }
    if (channel->at("is_archived") == true) {
        return failed("is_archived");
    }
    if (auto wrong = wrong_content(call)) {
        return *wrong;
    }
    auto message = content_of(call);
    if (!put_into_thread(call, *channel, message)) {
        return failed("thread_not_found");
    }
    auto posted = post(call.workspace, *channel, std::move(message));
    return succeeded(
        {{"channel", channel->at("id")}, {"ts", posted.at("ts")}, {"message", posted}});
}

void change_content(const Call& call, json& message) {
    const auto fresh = content_of(call);
    if (call.has("text") || call.has("markdown_text")) {
        message["text"] = fresh.at("text");
    }
    for (const auto* name : {"blocks", "attachments", "metadata"}) {
        if (fresh.contains(name)) {
            message[name] = fresh.at(name);
        }
    }
    if (call.structure("metadata") == json::object()) {
        message.erase("metadata");
    }
    message["edited"] = {{"user", call.user}, {"ts", call.workspace.new_ts()}};
}

json update_message(const Call& call) {
    auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    auto* message = find_message(*channel, call.text("ts"));
    if (message == nullptr) {
        return failed("message_not_found");
    }
    if (message->at("user") != call.user) {
        return failed("cant_update_message");
    }
    const auto metadata = call.structure("metadata");
    if (!metadata.is_null() && metadata != json::object() && !is_metadata(metadata)) {
        return failed("invalid_metadata_format");
    }
    if (!has_content(call) && metadata.is_null()) {
        return failed("no_text");
    }
    change_content(call, *message);
    return succeeded({{"channel", channel->at("id")},
                      {"ts", message->at("ts")},
                      {"text", message->at("text")},
                      {"message", *message}});
}

json delete_message(const Call& call) {
    auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    const auto ts = call.text("ts");
    const auto* message = find_message(*channel, ts);
    if (message == nullptr) {
        return failed("message_not_found");
    }
    if (message->at("user") != call.user) {
        return failed("cant_delete_message");
    }
    const auto thread = message->value("thread_ts", "");
    auto& messages = channel->at("messages");
    messages.erase(messages.begin() + (message - &messages.front()));
    count_replies(*channel, thread);
    return succeeded({{"channel", channel->at("id")}, {"ts", ts}});
}

json post_ephemeral(const Call& call) {
    const auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    if (is_shut_out(call, *channel)) {
        return failed("not_in_channel");
    }
    if (!is_member(*channel, call.text("user"))) {
        return failed("user_not_in_channel");
    }
    if (auto wrong = wrong_content(call)) {
        return *wrong;
    }
    return succeeded({{"message_ts", call.workspace.new_ts()}});
}

json schedule_message(const Call& call) {
    auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    if (!is_member(*channel, call.user)) {
        return failed("not_in_channel");
    }
    const auto time = call.number("post_at", -1);
    if (time < 0) {
        return failed("invalid_time");
    }
    if (time <= call.workspace.now_seconds()) {
        return failed("time_in_past");
    }
    if (time > call.workspace.now_seconds() + farthest_schedule) {
        return failed("time_too_far");
    }
    if (auto wrong = wrong_content(call)) {
        return *wrong;
    }
    auto message = content_of(call);
    if (!put_into_thread(call, *channel, message)) {
        return failed("thread_not_found");
    }
    const auto id = call.workspace.new_id('Q');
    call.workspace.scheduled.push_back(
        {{"id", id}, {"channel", channel->at("id")}, {"post_at", time}, {"message", message}});
    message["type"] = "delayed_message";
    return succeeded({{"channel", channel->at("id")},
                      {"scheduled_message_id", id},
                      {"post_at", time},
                      {"message", message}});
}

json show_permalink(const Call& call) {
    auto* channel = call.channel();
    if (channel == nullptr) {
        return failed("channel_not_found");
    }
    const auto* message = find_message(*channel, call.text("message_ts"));
    if (message == nullptr) {
        return failed("message_not_found");
    }
    return succeeded({{"channel", channel->at("id")},
                      {"permalink", permalink(call.workspace, *channel, *message)}});
}

constexpr std::array messages_table{
    Method{"chat.postMessage", "chat:write", &post_message},
    Method{"chat.update", "chat:write", &update_message},
    Method{"chat.delete", "chat:write", &delete_message},
    Method{"chat.postEphemeral", "chat:write", &post_ephemeral},
    Method{"chat.scheduleMessage", "chat:write", &schedule_message},
    Method{"chat.getPermalink", "", &show_permalink},
};

}  // namespace

std::span<const Method> message_methods() {
    return messages_table;
}

}  // namespace sandbox::slack
