#include "libemergency/message/page.h"

#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

namespace emergency::message {
namespace {

using kainjow::mustache::data;

data values_of(const PageData& page) {
    data values;
    for (const auto& [name, text] : page.texts) {
        if (!text.empty()) {
            values.set(name, printable(text));
        }
    }
    for (const auto& [name, items] : page.lists) {
        data list{data::type::list};
        for (const auto& item : items) {
            list.push_back(values_of(item));
        }
        values.set(name, list);
    }
    return values;
}

}  // namespace

Result<std::string> render_page(const std::string& text, const PageData& data) {
    kainjow::mustache::mustache compiled(text);
    if (!compiled.is_valid()) {
        return Error{
            .kind = ErrorKind::configuration,
            .message = fmt::format("the template is malformed: {}", compiled.error_message())};
    }
    return compiled.render(values_of(data));
}

}  // namespace emergency::message
