#include "libemergency/config/condition.h"

#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <utility>

namespace emergency {
namespace {

using Word = std::pair<std::string_view, Fact>;

constexpr auto words_of_facts = std::to_array<Word>({
    {"page", Fact::page},
    {"page rings", Fact::page_rings},
    {"page acknowledged", Fact::page_acknowledged},
    {"page resolved", Fact::page_resolved},
    {"ticket", Fact::ticket},
    {"owned", Fact::owned},
    {"contacted", Fact::contacted},
    {"answered", Fact::answered},
    {"closed", Fact::closed},
    {"thread", Fact::thread},
    {"bridge", Fact::bridge},
    {"in call", Fact::in_call},
    {"handed over", Fact::handed_over},
});

/// The rest of `text` after `prefix`; untouched if it does not begin so.
bool take(std::string& text, std::string_view prefix) {
    if (!text.starts_with(prefix)) {
        return false;
    }
    text = trimmed(text.substr(prefix.size()));
    return true;
}

Error unknown(const std::string& text) {
    const auto known = condition_words();
    const auto near = nearest(text, known);
    return {.kind = ErrorKind::configuration,
            .message = fmt::format("there is no condition '{}'{}", text,
                                   near.empty() ? "" : fmt::format("; did you mean {}?", near)),
            .hint = fmt::format("conditions are: {}, done STEP; each also with not",
                                fmt::join(known, ", "))};
}

}  // namespace

std::vector<std::string> condition_words() {
    std::vector<std::string> known;
    known.reserve(words_of_facts.size());
    for (const auto& [word, fact] : words_of_facts) {
        known.emplace_back(word);
    }
    return known;
}

Result<Condition> condition_of(const std::string& words) {
    auto text = trimmed(words);
    Condition condition;
    condition.is_negated = take(text, "not ");
    if (take(text, "done ") && !text.empty()) {
        condition.fact = Fact::done;
        condition.step = text;
        return condition;
    }
    const auto* const found = std::find_if(words_of_facts.begin(), words_of_facts.end(),
                                           [&](const auto& each) { return each.first == text; });
    if (found == words_of_facts.end()) {
        return unknown(text);
    }
    condition.fact = found->second;
    return condition;
}

}  // namespace emergency
