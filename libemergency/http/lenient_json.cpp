#include "libemergency/http/lenient_json.h"

#include <nlohmann/json.hpp>
#include <re2/re2.h>

namespace emergency::http {
namespace {

using nlohmann::json;

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

json parse_answer(const std::string& body) {
    auto answer = json::parse(body, nullptr, /*allow_exceptions=*/false);
    const bool may_be_mended = answer.is_discarded() && (body.find("\\ud") != std::string::npos ||
                                                         body.find("\\uD") != std::string::npos);
    return may_be_mended ? json::parse(with_whole_pairs(body), nullptr, /*allow_exceptions=*/false)
                         : answer;
}

}  // namespace emergency::http
