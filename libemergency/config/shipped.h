#pragma once

#include "libemergency/config/tree.h"

#include <string_view>
#include <vector>

namespace emergency {

/// A configuration file that travels inside the library: its tree as MessagePack, every scalar a
/// text.
struct ShippedFile {
    const char* path;
    std::string_view tree;
};

/// The shipped files, in the order in which they are read; made from the YAML files beside this
/// header when the library is built.
const std::vector<ShippedFile>& shipped_files();

/// The tree of a shipped file, as if its YAML had been read.
TreeFile tree_of(const ShippedFile& file);

}  // namespace emergency
