#pragma once

#include <string_view>
#include <vector>

namespace emergency {

/// A configuration file that travels inside the library: its tree as JSON text, every scalar a
/// text.
struct ShippedFile {
    const char* path;
    std::string_view tree;
};

/// The shipped files, in the order in which they are read; made from the YAML files beside this
/// header when the library is built.
const std::vector<ShippedFile>& shipped_files();

}  // namespace emergency
