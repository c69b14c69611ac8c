#include "apps/sandbox/slack/call.h"
#include "apps/sandbox/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace sandbox::slack {
namespace {

using nlohmann::json;

std::string decoded(std::string_view text) {
    std::string with_blanks(text);
    std::ranges::replace(with_blanks, '+', ' ');
    return percent_decoded(with_blanks);
}

/// Takes the text up to the mark, and the mark, from the front.
std::string_view taken(std::string_view& text, char mark) {
    const auto end = std::min(text.find(mark), text.size());
    const auto part = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    return part;
}

void add_form(json& arguments, std::string_view form) {
    while (!form.empty()) {
        auto pair = taken(form, '&');
        const auto name = decoded(taken(pair, '='));
        arguments[name] = decoded(pair);
    }
}

std::string header(const Request& request, const char* name) {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? "" : found->second;
}

/// The content type, without what follows it.
std::string type_of_body(const Request& request) {
    const auto type = header(request, "content-type");
    return lower_case(type.substr(0, type.find_first_of("; ")));
}

}  // namespace

std::string problem_with_body(const Request& request) {
    if (request.body.empty()) {
        return "";
    }
    const auto type = type_of_body(request);
    if (type == "application/x-www-form-urlencoded" || type == "multipart/form-data") {
        return "";
    }
    if (type != "application/json") {
        return type.empty() ? "missing_post_type" : "invalid_post_type";
    }
    const auto body = json::parse(request.body, nullptr, false);
    if (body.is_discarded()) {
        return "invalid_json";
    }
    return body.is_object() ? "" : "json_not_object";
}

json arguments_of(const Request& request) {
    auto arguments = json::object();
    for (const auto& [name, value] : request.query) {
        arguments[name] = value;
    }
    const auto type = type_of_body(request);
    if (type == "multipart/form-data") {
        for (const auto& [name, value] : request.parts) {
            arguments[name] = value;
        }
        return arguments;
    }
    if (type != "application/json") {
        add_form(arguments, request.body);
        return arguments;
    }
    const auto body = json::parse(request.body, nullptr, false);
    if (body.is_object()) {
        arguments.update(body);
    }
    return arguments;
}

bool Call::has(const char* name) const {
    const auto found = arguments.find(name);
    if (found == arguments.end() || found->is_null()) {
        return false;
    }
    return !found->is_string() || !found->get_ref<const std::string&>().empty();
}

std::string Call::text(const char* name) const {
    if (!has(name)) {
        return "";
    }
    const auto& value = arguments.at(name);
    return value.is_string() ? value.get<std::string>() : value.dump();
}

bool Call::flag(const char* name) const {
    const auto value = text(name);
    return value == "true" || value == "1";
}

std::int64_t Call::number(const char* name, std::int64_t otherwise) const {
    const auto value = text(name);
    std::int64_t number = otherwise;
    std::from_chars(value.data(), value.data() + value.size(), number);
    return number;
}

json Call::structure(const char* name) const {
    if (!has(name)) {
        return nullptr;
    }
    const auto& value = arguments.at(name);
    if (!value.is_string()) {
        return value;
    }
    auto parsed = json::parse(value.get<std::string>(), nullptr, false);
    return parsed.is_discarded() ? json() : parsed;
}

std::vector<std::string> Call::words(const char* name) const {
    const auto list = structure(name);
    if (list.is_array()) {
        return list.get<std::vector<std::string>>();
    }
    const auto whole = text(name);
    std::string_view rest = whole;
    std::vector<std::string> words;
    while (!rest.empty()) {
        words.emplace_back(taken(rest, ','));
    }
    std::erase(words, "");
    return words;
}

json* Call::channel() const {
    const auto reference = text("channel");
    return find_channel(workspace, reference, user);
}

}  // namespace sandbox::slack
