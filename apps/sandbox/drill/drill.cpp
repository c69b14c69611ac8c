#include "apps/sandbox/drill/drill.h"

#include "apps/sandbox/drill/duties.h"
#include "apps/sandbox/time_text.h"
#include "apps/sandbox/yaml_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <sstream>
#include <utility>

namespace sandbox::drill {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;
using nlohmann::json;
using Words = std::initializer_list<std::string_view>;

constexpr auto parts =
    std::to_array<std::pair<std::string_view, Part>>({{"customer", Part::customer},
                                                      {"page", Part::page},
                                                      {"accept", Part::accept},
                                                      {"help", Part::help}});

/// What `Conduct::moments` may hold, the start included.
constexpr auto moments = std::to_array<std::string_view>(
    {"start", "paged", "acknowledged", "owned", "thread", "contacted", "resolved", "answered",
     "followed up", "priority lowered", "handed over", "closed"});

Error malformed_drill(std::string message, std::string hint = {}) {
    return {.kind = ErrorKind::usage, .message = std::move(message), .hint = std::move(hint)};
}

Result<void> check_words(const json& object, const Words& known, const std::string& where) {
    if (!object.is_object()) {
        return malformed_drill(fmt::format("{} must be a map", where));
    }
    for (const auto& [key, value] : object.items()) {
        if (std::ranges::find(known, key) == known.end()) {
            return malformed_drill(fmt::format("{} has no '{}'", where, key),
                                   fmt::format("it has {}", fmt::join(known, ", ")));
        }
    }
    return {};
}

/// Nothing if the object does not say it.
Result<std::optional<std::chrono::milliseconds>> span_in(const json& object, const char* name,
                                                         const std::string& where) {
    if (!object.contains(name)) {
        return std::optional<std::chrono::milliseconds>();
    }
    const auto text = object.at(name).get<std::string>();
    const auto span = parse_span(text);
    if (!span) {
        return malformed_drill(
            fmt::format("{}: {} '{}' is no span like 90s or 15m", where, name, text));
    }
    return span;
}

Result<void> read_part(Act& act, const json& words, const std::string& where) {
    int count = 0;
    for (const auto& [name, part] : parts) {
        if (!words.contains(name)) {
            continue;
        }
        ++count;
        act.part = part;
        const auto& value = words.at(std::string(name));
        if (part == Part::page) {
            act.page = value.dump();
        } else if (part == Part::customer) {
            act.text = value.get<std::string>();
        } else {
            act.who = value.get<std::string>();
        }
    }
    if (count != 1) {
        return malformed_drill(
            fmt::format("{} must be one of customer, page, accept and help", where));
    }
    return {};
}

Result<Act> act_in(const json& words, std::int64_t first_ticket, const std::string& where) {
    if (const auto known = check_words(
            words, {"name", "ticket", "after", "in", "customer", "page", "accept", "help", "says"},
            where);
        !known) {
        return known.error();
    }
    const auto span = span_in(words, "in", where);
    if (!span) {
        return span.error();
    }
    Act act{.name = words.value("name", ""),
            .ticket = words.value("ticket", first_ticket),
            .after = words.value("after", "start"),
            .in = span->value_or(std::chrono::milliseconds(0)),
            .text = words.value("says", "")};
    const auto read = read_part(act, words, where);
    return read ? Result<Act>(std::move(act)) : read.error();
}

Result<Duty> duty_in(const json& words, std::int64_t ticket, const std::string& where) {
    const auto whole = words.is_string() ? json{{"duty", words}} : words;
    if (const auto known =
            check_words(whole, {"duty", "done", "from", "within", "not_before", "why"}, where);
        !known) {
        return known.error();
    }
    const auto name = whole.value("duty", "");
    auto duty = duty_named(name);
    const auto within = span_in(whole, "within", where);
    const auto not_before = span_in(whole, "not_before", where);
    if (!duty || !within || !not_before) {
        return !within ? within.error()
               : !not_before
                   ? not_before.error()
                   : malformed_drill(fmt::format("{}: there is no duty '{}'", where, name),
                                     fmt::format("the duties are {}", duty_names()));
    }
    duty->ticket = ticket;
    duty->done = whole.value("done", duty->done);
    duty->from = whole.value("from", duty->from);
    duty->why = whole.value("why", duty->why);
    duty->within = *within ? *within : duty->within;
    duty->not_before = not_before->value_or(duty->not_before);
    return *std::move(duty);
}

Result<void> read_cases(Drill& drill, const json& cases) {
    for (const auto& one : cases) {
        const auto where = drill.name + ": a case";
        if (auto known = check_words(one, {"ticket", "duties"}, where); !known) {
            return known;
        }
        for (const auto& words : one.at("duties")) {
            auto duty = duty_in(words, one.at("ticket"), drill.name + ": a duty");
            if (!duty) {
                return duty.error();
            }
            drill.duties.push_back(*std::move(duty));
        }
    }
    return drill.duties.empty() ? malformed_drill(drill.name + ": a drill needs cases with duties")
                                : Result<void>();
}

bool is_moment_of(const Drill& drill, const std::string& what) {
    const bool is_of_services = std::ranges::find(moments, what) != moments.end() ||
                                what.starts_with("done ") || what.starts_with("told ");
    return is_of_services || std::ranges::find(drill.acts, what, &Act::name) != drill.acts.end();
}

/// A misspelt one would never come.
Result<void> check_moments(const Drill& drill) {
    std::vector<std::string> used;
    std::ranges::transform(drill.acts, std::back_inserter(used), &Act::after);
    std::ranges::transform(drill.duties, std::back_inserter(used), &Duty::done);
    std::ranges::transform(drill.duties, std::back_inserter(used), &Duty::from);
    for (const auto& what : used) {
        if (!is_moment_of(drill, what)) {
            return malformed_drill(
                fmt::format("{}: '{}' is nothing that can happen", drill.name, what),
                fmt::format("what can is {}, 'done STEP', 'told CHANNEL' and the name of an act",
                            fmt::join(moments, ", ")));
        }
    }
    return {};
}

Result<Drill> drill_in(const json& words, const std::string& name) {
    if (const auto known =
            check_words(words, {"title", "about", "scenario", "acts", "cases"}, name);
        !known) {
        return known.error();
    }
    Drill drill{.name = name,
                .title = words.value("title", name),
                .about = words.value("about", ""),
                .scenario = words.value("scenario", "base")};
    if (const auto read = read_cases(drill, words.value("cases", json::array())); !read) {
        return read.error();
    }
    for (const auto& each : words.value("acts", json::array())) {
        auto act = act_in(each, drill.duties.front().ticket, name + ": an act");
        if (!act) {
            return act.error();
        }
        drill.acts.push_back(*std::move(act));
    }
    const auto possible = check_moments(drill);
    return possible ? Result<Drill>(std::move(drill)) : possible.error();
}

const BuiltInDrill* built_in(std::string_view name) {
    const auto all = built_in_drills();
    const auto found = std::ranges::find(all, name, &BuiltInDrill::name);
    return found == all.end() ? nullptr : &*found;
}

Error unknown_drill(const std::string& name, const char* ending) {
    std::string names;
    for (const auto& each : built_in_drills()) {
        names += fmt::format("{}{}", names.empty() ? "" : ", ", each.name);
    }
    return malformed_drill(fmt::format("There is no drill '{}'{}", name, ending),
                           fmt::format("the built-in ones are: {}", names));
}

}  // namespace

Result<std::string> drill_text(const std::string& name) {
    const auto* known = built_in(name);
    return known != nullptr ? Result<std::string>(std::string(known->text))
                            : unknown_drill(name, "");
}

Result<Drill> drill_from_text(const std::string& text, const std::string& name) {
    const auto words = json_from_yaml(text, name);
    if (!words) {
        return words.error();
    }
    try {
        return drill_in(*words, name);
    } catch (const json::exception&) {
        return malformed_drill(fmt::format("{}: a value is missing or of the wrong type", name));
    }
}

Result<Drill> load_drill(const std::string& name_or_path) {
    if (const auto* known = built_in(name_or_path)) {
        return drill_from_text(std::string(known->text), name_or_path);
    }
    std::ifstream file(name_or_path);
    if (!file) {
        return unknown_drill(name_or_path, " and no such file");
    }
    std::ostringstream text;
    text << file.rdbuf();
    return drill_from_text(text.str(), name_or_path);
}

}  // namespace sandbox::drill
