#include "apps/emerg/commands/api_fields.h"

#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace emerg {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;

struct Field {
    std::string name;
    std::string text;
    bool is_json = false;
};

Error malformed(const std::string& field) {
    return {.kind = ErrorKind::usage,
            .message = fmt::format("'{}' is no field", emergency::one_line(field)),
            .hint = "name=text, name:=JSON, outer[inner]=text or list[]=text"};
}

Result<Field> field_in(const std::string& text) {
    const auto equals = text.find('=');
    if (equals == std::string::npos || equals == 0) {
        return malformed(text);
    }
    const bool is_json = text[equals - 1] == ':';
    return Field{text.substr(0, is_json ? equals - 1 : equals), text.substr(equals + 1), is_json};
}

/// "ticket[tags][]" → ticket, tags, "".
std::vector<std::string> steps_of(const std::string& name) {
    std::vector<std::string> steps;
    for (auto step : emergency::split(name, '[')) {
        if (!steps.empty() && step.ends_with(']')) {
            step.pop_back();
        }
        steps.push_back(std::move(step));
    }
    return steps;
}

/// The place that the steps lead to, made if it is not there; null if something else is.
Json* place_in(Json& body, const std::vector<std::string>& steps) {
    Json* place = &body;
    for (const auto& step : steps) {
        if (step.empty() && (place->is_null() || place->is_array())) {
            place->push_back(nullptr);
            place = &place->back();
        } else if (!step.empty() && (place->is_null() || place->is_object())) {
            place = &(*place)[step];
        } else {
            return nullptr;
        }
    }
    return place;
}

}  // namespace

Result<Json> body_of_fields(const std::vector<std::string>& fields) {
    Json body = Json::object();
    for (const auto& text : fields) {
        const auto field = field_in(text);
        if (!field) {
            return field.error();
        }
        auto value = field->is_json ? Json::parse(field->text, nullptr, false) : Json(field->text);
        auto* const place = place_in(body, steps_of(field->name));
        if (value.is_discarded() || place == nullptr) {
            return malformed(text);
        }
        *place = std::move(value);
    }
    return body;
}

Result<emergency::http::Query> query_of_fields(const std::vector<std::string>& fields) {
    emergency::http::Query query;
    for (const auto& text : fields) {
        const auto field = field_in(text);
        if (!field) {
            return field.error();
        }
        query.emplace_back(field->name, field->text);
    }
    return query;
}

bool add_page(Json& whole, const Json& page) {
    bool grew = false;
    for (const auto& [name, part] : page.items()) {
        if (!part.is_array() || !whole.contains(name) || !whole.at(name).is_array()) {
            whole[name] = part;
            continue;
        }
        for (const auto& item : part) {
            whole.at(name).push_back(item);
            grew = true;
        }
    }
    return grew;
}

}  // namespace emerg
