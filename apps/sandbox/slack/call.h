#pragma once

#include "apps/sandbox/service.h"
#include "apps/sandbox/slack/workspace.h"

#include <nlohmann/json_fwd.hpp>

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox::slack {

/// One call of a method by somebody known.
struct Call {
    Workspace& workspace;
    const Request& request;
    const nlohmann::json& arguments;
    std::string user = {};
    bool is_bot = false;

    /// The argument as text, empty if it is not there.
    std::string text(const char* name) const;
    bool has(const char* name) const;
    bool flag(const char* name) const;
    std::int64_t number(const char* name, std::int64_t otherwise) const;
    /// The argument as it is in JSON, also where a form has it as text; null if it is no JSON.
    nlohmann::json structure(const char* name) const;
    /// The words of a list like "a,b" or ["a","b"].
    std::vector<std::string> words(const char* name) const;
    /// The channel that the argument `channel` means, or nothing.
    nlohmann::json* channel() const;
};

/// Whose tokens a method takes.
enum class Tokens { all, of_people };

/// A method, the scope it needs, and what answers it.
struct Method {
    std::string_view name;
    std::string_view scope;
    nlohmann::json (*handler)(const Call& call);
    Tokens tokens = Tokens::all;
};

std::span<const Method> message_methods();
std::span<const Method> history_methods();
std::span<const Method> conversation_methods();
std::span<const Method> people_methods();
std::span<const Method> mark_methods();
std::span<const Method> file_methods();
std::span<const Method> search_methods();
std::span<const Method> reminder_methods();

/// The method of this name, or nothing.
const Method* method_named(std::string_view name);

/// Why the body can hold no arguments, as the code of an error; empty if it can.
std::string problem_with_body(const Request& request);

/// The arguments of a request, from its query, its form and its JSON body.
nlohmann::json arguments_of(const Request& request);

nlohmann::json failed(std::string_view error);
nlohmann::json succeeded(nlohmann::json answer);

/// A bot sees and marks only what is in its own channels; a person also what is public.
bool is_shut_out(const Call& call, const nlohmann::json& channel);

/// One page of `items` under `name`, with the cursor of the next.
nlohmann::json page_of(const Call& call, const char* name,
                       const std::vector<nlohmann::json>& items);

/// A channel as the API shows it to the user.
nlohmann::json shown(const nlohmann::json& channel, std::string_view user);

/// https://acme.slack.com/archives/C…/p….
std::string permalink(const Workspace& workspace, const nlohmann::json& channel,
                      const nlohmann::json& message);

/// Puts a message into a channel and keeps the counts of its thread.
nlohmann::json post(Workspace& workspace, nlohmann::json& channel, nlohmann::json message);

/// Keeps what the root of a thread says about its replies.
void count_replies(nlohmann::json& channel, std::string_view root_ts);

/// A message by the caller, without its text.
nlohmann::json new_message(const Call& call);

/// The direct conversation of these people, which is made if it is not there yet; valid until the
/// next channel is added.
nlohmann::json& direct_channel(const Call& call, const nlohmann::json& members);

/// Posts the scheduled messages whose time has come.
void deliver_scheduled(Workspace& workspace);

/// Takes the bytes of a file at its upload URL.
Answer receive_file(Workspace& workspace, const Request& request);

}  // namespace sandbox::slack
