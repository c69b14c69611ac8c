#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <limits>
#include <numeric>

namespace emergency {
namespace {

constexpr utf8proc_int32_t escape = 0x1B;
constexpr utf8proc_int32_t broken = 0xFFFD;

/// One character of a text; `broken` for bytes that are not UTF-8.
struct Character {
    utf8proc_int32_t code;
    std::string_view bytes;
};

Character first_of(std::string_view text) {
    utf8proc_int32_t code = 0;
    const auto* data = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
    const auto length = utf8proc_iterate(data, static_cast<utf8proc_ssize_t>(text.size()), &code);
    if (length <= 0) {
        return {broken, text.substr(0, 1)};
    }
    return {code, text.substr(0, static_cast<std::size_t>(length))};
}

/// C0, C1, format characters (bidi, zero-width, tags), line separators and what has no meaning.
bool is_control(utf8proc_int32_t code) {
    if (code == '\n' || code == '\t') {
        return false;
    }
    switch (utf8proc_category(code)) {
        case UTF8PROC_CATEGORY_CC:
        case UTF8PROC_CATEGORY_CF:
        case UTF8PROC_CATEGORY_CS:
        case UTF8PROC_CATEGORY_CO:
        case UTF8PROC_CATEGORY_ZL:
        case UTF8PROC_CATEGORY_ZP:
            return true;
        default:
            return false;
    }
}

/// How long the sequence is that an escape begins: "ESC [ … letter", "ESC ] … BEL or ESC \", else
/// "ESC, intermediates, one final byte"; the escape alone if what follows belongs to no sequence.
std::size_t escape_length(std::string_view text) {
    if (text.size() < 2) {
        return text.size();
    }
    if (text[1] == '[') {
        const auto is_final = [](char byte) { return byte >= '@' && byte <= '~'; };
        const auto* const end = std::find_if(text.begin() + 2, text.end(), is_final);
        return static_cast<std::size_t>(end - text.begin()) + (end == text.end() ? 0 : 1);
    }
    if (std::string_view("]PX^_").find(text[1]) != std::string_view::npos) {
        const auto end = text.find_first_of("\x07\x1b\n", 2);
        return end == std::string_view::npos ? text.size() : end + (text[end] == '\x07' ? 1 : 0);
    }
    const auto last = text.find_first_not_of(" !\"#$%&'()*+,-./", 1);
    const bool is_final = last != std::string_view::npos && text[last] >= '0' && text[last] <= '~';
    return is_final ? last + 1 : 1;
}

bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' || byte == '\v' ||
           byte == '\f';
}

/// Damerau-Levenshtein: insertions, deletions, substitutions and swaps of neighbours.
std::size_t distance(std::string_view a, std::string_view b) {
    std::vector<std::vector<std::size_t>> table(a.size() + 1,
                                                std::vector<std::size_t>(b.size() + 1));
    for (std::size_t i = 0; i <= a.size(); ++i) {
        for (std::size_t k = 0; k <= b.size(); ++k) {
            if (i == 0 || k == 0) {
                table[i][k] = i + k;
                continue;
            }
            const std::size_t cost = a[i - 1] == b[k - 1] ? 0 : 1;
            table[i][k] =
                std::min({table[i - 1][k] + 1, table[i][k - 1] + 1, table[i - 1][k - 1] + cost});
            if (i > 1 && k > 1 && a[i - 1] == b[k - 2] && a[i - 2] == b[k - 1]) {
                table[i][k] = std::min(table[i][k], table[i - 2][k - 2] + 1);
            }
        }
    }
    return table[a.size()][b.size()];
}

}  // namespace

std::string printable(std::string_view text) {
    std::string clean;
    clean.reserve(text.size());
    while (!text.empty()) {
        const auto [code, bytes] = first_of(text);
        if (code == escape) {
            text.remove_prefix(escape_length(text));
            continue;
        }
        if (code == broken) {
            clean += "\xEF\xBF\xBD";
        } else if (!is_control(code)) {
            clean += bytes;
        }
        text.remove_prefix(bytes.size());
    }
    return clean;
}

std::string harmless_json(std::string_view json) {
    constexpr utf8proc_int32_t first_pair = 0x10000;
    std::string text;
    text.reserve(json.size());
    while (!json.empty()) {
        const auto [code, bytes] = first_of(json);
        if (code < 0x7F || !is_control(code)) {
            text += bytes;
        } else if (code < first_pair) {
            text += fmt::format("\\u{:04x}", code);
        } else {
            const auto rest = code - first_pair;
            text +=
                fmt::format("\\u{:04x}\\u{:04x}", 0xD800 + (rest >> 10), 0xDC00 + (rest & 0x3FF));
        }
        json.remove_prefix(bytes.size());
    }
    return text;
}

std::string one_line(std::string_view text) {
    std::string line;
    bool gap = false;
    for (const char byte : printable(text)) {
        if (is_space(byte)) {
            gap = !line.empty();
            continue;
        }
        if (gap) {
            line += ' ';
            gap = false;
        }
        line += byte;
    }
    return line;
}

std::size_t columns(std::string_view text) {
    std::size_t total = 0;
    while (!text.empty()) {
        const auto [code, bytes] = first_of(text);
        total += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code)));
        text.remove_prefix(bytes.size());
    }
    return total;
}

std::string shortened(std::string_view text, std::size_t width) {
    if (columns(text) <= width) {
        return std::string(text);
    }
    std::string kept;
    std::size_t used = 1;  // The ellipsis.
    while (!text.empty()) {
        const auto [code, bytes] = first_of(text);
        used += static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code)));
        if (used > width) {
            break;
        }
        kept += bytes;
        text.remove_prefix(bytes.size());
    }
    return width == 0 ? std::string() : kept + "…";
}

std::string lower(std::string_view text) {
    std::string all(text);
    std::transform(all.begin(), all.end(), all.begin(), [](char byte) {
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    });
    return all;
}

std::string trimmed(std::string_view text) {
    while (!text.empty() && is_space(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && is_space(text.back())) {
        text.remove_suffix(1);
    }
    return std::string(text);
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (auto end = text.find(separator); end != std::string_view::npos;
         end = text.find(separator)) {
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    parts.emplace_back(text);
    return parts;
}

std::string value_of(const std::map<std::string, std::string>& values, const std::string& name) {
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second;
}

std::string nearest(std::string_view word, const std::vector<std::string>& known) {
    auto least = std::max<std::size_t>(2, word.size() / 3) + 1;
    std::string best;
    for (const auto& candidate : known) {
        const auto away = distance(word, candidate);
        if (away < least) {
            least = away;
            best = candidate;
        }
    }
    return best;
}

}  // namespace emergency
