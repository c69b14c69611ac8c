#pragma once

#include <string>
#include <vector>

namespace emerg {

/// What an expression made of a document.
struct JqAnswer {
    std::vector<std::string> texts = {};  ///< Strings as they are, anything else as JSON.
    std::string problem = {};             ///< jq's own words; empty: none.
};

}  // namespace emerg

/// Runs the expression over a JSON document; over none if that is empty: then only whether it is
/// an expression is found out. In a library of its own, loaded by who has an expression.
extern "C" void emerg_jq(const std::string& expression, const std::string& document,
                         emerg::JqAnswer& answer);
