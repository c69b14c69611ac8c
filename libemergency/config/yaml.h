#pragma once

#include "libemergency/config/load.h"
#include "libemergency/config/tree.h"

namespace emergency {

/// Reads a YAML file. What is malformed, a name that is there twice, and a second document are
/// `configuration` errors with file and line; what has no end, or hardly one, is a misshape.
Result<TreeFile> yaml_tree(const ConfigFile& file);

}  // namespace emergency
