#include "apps/emerg/terminal/csv.h"

#include "libemergency/core/text.h"

#include <algorithm>
#include <array>

namespace emerg {
namespace {

/// Would a spreadsheet take it for a formula? Some do so with the full-width signs, too.
bool is_formula(const std::string& text) {
    const auto bare = emergency::trimmed(text);
    const auto begins = [&](const char* sign) { return bare.starts_with(sign); };
    constexpr auto signs = std::to_array<const char*>({"=", "+", "-", "@", "＝", "＋", "－", "＠"});
    return std::any_of(signs.begin(), signs.end(), begins);
}

}  // namespace

std::string csv_cell(std::string text) {
    if (is_formula(text)) {
        text.insert(0, "'");
    }
    if (text.find_first_of(",;\"\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char byte : text) {
        quoted += byte;
        if (byte == '"') {
            quoted += byte;
        }
    }
    return quoted + '"';
}

}  // namespace emerg
