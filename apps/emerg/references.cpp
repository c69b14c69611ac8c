#include "apps/emerg/session.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <iterator>
#include <optional>

namespace emerg {
namespace {

using emergency::cases::Reference;

/// What names the case in one JSON value: a text, a number, or a case as `list --json` prints it.
std::optional<std::string> name_in(const Json& value) {
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (value.is_number_integer()) {
        return value.dump();
    }
    for (const char* field : {"id", "case", "incident.id", "ticket.id"}) {
        if (value.is_object() && value.contains(field)) {
            return name_in(value.at(field));
        }
    }
    for (const char* part : {"incident", "ticket"}) {
        if (value.is_object() && value.contains(part)) {
            return name_in(value.at(part));
        }
    }
    return std::nullopt;
}

Error unreadable(const std::string& line) {
    return {.kind = ErrorKind::usage,
            .message = fmt::format("standard input names no case: '{}'",
                                   emergency::shortened(emergency::one_line(line), 60)),
            .hint = "give one reference a line, JSON Lines, or what emerg list --json prints"};
}

/// Adds what one line, or the whole of the input as JSON, names.
Result<void> add_names(const std::string& text, std::vector<std::string>& names) {
    const auto value = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    if (value.is_array()) {
        for (const auto& item : value) {
            const auto name = name_in(item);
            if (!name) {
                return unreadable(item.dump());
            }
            names.push_back(*name);
        }
        return {};
    }
    if (value.is_object()) {
        const auto name = name_in(value);
        if (!name) {
            return unreadable(text);
        }
        names.push_back(*name);
        return {};
    }
    names.push_back(text);
    return {};
}

Result<std::vector<std::string>> names_in(std::istream& in) {
    const std::string text(std::istreambuf_iterator<char>(in), {});
    std::vector<std::string> names;
    if (Json::accept(text)) {
        if (auto added = add_names(text, names); !added) {
            return added.error();
        }
        return names;
    }
    for (const auto& line : emergency::split(text, '\n')) {
        const auto plain = emergency::trimmed(line);
        if (plain.empty()) {
            continue;
        }
        if (auto added = add_names(plain, names); !added) {
            return added.error();
        }
    }
    return names;
}

}  // namespace

Result<std::vector<Reference>> Session::references(const std::vector<std::string>& words) {
    std::vector<std::string> names;
    for (const auto& word : words) {
        if (word != "-") {
            names.push_back(word);
            continue;
        }
        auto more = names_in(terminal().in());
        if (!more) {
            return more.error();
        }
        names.insert(names.end(), more->begin(), more->end());
    }
    std::vector<Reference> references;
    for (const auto& name : names) {
        const auto reference = emergency::cases::parse_reference(name);
        if (!reference) {
            return reference.error();
        }
        references.push_back(*reference);
    }
    if (!words.empty()) {
        return references;
    }
    const auto all = sources();
    const auto who = actor();
    if (!all || !who) {
        return all ? who.error() : all.error();
    }
    const auto only = emergency::cases::my_only_case(**all, (*who)->me);
    if (!only) {
        return only.error();
    }
    return std::vector{*only};
}

Result<ExitCode> Session::carry_out_each(const std::vector<std::string>& words, const Work& work) {
    const auto all = references(words);
    if (!all) {
        return all.error();
    }
    if (all->size() == 1) {
        const auto carried = carry_out(all->front(), work);
        return carried ? Result<ExitCode>(carried->code) : carried.error();
    }
    auto worst = ExitCode::done;
    for (const auto& reference : *all) {
        const auto carried = carry_out(reference, work);
        const auto code = carried ? carried->code : complain(carried.error());
        worst = worst == ExitCode::done ? code : worst;
    }
    return worst;
}

}  // namespace emerg
