#include "libemergency/message/document.h"

#include "libemergency/core/text.h"

#include <kainjow/mustache.hpp>
#include <nlohmann/json.hpp>

namespace emergency::message {
namespace {

using kainjow::mustache::data;
using nlohmann::ordered_json;

std::string unescaped(const std::string& text) {
    return text;
}

// NOLINTNEXTLINE(misc-no-recursion): as deep as the document.
data data_of(const ordered_json& value) {
    if (value.is_object()) {
        data object(data::type::object);
        for (const auto& [name, part] : value.items()) {
            object.set(name, data_of(part));
        }
        return object;
    }
    if (value.is_array()) {
        data list(data::type::list);
        for (const auto& part : value) {
            list.push_back(data_of(part));
        }
        return list;
    }
    if (value.is_string()) {
        const auto text = printable(value.get_ref<const std::string&>());
        return text.empty() ? data(data::type::bool_false) : data(text);
    }
    if (value.is_null() || value == false) {
        return {data::type::bool_false};
    }
    return {value.dump()};  // A number, or true: a text opens a section.
}

}  // namespace

Result<std::string> render_document(const std::string& text, const ordered_json& object) {
    kainjow::mustache::mustache compiled(text);
    if (!compiled.is_valid()) {
        return Error{.kind = ErrorKind::usage, .message = compiled.error_message()};
    }
    compiled.set_custom_escape(&unescaped);
    return compiled.render(data_of(object));
}

}  // namespace emergency::message
