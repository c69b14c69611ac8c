#pragma once

#include <span>
#include <string_view>

namespace emerg {

/// A file of `schemas/`, which travels in the program.
struct SchemaText {
    std::string_view name;  ///< "list"
    std::string_view text;
};

/// All of them.
std::span<const SchemaText> schema_texts();

}  // namespace emerg
