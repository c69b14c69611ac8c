#include "apps/emerg/terminal/shaping.h"

#include "apps/emerg/terminal/jq_door.h"
#include "libemergency/core/neighbour.h"
#include "libemergency/core/text.h"
#include "libemergency/message/document.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace emerg {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;

Error misfit(const char* option, const std::string& why) {
    return {.kind = ErrorKind::usage,
            .message = fmt::format("{}: {}", option, emergency::one_line(why)),
            .hint = "emerg help formatting"};
}

Result<std::vector<std::string>> texts_of(JqAnswer answer) {
    switch (answer.end) {
        case JqEnd::done:
            return std::move(answer.texts);
        case JqEnd::misfit:
            return misfit("--jq", answer.problem);
        case JqEnd::halted:
            return Error{.kind = ErrorKind::local,
                         .message = fmt::format("--jq: {}", emergency::one_line(answer.problem))};
        case JqEnd::interrupted:
            return Error{.kind = ErrorKind::interrupted, .message = "--jq was interrupted"};
    }
    return std::move(answer.texts);
}

/// No document: only whether the expression is one.
Result<std::vector<std::string>> filtered(const std::string& expression,
                                          const std::string& document,
                                          const emergency::StopFlag* stop) {
    const auto found = emergency::neighbour_function(EMERG_JQ_LIBRARY, "emerg_jq");
    if (!found) {
        return found.error();
    }
    JqAnswer answer;
    reinterpret_cast<decltype(&emerg_jq)> (*found)(expression, document, stop, answer);
    return texts_of(std::move(answer));
}

Result<std::string> rendered(const std::string& text, const Json& row) {
    auto whole = emergency::message::render_document(text, row);
    if (!whole) {
        return misfit("--template", whole.error().message);
    }
    return whole;
}

/// Into a pipe goes what the services hold, as with --json.
std::string shown(const std::string& text, const Terminal& terminal) {
    return terminal.facts().output_is_terminal ? emergency::printable(text) : text;
}

Result<void> write_filtered(const Json& document, const GlobalOptions& options,
                            Terminal& terminal) {
    const auto texts = filtered(*options.expression, json_text(document), terminal.facts().stop);
    if (!texts) {
        return texts.error();
    }
    for (const auto& text : *texts) {
        terminal.print("{}", shown(text, terminal));
    }
    return {};
}

}  // namespace

bool is_shaped(const GlobalOptions& options) {
    return options.expression || options.text_template;
}

bool wants_document(const GlobalOptions& options) {
    return options.wants_json() || options.format == Format::yaml || is_shaped(options);
}

Listing whole_document(const Json& document) {
    Listing listing{.shape = Listing::Shape::one, .rows = {document}};
    for (const auto& [field, value] : document.items()) {
        listing.fields.push_back(field);
        listing.columns.push_back({field, field});
    }
    return listing;
}

Result<void> check_shape(const GlobalOptions& options) {
    if (options.expression) {
        if (const auto fine = filtered(*options.expression, {}, nullptr); !fine) {
            return fine.error();
        }
    }
    if (options.text_template) {
        if (const auto fine = rendered(*options.text_template, Json::object()); !fine) {
            return fine.error();
        }
    }
    return {};
}

Result<void> write_shaped(const Json& document, const GlobalOptions& options, Terminal& terminal) {
    if (options.expression) {
        return write_filtered(document, options, terminal);
    }
    const auto rows = document.is_array() ? document : Json::array({document});
    for (const auto& row : rows) {
        const auto text = rendered(*options.text_template, row);
        if (!text) {
            return text.error();
        }
        terminal.print("{}", shown(*text, terminal));
    }
    return {};
}

}  // namespace emerg
