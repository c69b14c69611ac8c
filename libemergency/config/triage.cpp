#include "libemergency/config/reading.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string_view>

namespace emergency {
namespace {

constexpr auto outcomes =
    std::to_array<std::string_view>({"emergency", "exception", "needs-info", "not"});

std::string word_in(const YAML::Node& node, const char* key) {
    return node[key] ? node[key].as<std::string>() : std::string();
}

/// Reads `form` and `fields` over what stands in the outcome.
Result<void> read_numbers(const Reading& reading, const YAML::Node& node, TriageOutcome& outcome) {
    try {
        if (node["form"]) {
            outcome.form = node["form"].as<std::int64_t>();
        }
        for (const auto& field : node["fields"]) {
            outcome.fields[field.first.as<std::int64_t>()] = field.second.as<std::string>();
        }
    } catch (const YAML::Exception&) {
        return reading.mistake(node, "form and the names of fields are ids, that is numbers");
    }
    return {};
}

Result<void> read_outcome(const Reading& reading, const YAML::Node& node, TriageOutcome& outcome) {
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

Result<void> read_outcomes(const Reading& reading, const YAML::Node& map) {
    for (const auto& entry : map) {
        const auto name = entry.first.as<std::string>();
        if (std::find(outcomes.begin(), outcomes.end(), name) == outcomes.end()) {
            return reading.mistake(
                entry.first, fmt::format("no outcome is called {}{}", name,
                                         suggestion(name, {outcomes.begin(), outcomes.end()})));
        }
        auto& outcome = reading.loaded.config.triage.outcomes[name];
        if (auto done = read_outcome(reading, entry.second, outcome); !done) {
            return done;
        }
    }
    return {};
}

Result<void> read_criteria(const Reading& reading, const YAML::Node& list) {
    std::vector<TriageCriterion> criteria;
    for (const auto& node : list) {
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

Result<void> read_triage(const Reading& reading, const YAML::Node& map) {
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
