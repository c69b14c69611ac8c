#include "libemergency/http/lenient_json.h"

#include <nlohmann/json.hpp>
#include <re2/re2.h>

namespace emergency::http {
namespace {

using nlohmann::json;

constexpr int deepest = 200;

/// With every escape that is half of a pair replaced.
std::string with_whole_pairs(const std::string& body) {
    static const RE2 piece(
        R"((?s)([^\\]+|\\[^u]|\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|(\\u[dD][89a-fA-F][0-9a-fA-F]{2})|(\\u?))");
    std::string whole;
    re2::StringPiece rest = body;
    std::string fine;
    std::string half;
    std::string other;
    while (RE2::Consume(&rest, piece, &fine, &half, &other)) {
        whole += half.empty() ? fine + other : "\\ufffd";
    }
    return whole;
}

}  // namespace

bool nests_too_deeply(const std::string& body) {
    int depth = 0;
    bool is_text = false;
    for (std::size_t at = 0; at < body.size() && depth <= deepest; ++at) {
        const char letter = body[at];
        if (is_text && letter == '\\') {
            ++at;  // What is escaped ends no text.
        } else if (letter == '"') {
            is_text = !is_text;
        } else if (!is_text && (letter == '[' || letter == '{')) {
            ++depth;
        } else if (!is_text && (letter == ']' || letter == '}')) {
            --depth;
        }
    }
    return depth > deepest;
}

json parse_answer(const std::string& body) {
    if (nests_too_deeply(body)) {
        return json::value_t::discarded;
    }
    auto answer = json::parse(body, nullptr, /*allow_exceptions=*/false);
    const bool may_be_mended = answer.is_discarded() && (body.find("\\ud") != std::string::npos ||
                                                         body.find("\\uD") != std::string::npos);
    return may_be_mended ? json::parse(with_whole_pairs(body), nullptr, /*allow_exceptions=*/false)
                         : answer;
}

}  // namespace emergency::http
