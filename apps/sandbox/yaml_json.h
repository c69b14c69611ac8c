#pragma once

#include "libemergency/core/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace sandbox {

/// Reads YAML; plain scalars become numbers, booleans and null as YAML 1.2 has it, quoted ones
/// stay texts. `name` is for the error.
emergency::Result<nlohmann::json> json_from_yaml(const std::string& text, const std::string& name);

/// Writes it so that `json_from_yaml` reads the same.
std::string yaml_from_json(const nlohmann::json& value);

}  // namespace sandbox
