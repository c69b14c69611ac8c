#include "libemergency/config/condition.h"

#include "libemergency/core/duration.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <optional>
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
            .hint = fmt::format("conditions are: {}, done STEP, due LIMIT, older than SPAN, tagged "
                                "TAG, mentions WORDS; each also with not",
                                fmt::join(known, ", "))};
}

constexpr auto facts_with_names = std::to_array<Word>({{"done ", Fact::done},
                                                       {"due ", Fact::due},
                                                       {"tagged ", Fact::tagged},
                                                       {"mentions ", Fact::mentions}});

/// Nothing if the text is of another kind.
std::optional<Fact> take_named(std::string& text) {
    for (const auto& [word, fact] : facts_with_names) {
        if (take(text, word) && !text.empty()) {
            return fact;
        }
    }
    return std::nullopt;
}

Result<Condition> known_limit(Condition condition) {
    const std::vector<std::string> known(limit_names.begin(), limit_names.end());
    if (std::find(known.begin(), known.end(), condition.name) != known.end()) {
        return condition;
    }
    return Error{.kind = ErrorKind::configuration,
                 .message = fmt::format("no limit is called {}", condition.name),
                 .hint = fmt::format("limits are: {}", fmt::join(known, ", "))};
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
    if (take(text, "older than ")) {
        const auto span = parse_duration(text);
        condition.fact = Fact::older;
        condition.span = span ? *span : std::chrono::milliseconds(0);
        return span ? Result<Condition>(condition)
                    : Error{.kind = ErrorKind::configuration, .message = span.error().message};
    }
    if (const auto named = take_named(text)) {
        condition.fact = *named;
        condition.name = text;
        return *named == Fact::due ? known_limit(std::move(condition)) : condition;
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
