#pragma once

#include "libemergency/config/load.h"
#include "libemergency/config/tree.h"

namespace emergency {

/// Reads a YAML file. What is malformed, or nested without end, is a `configuration` error with
/// file and line.
Result<Tree> yaml_tree(const ConfigFile& file);

}  // namespace emergency
