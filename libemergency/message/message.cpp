#include "libemergency/message/message.h"

#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <kainjow/mustache.hpp>

namespace emergency::message {
namespace {

constexpr std::size_t longest_quote = 200;

std::string as_it_is(const std::string& text) {
    return text;
}

}  // namespace

Result<std::string> render(const std::string& text, const Values& values) {
    kainjow::mustache::mustache compiled(text);
    if (!compiled.is_valid()) {
        return Error{
            .kind = ErrorKind::configuration,
            .message = fmt::format("the template is malformed: {}", compiled.error_message())};
    }
    compiled.set_custom_escape(&as_it_is);
    kainjow::mustache::data data;
    for (const auto& [name, value] : values) {
        if (!value.empty()) {  // An empty text would still open a {{#section}}.
            data.set(name, value);
        }
    }
    return compiled.render(data);
}

std::string quoted(const std::string& text) {
    std::string quote;
    for (const char byte : shortened(one_line(text), longest_quote)) {
        if (!quote.empty() && quote.back() == byte && (byte == '{' || byte == '}')) {
            quote += ' ';
        }
        quote += byte;
    }
    return quote;
}

}  // namespace emergency::message
