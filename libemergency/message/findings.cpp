#include "libemergency/message/findings.h"

#include "libemergency/core/error.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <deque>
#include <iterator>

namespace emergency::message {
namespace {

constexpr std::size_t alike_of_100 = 90;

RE2::Options quiet() {
    RE2::Options options;
    options.set_log_errors(false);
    return options;
}

/// What the expression finds, and in which of its groups it is.
struct Group {
    std::string what = "something";
    int number = 0;
};

Group group_of(const RE2& expression) {
    const auto& names = expression.CapturingGroupNames();
    if (names.empty()) {
        return {};
    }
    auto what = names.begin()->second;
    std::replace(what.begin(), what.end(), '_', ' ');
    return {std::move(what), names.begin()->first};
}

/// A search ready to be used: compiling an expression costs more than most uses of it.
struct Expressions {
    std::deque<RE2> patterns = {};
    std::deque<RE2> harmless = {};
};

Result<void> compile(const std::vector<std::string>& patterns, const char* form,
                     std::deque<RE2>& compiled) {
    for (const auto& pattern : patterns) {
        const auto& expression =
            compiled.emplace_back(fmt::format(fmt::runtime(form), pattern), quiet());
        if (!expression.ok()) {
            return Error{.kind = ErrorKind::configuration,
                         .message = fmt::format("'{}' is not a regular expression: {}", pattern,
                                                expression.error()),
                         .hint =
                             "see guard.secrets, guard.data and guard.harmless in the "
                             "configuration"};
        }
    }
    return {};
}

Result<void> compile(const Search& search, Expressions& compiled) {
    if (auto fine = compile(search.patterns, "{}", compiled.patterns); !fine) {
        return fine;
    }
    return compile(search.harmless, "(?i:{})", compiled.harmless);
}

bool is_harmless(const std::string& text, const std::deque<RE2>& harmless) {
    return std::any_of(harmless.begin(), harmless.end(),
                       [&](const auto& each) { return RE2::FullMatch(text, each); });
}

/// Calls `found` with each place that the expression finds and that is not harmless.
template <class Found>
void find_all(const std::string& text, const RE2& expression, const std::deque<RE2>& harmless,
              const Found& found) {
    const auto group = group_of(expression);
    std::array<re2::StringPiece, 8> parts;
    const int wanted = std::min<int>(expression.NumberOfCapturingGroups() + 1, 8);
    std::size_t at = 0;
    while (at <= text.size() &&
           expression.Match(text, at, text.size(), RE2::UNANCHORED, parts.data(), wanted)) {
        const auto& part = parts[static_cast<std::size_t>(group.number)];
        const auto begin = static_cast<std::size_t>(part.data() - text.data());
        if (!part.empty() && !is_harmless(trimmed(std::string(part)), harmless)) {
            found(Finding{group.what, std::string(part)});
        }
        // The next may begin with what ended this one.
        at = std::max(at + 1, begin + part.size());
    }
}

/// Each finding once, in the order of the patterns.
std::vector<Finding> found_in(const std::string& text, const Expressions& expressions) {
    std::vector<Finding> all;
    for (const auto& expression : expressions.patterns) {
        find_all(text, expression, expressions.harmless, [&](Finding finding) {
            const bool is_known = std::any_of(all.begin(), all.end(), [&](const auto& each) {
                return each.what == finding.what && each.text == finding.text;
            });
            if (!is_known) {
                all.push_back(std::move(finding));
            }
        });
    }
    return all;
}

std::string without(std::string text, std::vector<Finding> found) {
    // The longest first: a shorter one may be a part of it.
    std::sort(found.begin(), found.end(), [](const Finding& one, const Finding& other) {
        return one.text.size() > other.text.size();
    });
    for (const auto& finding : found) {
        const auto name = fmt::format("({})", finding.what);
        for (auto at = text.find(finding.text); at != std::string::npos;
             at = text.find(finding.text, at + name.size())) {
            text.replace(at, finding.text.size(), name);
        }
    }
    return text;
}

/// Words: runs of ASCII letters and digits; every other letter is one by itself.
std::vector<std::string> words_of(const std::string& text) {
    std::vector<std::string> words;
    bool within = false;
    for (const char byte : lower(text)) {
        const auto value = static_cast<unsigned char>(byte);
        const bool is_plain = (byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9');
        const bool continues = (value & 0xC0U) == 0x80U;
        if ((continues && !words.empty()) || (is_plain && within)) {
            words.back() += byte;
        } else if (is_plain || value >= 0x80U) {
            words.emplace_back(1, byte);
        }
        within = is_plain;
    }
    std::sort(words.begin(), words.end());
    return words;
}

}  // namespace

Result<std::vector<Finding>> findings(const std::string& text, const Search& search) {
    Expressions expressions;
    if (auto fine = compile(search, expressions); !fine) {
        return fine.error();
    }
    return found_in(text, expressions);
}

Result<std::vector<std::string>> masked(std::vector<std::string> texts, const Search& search) {
    Expressions expressions;
    if (auto fine = compile(search, expressions); !fine) {
        return fine.error();
    }
    for (auto& text : texts) {
        text = without(text, found_in(text, expressions));
    }
    return texts;
}

bool nearly_same(const std::string& one, const std::string& other) {
    const auto mine = words_of(one);
    const auto theirs = words_of(other);
    std::vector<std::string> common;
    std::set_intersection(mine.begin(), mine.end(), theirs.begin(), theirs.end(),
                          std::back_inserter(common));
    const auto all = mine.size() + theirs.size();
    return all > 0 && 2 * common.size() * 100 >= alike_of_100 * all;
}

}  // namespace emergency::message
