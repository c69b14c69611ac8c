#pragma once

#include <nlohmann/json_fwd.hpp>

namespace emergency {

/// The JSON Schema of a configuration file, of draft 07, which editors know best. Plain settings
/// are those of the table.
nlohmann::ordered_json config_schema();

}  // namespace emergency
