#include "apps/sandbox/zendesk/query.h"

#include "apps/sandbox/text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace sandbox::zendesk {
namespace {

Condition condition_in(std::string word) {
    Condition condition;
    condition.negated = word.size() > 1 && word.front() == '-';
    if (condition.negated) {
        word.erase(0, 1);
    }
    const auto place = word.find_first_of(":<>");
    if (place == std::string::npos || place == 0) {
        condition.value = lower_case(word);
        return condition;
    }
    const auto length = word.compare(place + 1, 1, "=") == 0 ? 2U : 1U;
    condition.field = lower_case(word.substr(0, place));
    condition.operation = word.substr(place, length);
    condition.value = word.substr(place + length);
    return condition;
}

}  // namespace

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words(1);
    bool quoted = false;
    for (const char letter : text) {
        if (letter == '"') {
            quoted = !quoted;
        } else if (letter == ' ' && !quoted) {
            words.emplace_back();
        } else {
            words.back() += letter;
        }
    }
    std::erase(words, "");
    return words;
}

Query read_query(std::string_view text) {
    Query query;
    for (const auto& word : words_of(text)) {
        auto condition = condition_in(word);
        if (condition.field == "type") {
            query.kind = condition.value;
        } else if (condition.field == "order_by") {
            query.order = condition.value;
        } else if (condition.field == "sort") {
            query.direction = condition.value;
        } else {
            query.conditions.push_back(std::move(condition));
        }
    }
    return query;
}

std::optional<int> rank_of(std::string_view word) {
    static constexpr std::array<std::pair<std::string_view, int>, 10> ranks{{{"new", 1},
                                                                             {"open", 2},
                                                                             {"pending", 3},
                                                                             {"hold", 4},
                                                                             {"solved", 5},
                                                                             {"closed", 6},
                                                                             {"low", 1},
                                                                             {"normal", 2},
                                                                             {"high", 3},
                                                                             {"urgent", 4}}};
    const auto* const found =
        std::ranges::find_if(ranks, [word](const auto& rank) { return rank.first == word; });
    return found == ranks.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace sandbox::zendesk
