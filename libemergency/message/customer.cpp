#include "libemergency/core/text.h"
#include "libemergency/message/findings.h"
#include "libemergency/message/message.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <re2/re2.h>

#include <algorithm>

namespace emergency::message {
namespace {

constexpr std::size_t longest_text = 60'000;  ///< Zendesk's limit for a comment is a little above.

/// Lower case, every run of white space one space: how texts are compared.
std::string comparable(const std::string& text) {
    return lower(one_line(text));
}

/// The first match of any of `patterns` in `text`.
Result<std::string> first_match(const std::string& text, const std::vector<std::string>& patterns) {
    RE2::Options quiet;
    quiet.set_log_errors(false);
    for (const auto& pattern : patterns) {
        const RE2 expression("((?m:" + pattern + "))", quiet);
        if (!expression.ok()) {
            return Error{.kind = ErrorKind::configuration,
                         .message = fmt::format("'{}' is not a regular expression: {}", pattern,
                                                expression.error()),
                         .hint = "see guard.placeholders and guard.internal in the configuration"};
        }
        if (std::string found; RE2::PartialMatch(text, expression, &found)) {
            return found;
        }
    }
    return std::string();
}

/// How a point that `said` does not make is called; empty if it is made. With what the case makes
/// of its phrase, which nobody would guess.
Result<std::string> missing_point(const std::string& said, const RequiredPoint& point,
                                  const Values& values) {
    std::string own;
    for (const auto& phrase : point.phrases) {
        const auto rendered = render(phrase, values);
        if (!rendered) {
            return rendered.error();
        }
        const auto wanted = comparable(*rendered);
        if (!wanted.empty() && said.find(wanted) != std::string::npos) {
            return std::string();
        }
        own = own.empty() && *rendered != phrase ? *rendered : own;
    }
    return own.empty() ? point.name : fmt::format("{} (\"{}\")", point.name, own);
}

/// The points that `text` does not make.
Result<std::vector<std::string>> missing_points(const std::string& text, const Gate& gate) {
    std::vector<std::string> missing;
    const auto said = comparable(text);
    for (const auto& point : gate.points) {
        auto name = missing_point(said, point, gate.values);
        if (!name) {
            return name.error();
        }
        if (!name->empty()) {
            missing.push_back(*std::move(name));
        }
    }
    return missing;
}

/// `{{names}}` in a template that stand for nothing we know.
std::vector<std::string> unknown_variables(const std::string& text, const Values& values) {
    auto names = variables_in(text);
    std::erase_if(names, [&](const auto& name) { return values.contains(name); });
    return names;
}

/// The template's own words: every value is a neutral one, so that a customer may be called {{x}}.
Result<std::string> own_words(const std::string& text, const Values& values) {
    Values neutral = values;
    for (auto& [name, value] : neutral) {
        value = value.empty() ? "" : "value";
    }
    return render(text, neutral);
}

/// What is wrong with the text; `words` are the template's own.
Result<std::vector<std::string>> faults_of(const std::string& rendered, const std::string& words,
                                           const Gate& gate) {
    const auto missing = missing_points(rendered, gate);
    const auto blank = first_match(words, gate.placeholders);
    const auto inside = first_match(words, gate.internal);
    const auto secrets = findings(words, {.patterns = gate.secrets});
    if (!missing || !blank) {
        return missing ? blank.error() : missing.error();
    }
    if (!inside || !secrets) {
        return inside ? secrets.error() : inside.error();
    }
    std::vector<std::string> faults;
    if (!missing->empty()) {
        faults.push_back(fmt::format("does not say: {}", fmt::join(*missing, ", ")));
    }
    if (!blank->empty()) {
        faults.push_back(fmt::format("has a blank left: {}", *blank));
    }
    for (const auto& secret : *secrets) {
        faults.push_back(fmt::format("holds {}", secret.what));
    }
    if (!inside->empty() && secrets->empty()) {  // What is internal may be the secret itself.
        faults.push_back(fmt::format("shows something internal: {}", *inside));
    }
    return faults;
}

Error refused(const std::vector<std::string>& faults) {
    return {.kind = ErrorKind::policy,
            .message = fmt::format("the message for the customer {}", fmt::join(faults, "; it ")),
            .hint = "mend the text, or leave it out to send the configured message"};
}

}  // namespace

std::vector<std::string> variables_in(const std::string& text) {
    std::vector<std::string> names;
    static const RE2 variable(R"(\{\{\{?\s*[#^/&]?\s*([A-Za-z_][A-Za-z0-9_]*)\s*\}?\}\})");
    re2::StringPiece rest = text;
    for (std::string name; RE2::FindAndConsume(&rest, variable, &name);) {
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
        }
    }
    return names;
}

Result<std::string> for_customer(const std::string& text, const Gate& gate) {
    if (const auto unknown = unknown_variables(text, gate.values); !unknown.empty()) {
        return refused(
            {fmt::format("uses variables that nobody knows: {}", fmt::join(unknown, ", "))});
    }
    const auto rendered = render(text, gate.values);
    const auto words = own_words(text, gate.values);
    if (!rendered || !words) {
        return rendered ? words.error() : rendered.error();
    }
    if (trimmed(*rendered).empty() || rendered->size() > longest_text) {
        return refused({trimmed(*rendered).empty() ? "is empty" : "is too long"});
    }
    const auto faults = faults_of(*rendered, *words, gate);
    if (!faults) {
        return faults.error();
    }
    return faults->empty() ? Result<std::string>(printable(*rendered)) : refused(*faults);
}

}  // namespace emergency::message
