#pragma once

#include <atomic>
#include <string>
#include <vector>

namespace emerg {

/// How an expression ended.
enum class JqEnd {
    done,
    misfit,       ///< It is no expression, or does not fit the document.
    halted,       ///< By its own `halt_error`.
    interrupted,  ///< By SIGINT or SIGTERM.
};

/// What an expression made of a document.
struct JqAnswer {
    std::vector<std::string> texts = {};  ///< Strings as they are, anything else as JSON.
    JqEnd end = JqEnd::done;
    std::string problem = {};  ///< In jq's own words, or in those of the expression that halted.
};

}  // namespace emerg

/// Runs the expression over a JSON document; over none if that is empty: then only whether it is
/// an expression is found out. A signal that the process listens to ends it, and so does `stop`, if
/// it is true already (null: never). In a library of its own, loaded by who has an expression.
extern "C" void emerg_jq(const std::string& expression, const std::string& document,
                         const std::atomic<bool>* stop, emerg::JqAnswer& answer);
