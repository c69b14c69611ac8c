#include "libemergency/slack/client.h"

#include "libemergency/core/text.h"
#include "libemergency/slack/paging.h"
#include "libemergency/slack/parse.h"
#include "libemergency/slack/refusal.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

namespace emergency::slack {
namespace {

using nlohmann::json;

http::Service service_at(std::string url, const Secret& token) {
    return {
        .name = "Slack",
        .url = std::move(url),
        .headers = {{"accept", "application/json"}, {"authorization", "Bearer " + token.reveal()}},
        .request_id_header = "x-slack-req-id",
        .explain = &explain};
}

/// Without the charset, Slack warns; on a read, the type would promise a body.
http::Service writing_service_at(std::string url, const Secret& token) {
    auto service = service_at(std::move(url), token);
    service.headers["content-type"] = "application/json; charset=utf-8";
    return service;
}

/// A thing that is not there is named.
Error missing(Error error, const std::string& what) {
    if (error.kind == ErrorKind::not_found) {
        error.message = fmt::format("Slack has no {}", what);
    }
    return error;
}

/// "C012AB3CD": a letter for the kind, then capitals and digits. Names have no capitals.
bool is_channel_id(const std::string& text) {
    constexpr std::string_view first = "CDG";
    constexpr std::string_view rest = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    return text.size() >= 6 && first.find(text.front()) != std::string_view::npos &&
           text.find_first_not_of(rest) == std::string::npos;
}

std::string plain_name(const std::string& name) {
    return lower(name.starts_with('#') ? name.substr(1) : name);
}

Result<Channel> channel_named(const http::JsonApi& api, const std::string& name) {
    std::optional<Result<Channel>> found;
    const auto look = [&found, wanted = plain_name(name)](const std::vector<json>& page) {
        for (const auto& one : page) {
            const bool fits = http::text_at(one, "/name") == wanted ||
                              http::text_at(one, "/name_normalized") == wanted;
            if (fits) {
                found = channel_from(one);
                return false;
            }
        }
        return true;
    };
    const auto read =
        pages(api,
              {.method = "conversations.list",
               .query = {{"exclude_archived", "true"}, {"types", "public_channel,private_channel"}},
               .items = "/channels"},
              look);
    if (!read) {
        return read.error();
    }
    if (!found) {
        return Error{.kind = ErrorKind::not_found,
                     .message = fmt::format("Slack has no channel {}", name),
                     .hint = "a private channel is seen only by its members: invite the app",
                     .service = "Slack"};
    }
    return *std::move(found);
}

/// Every message of a listing, each once, oldest first.
Result<std::vector<Message>> messages_of(const http::JsonApi& api, const Listing& listing) {
    std::vector<Message> all;
    std::set<std::string> known;
    std::optional<Error> failure;
    const auto look = [&](const std::vector<json>& page) {
        for (const auto& one : page) {
            auto message = message_from(one);
            if (!message) {
                failure = message.error();
                return false;
            }
            if (known.insert(message->ts).second) {
                all.push_back(std::move(*message));
            }
        }
        return true;
    };
    const auto read = pages(api, listing, look);
    if (!read) {
        return read.error();
    }
    if (failure) {
        return *failure;
    }
    std::sort(all.begin(), all.end(), [](const Message& one, const Message& other) {
        return std::tie(one.at, one.ts) < std::tie(other.at, other.ts);
    });
    return all;
}

http::Call call_of(const Post& post) {
    json body{{"channel", post.channel},
              {"text", post.text},
              {"unfurl_links", false},
              {"unfurl_media", false}};
    if (!post.thread_ts.empty()) {
        body["thread_ts"] = post.thread_ts;
    }
    if (!post.payload.empty()) {
        body["metadata"] = {{"event_type", "emerg"}, {"event_payload", post.payload}};
    }
    return {.method = http::Method::post,
            .path = {"chat.postMessage"},
            .body = http::json_text(body),
            .repeatable = http::Repeatable::no};
}

}  // namespace

Client::Client(http::Transport& transport, std::string url, const Secret& token)
    : api_(transport, service_at(url, token)),
      writing_(transport, writing_service_at(std::move(url), token)) {}

Result<Identity> Client::me() const {
    const auto answer = accepted(api_.get({"auth.test"}));
    if (!answer) {
        return answer.error();
    }
    return identity_from(*answer);
}

Result<Channel> Client::channel(const std::string& id_or_name) const {
    if (!is_channel_id(id_or_name)) {
        return channel_named(api_, id_or_name);
    }
    const auto answer = accepted(api_.get({"conversations.info"}, {{"channel", id_or_name}}));
    if (!answer) {
        return missing(answer.error(), "channel " + id_or_name);
    }
    return channel_from(part(*answer, "channel"));
}

Result<User> Client::user_by_email(const std::string& email) const {
    const auto answer = accepted(api_.get({"users.lookupByEmail"}, {{"email", email}}));
    if (!answer) {
        return missing(answer.error(), "user " + email);
    }
    return user_from(part(*answer, "user"));
}

Result<User> Client::user(const std::string& id) const {
    const auto answer = accepted(api_.get({"users.info"}, {{"user", id}}));
    if (!answer) {
        return missing(answer.error(), "user " + id);
    }
    return user_from(part(*answer, "user"));
}

Result<std::vector<Message>> Client::history(const std::string& channel, TimePoint since) const {
    auto found = messages_of(api_, {.method = "conversations.history",
                                    .query = {{"channel", channel},
                                              {"oldest", timestamp(since)},
                                              {"inclusive", "true"},
                                              {"include_all_metadata", "true"}},
                                    .items = "/messages"});
    if (!found) {
        return missing(found.error(), "channel " + channel);
    }
    // Replies that were also sent to the channel are no roots.
    std::erase_if(*found, [](const Message& message) {
        return !message.thread_ts.empty() && message.thread_ts != message.ts;
    });
    return found;
}

Result<std::vector<Message>> Client::replies(const std::string& channel,
                                             const std::string& ts) const {
    auto found = messages_of(
        api_, {.method = "conversations.replies",
               .query = {{"channel", channel}, {"ts", ts}, {"include_all_metadata", "true"}},
               .items = "/messages"});
    if (!found) {
        return missing(found.error(), fmt::format("thread {} in channel {}", ts, channel));
    }
    return found;
}

Result<std::string> Client::permalink(const std::string& channel, const std::string& ts) const {
    const auto answer =
        accepted(api_.get({"chat.getPermalink"}, {{"channel", channel}, {"message_ts", ts}}));
    if (!answer) {
        return missing(answer.error(), fmt::format("message {} in channel {}", ts, channel));
    }
    auto link = http::text_at(*answer, "/permalink");
    if (link.empty()) {
        return Error{.kind = ErrorKind::failed_there,
                     .message = "Slack sent a permalink we cannot read",
                     .service = "Slack"};
    }
    return link;
}

Result<Posted> Client::apply(const Post& post) const {
    const auto answer = accepted(writing_.send(call_of(post)));
    if (!answer) {
        return missing(answer.error(), "channel " + post.channel);
    }
    return posted_from(*answer);
}

Result<void> Client::remove(const std::string& channel, const std::string& ts) const {
    const auto answer =
        accepted(writing_.send({.method = http::Method::post,
                                .path = {"chat.delete"},
                                .body = http::json_text({{"channel", channel}, {"ts", ts}}),
                                .repeatable = http::Repeatable::yes}));
    const bool is_gone = answer || answer.error().kind == ErrorKind::not_found;
    return is_gone ? Result<void>() : Result<void>(answer.error());
}

http::Shown Client::show(const Post& post) const {
    return writing_.show(call_of(post));
}

}  // namespace emergency::slack
