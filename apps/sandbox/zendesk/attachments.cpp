#include "apps/sandbox/zendesk/call.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

constexpr std::string_view own_address = "/attachments/token/";
constexpr std::string_view kept_at = "/usercontent/";

/// The word after `prefix`, without the slash that ends it.
std::string word_after(std::string_view path, std::string_view prefix) {
    path.remove_prefix(prefix.size());
    return std::string(path.substr(0, path.find('/')));
}

/// This machine by its other name: another host to every client.
std::string other_host(std::string origin) {
    const std::string_view here = "127.0.0.1";
    const auto at = origin.find(here);
    return at == std::string::npos ? origin : origin.replace(at, here.size(), "localhost");
}

bool is_held_back(Desk& desk, const std::string& word) {
    return std::ranges::any_of(desk.uploads, [&](const json& upload) {
        return std::ranges::any_of(upload.at("attachments"), [&](const json& each) {
            return each.at("id").dump() == word &&
                   each.at("malware_scan_result") == "malware_found";
        });
    });
}

Answer led_there(Desk& desk, const Request& request) {
    const auto word = word_after(request.path, own_address);
    if (!desk.contents.contains(word)) {
        return not_found();
    }
    if (is_held_back(desk, word)) {
        return refused(403, "Forbidden", "The attachment is malware");
    }
    Answer answer;
    answer.status = 302;
    answer.headers = {{"content-type", "text/html"},
                      {"location", other_host(request.origin) + std::string(kept_at) + word}};
    return answer;
}

Answer content(const Desk& desk, const Request& request) {
    const auto found = desk.contents.find(word_after(request.path, kept_at));
    if (found == desk.contents.end()) {
        return not_found();
    }
    if (request.headers.contains("authorization")) {
        return refused(400, "InvalidRequest", "This host has no business with your token");
    }
    Answer answer;
    answer.headers["content-type"] = "application/octet-stream";
    answer.body = found->second;
    return answer;
}

}  // namespace

std::optional<Answer> attachment(Desk& desk, const Request& request) {
    if (request.method == "GET" && request.path.starts_with(own_address)) {
        return led_there(desk, request);
    }
    if (request.method == "GET" && request.path.starts_with(kept_at)) {
        return content(desk, request);
    }
    return std::nullopt;
}

}  // namespace sandbox::zendesk
