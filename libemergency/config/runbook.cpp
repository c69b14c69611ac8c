#include "libemergency/config/reading.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency {
namespace {

/// The name is part of an effect's key.
bool is_one_word(const std::string& name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char letter) {
        return (letter >= 'a' && letter <= 'z') || (letter >= '0' && letter <= '9');
    });
}

}  // namespace

Result<void> read_runbook(const Reading& reading, const Tree& map) {
    if (auto fine = only(reading, map, "a runbook's steps",
                         {"ack", "triage", "contact", "resolve", "followup", "joined", "call",
                          "call end", "capture", "handoff", "accept", "close", "unresolved"});
        !fine) {
        return fine;
    }
    for (const auto& entry : map.entries()) {
        reading.loaded.config.runbook[entry.name.text()] = texts_in(entry.value);
    }
    return {};
}

Result<void> read_issues(const Reading& reading, const Tree& map) {
    for (const auto& entry : map.entries()) {
        const auto name = entry.name.text();
        if (!is_one_word(name)) {
            return reading.mistake(
                entry.name, fmt::format("'{}' must be one word of small letters and digits", name));
        }
        if (auto fine = only(reading, entry.value, "an issue", {"template", "labels"}); !fine) {
            return fine;
        }
        auto& kind = reading.loaded.config.issues[name];
        kind.issue_template = entry.value["template"] ? entry.value["template"].text() : "";
        kind.labels =
            entry.value["labels"] ? texts_in(entry.value["labels"]) : std::vector<std::string>();
    }
    return {};
}

}  // namespace emergency
