#include "libemergency/config/config_schema.h"

#include "libemergency/config/condition.h"
#include "libemergency/config/forms.h"
#include "libemergency/config/section_schemas_text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <string>

namespace emergency {
namespace {

using Schema = nlohmann::ordered_json;
using Text = std::string& (*)(Config&);
using Span = std::chrono::milliseconds& (*)(Config&);
using List = std::vector<std::string>& (*)(Config&);
using Number = std::uintmax_t& (*)(Config&);

Schema reference_to(const std::string& name) {
    return {{"$ref", "#/definitions/" + name}};
}

/// A text that is one of a few words, or looks like `pattern`.
Schema worded(Form form) {
    return {{"enum", choices(form)}};
}

Schema looking_like(const char* pattern) {
    return {{"type", Schema::array({"string", "null"})}, {"pattern", pattern}};
}

/// What one text of a setting must be.
Schema text_schema(Form form) {
    switch (form) {
        case Form::any:
            return {{"type", Schema::array({"string", "number", "boolean", "null"})}};
        case Form::url:
            return looking_like(R"(^$|^https://|^http://(127\.|localhost|\[::1\]))");
        case Form::date:
            return looking_like("^$|^[0-9]{4}-[0-9]{2}-[0-9]{2}$");
        case Form::time_zone:
            return reference_to("time_zone");
        case Form::hours:
            return reference_to("hours");
        case Form::yes_or_no:
        case Form::weekday:
        case Form::need:
        case Form::triage:
        case Form::ending:
            return worded(form);
    }
    return {};
}

/// What may stand there, by the kind of the setting's place.
Schema value_schema(const Setting& setting) {
    if (std::holds_alternative<Text>(setting.place)) {
        return text_schema(setting.form);
    }
    if (std::holds_alternative<Span>(setting.place)) {
        return reference_to("duration");
    }
    if (std::holds_alternative<Number>(setting.place)) {
        return {{"type", "integer"}, {"minimum", 0}};
    }
    if (std::holds_alternative<List>(setting.place)) {
        const auto item = text_schema(setting.form);
        return {{"anyOf", {item, {{"type", "array"}, {"items", item}}, {{"type", "null"}}}}};
    }
    return looking_like("^$|^(env|file|command|keyring):");  // A token.
}

Schema setting_schema(const Setting& setting) {
    const auto value = shown(setting, {});
    Schema schema{{"description", fmt::format("{} Variable: {}.{}", setting.doc, setting.variable,
                                              value.empty() ? "" : " Default: " + value)}};
    const auto what = value_schema(setting);
    // Of draft 07, what stands beside a $ref does not count.
    if (what.contains("$ref")) {
        schema["anyOf"] = Schema::array({what});
    } else {
        schema.update(what);
    }
    return schema;
}

/// The sections of plain settings, as the table has them.
void add_settings(Schema& sections) {
    for (const auto& setting : settings()) {
        const auto dot = setting.key.find('.');
        auto& section = sections[std::string(setting.key.substr(0, dot))];
        if (section.is_null()) {
            section = {{"type", "object"},
                       {"additionalProperties", false},
                       {"properties", Schema::object()}};
        }
        section["properties"][std::string(setting.key.substr(dot + 1))] = setting_schema(setting);
    }
}

/// A file's or a profile's sections, by reference.
Schema file_schema(const Schema& sections) {
    auto properties = Schema::object();
    for (const auto& [name, section] : sections.items()) {
        properties[name] = reference_to("section_" + name);
    }
    return {{"type", Schema::array({"object", "null"})},
            {"additionalProperties", false},
            {"properties", std::move(properties)}};
}

/// Words that other tables know.
void add_words(Schema& definitions) {
    definitions["limit"]["enum"] = limit_names;
    definitions["condition"]["pattern"] =
        fmt::format("^(not +)?({}|done +.+|due +({})|older than +.+|tagged +.+|mentions +.+)$",
                    fmt::join(condition_words(), "|"), fmt::join(limit_names, "|"));
}

}  // namespace

Schema config_schema() {
    auto written = Schema::parse(section_schemas_text);
    auto sections = Schema::object();
    add_settings(sections);
    sections.update(written["sections"]);
    auto definitions = std::move(written["definitions"]);
    add_words(definitions);
    auto file = file_schema(sections);
    auto profile = file;
    profile["description"] = "A profile: its sections override those of the file";
    definitions["profile"] = std::move(profile);
    for (const auto& [name, section] : sections.items()) {
        definitions["section_" + name] = section;
    }
    file["properties"]["profile"] = {
        {"description", "The profile in force unless another is chosen"},
        {"type", Schema::array({"string", "null"})}};
    file["properties"]["profiles"] = {
        {"description", "Profiles by their name: emerg -p NAME, EMERG_PROFILE"},
        {"type", "object"},
        {"additionalProperties", reference_to("profile")}};
    Schema schema{{"$schema", "http://json-schema.org/draft-07/schema#"},
                  {"$id", "https://emerg.example.com/schemas/1/configuration.json"},
                  {"title", "The configuration of emerg"},
                  {"description", "config.yaml; see emerg-config(5)"}};
    schema.update(file);
    schema["definitions"] = std::move(definitions);
    return schema;
}

}  // namespace emergency
