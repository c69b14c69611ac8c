#pragma once

#include "apps/emerg/commands/verb.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace emerg {

/// A document that the program writes as JSON.
struct Document {
    std::string_view words;   ///< Of the command that writes it: "call role"; or "error".
    std::string_view schema;  ///< Its file in `schemas/`, without folder and ending.
};

/// Every document, in the order of help.
std::span<const Document> documents();

/// Every word of their names, once.
std::vector<std::string> document_words();

/// The schema of a document, whole: nothing in it refers to another file of ours. Nothing if no
/// document has that name.
std::optional<Json> schema_of(std::string_view words);

/// Writes a schema, laid out for people unless a format is asked for.
Result<ExitCode> answer_schema(const Json& schema, World& world, const GlobalOptions& options);

}  // namespace emerg
