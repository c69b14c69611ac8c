#include "libemergency/config/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace emergency {
namespace {

constexpr auto outcomes =
    std::to_array<std::string_view>({"emergency", "exception", "needs-info", "not"});

std::string word_in(const Tree& node, const char* key) {
    return node[key] ? node[key].text() : std::string();
}

/// Reads `form` and `fields` over what stands in the outcome.
Result<void> read_numbers(const Reading& reading, const Tree& node, TriageOutcome& outcome) {
    const auto refuse = [&](const Tree& place) {
        return reading.mistake(place, "form and the names of fields are ids, that is numbers");
    };
    if (node["form"]) {
        const auto form = number_in(node["form"]);
        if (!form) {
            return refuse(node["form"]);
        }
        outcome.form = *form;
    }
    for (const auto& field : node["fields"].entries()) {
        const auto id = number_in(field.name);
        if (!id) {
            return refuse(field.name);
        }
        outcome.fields[*id] = field.value.text();
    }
    return {};
}

Result<void> read_outcome(const Reading& reading, const Tree& node, TriageOutcome& outcome) {
    if (auto fine = only(reading, node, "an outcome",
                         {"macro", "message", "tags", "priority", "form", "fields"});
        !fine) {
        return fine;
    }
    outcome.macro = node["macro"] ? word_in(node, "macro") : outcome.macro;
    outcome.message = node["message"] ? word_in(node, "message") : outcome.message;
    outcome.tags = node["tags"] ? texts_in(node["tags"]) : outcome.tags;
    outcome.priority = node["priority"] ? word_in(node, "priority") : outcome.priority;
    return read_numbers(reading, node, outcome);
}

Result<void> read_outcomes(const Reading& reading, const Tree& map) {
    for (const auto& entry : map.entries()) {
        const auto name = entry.name.text();
        if (std::find(outcomes.begin(), outcomes.end(), name) == outcomes.end()) {
            return reading.mistake(
                entry.name, fmt::format("no outcome is called {}{}", name,
                                        suggestion(name, {outcomes.begin(), outcomes.end()})));
        }
        auto& outcome = reading.loaded.config.triage.outcomes[name];
        if (auto done = read_outcome(reading, entry.value, outcome); !done) {
            return done;
        }
    }
    return {};
}

Result<void> read_criteria(const Reading& reading, const Tree& list) {
    std::vector<TriageCriterion> criteria;
    for (const auto& node : list.items()) {
        if (auto fine = only(reading, node, "a criterion", {"name", "question"}); !fine) {
            return fine;
        }
        if (!node["name"] || !node["question"]) {
            return reading.mistake(node, "a criterion must have a name and its question");
        }
        criteria.push_back({word_in(node, "name"), word_in(node, "question")});
    }
    reading.loaded.config.triage.criteria = std::move(criteria);
    return {};
}

}  // namespace

Result<void> read_triage(const Reading& reading, const Tree& map) {
    if (auto fine = only(reading, map, "triage", {"definition", "outcomes", "criteria"}); !fine) {
        return fine;
    }
    if (map["definition"]) {
        reading.loaded.config.triage.definition = word_in(map, "definition");
    }
    if (map["outcomes"]) {
        if (auto done = read_outcomes(reading, map["outcomes"]); !done) {
            return done;
        }
    }
    return map["criteria"] ? read_criteria(reading, map["criteria"]) : Result<void>();
}

}  // namespace emergency
