#include "libemergency/config/reading.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency {
namespace {

Result<std::vector<Condition>> conditions_in(const Reading& reading, const Tree& node) {
    std::vector<Condition> conditions;
    if (!node) {
        return conditions;
    }
    for (const auto& text : texts_in(node)) {
        auto condition = condition_of(text);
        if (!condition) {
            return reading.mistake(node, condition.error().message, condition.error().hint);
        }
        conditions.push_back(*std::move(condition));
    }
    return conditions;
}

Result<std::vector<std::string>> limits_in(const Reading& reading, const Tree& node) {
    std::vector<std::string> limits;
    if (!node) {
        return limits;
    }
    const std::vector<std::string> known(limit_names.begin(), limit_names.end());
    limits = texts_in(node);
    for (const auto& limit : limits) {
        if (std::find(known.begin(), known.end(), limit) == known.end()) {
            return reading.mistake(
                node, fmt::format("no limit is called {}{}", limit, suggestion(limit, known)));
        }
    }
    return limits;
}

std::string text_of(const Tree& node) {
    return node ? node.text() : std::string();
}

Result<ProcedureOption> option_in(const Reading& reading, const Tree& node) {
    if (auto fine = only(reading, node, "an option", {"title", "command", "when"}); !fine) {
        return fine.error();
    }
    if (!node["title"] || !node["command"]) {
        return reading.mistake(node, "an option must have a title and a command");
    }
    auto when = conditions_in(reading, node["when"]);
    if (!when) {
        return when.error();
    }
    return ProcedureOption{text_of(node["title"]), text_of(node["command"]), *std::move(when)};
}

Result<ProcedureState> state_in(const Reading& reading, const Tree& node) {
    if (auto fine = only(reading, node, "a state",
                         {"state", "means", "when", "step", "title", "command", "due", "also"});
        !fine) {
        return fine.error();
    }
    if (!node["state"] || !node["means"]) {
        return reading.mistake(node, "a state must have a name and say what it means");
    }
    if (static_cast<bool>(node["step"]) != static_cast<bool>(node["command"])) {
        return reading.mistake(node, "a step needs its command, and a command its step");
    }
    auto when = conditions_in(reading, node["when"]);
    auto due = limits_in(reading, node["due"]);
    if (!when || !due) {
        return when ? due.error() : when.error();
    }
    ProcedureState state{.name = text_of(node["state"]),
                         .means = text_of(node["means"]),
                         .when = *std::move(when),
                         .step = text_of(node["step"]),
                         .title = text_of(node["title"]),
                         .command = text_of(node["command"]),
                         .due = *std::move(due)};
    for (const auto& each : node["also"].items()) {
        auto option = option_in(reading, each);
        if (!option) {
            return option.error();
        }
        state.also.push_back(*std::move(option));
    }
    return state;
}

}  // namespace

Result<void> read_procedure(const Reading& reading, const Tree& list) {
    std::vector<ProcedureState> states;
    for (const auto& node : list.items()) {
        auto state = state_in(reading, node);
        if (!state) {
            return state.error();
        }
        if (!states.empty() && states.back().when.empty()) {
            return reading.mistake(node, fmt::format("{} is never reached: {} has no conditions",
                                                     state->name, states.back().name));
        }
        states.push_back(*std::move(state));
    }
    if (states.empty() || !states.back().when.empty()) {
        return reading.mistake(list,
                               "the last state must have no conditions: a case has to stand "
                               "somewhere");
    }
    reading.loaded.config.procedure = std::move(states);
    return {};
}

Result<void> read_advice(const Reading& reading, const Tree& list) {
    std::vector<ProcedureOption> advice;
    for (const auto& node : list.items()) {
        auto option = option_in(reading, node);
        if (!option) {
            return option.error();
        }
        advice.push_back(*std::move(option));
    }
    reading.loaded.config.advice = std::move(advice);
    return {};
}

}  // namespace emergency
