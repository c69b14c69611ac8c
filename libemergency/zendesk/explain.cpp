#include "libemergency/http/json_api.h"
#include "libemergency/zendesk/parse.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace emergency::zendesk {
namespace {

using http::text_at;
using nlohmann::json;

void append(std::string& text, const char* separator, const std::string& piece) {
    if (piece.empty()) {
        return;
    }
    text += text.empty() ? piece : separator + piece;
}

/// One reason out of a list of them: text, or an object that describes itself.
std::string reason_of(const json& one) {
    if (one.is_string()) {
        return one.get<std::string>();
    }
    for (const char* place : {"/description", "/title", "/message", "/detail", "/error", "/code"}) {
        auto text = text_at(one, place);
        if (!text.empty()) {
            return text;
        }
    }
    return one.is_null() ? std::string() : http::json_text(one);
}

/// Reasons out of a text, an object or a list of either.
std::string reasons_of(const json& value) {
    if (!value.is_array()) {
        return reason_of(value);
    }
    std::string text;
    for (const auto& one : value) {
        append(text, "; ", reason_of(one));
    }
    return text;
}

/// `details` maps a field's name to what is wrong with it.
std::string details_of(const json& details) {
    if (!details.is_object()) {
        return reasons_of(details);
    }
    std::string text;
    for (const auto& [field, value] : details.items()) {
        const auto reasons = reasons_of(value);
        append(text, "; ", reasons.empty() ? field : reasons);
    }
    return text;
}

}  // namespace

std::string explain(const json& refusal) {
    const auto& error = part(refusal, "error");
    std::string text;
    if (error.is_object()) {
        text = text_at(error, "/title");
        append(text, ": ", text_at(error, "/message"));
    }
    append(text, ": ", text_at(refusal, "/error"));
    append(text, ": ", text_at(refusal, "/description"));
    append(text, ": ", text_at(refusal, "/message"));
    append(text, ": ", details_of(part(refusal, "details")));
    append(text, ": ", reasons_of(part(refusal, "errors")));
    return text;
}

}  // namespace emergency::zendesk
