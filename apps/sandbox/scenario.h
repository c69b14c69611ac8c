#pragma once

#include "libemergency/core/result.h"

#include <nlohmann/json_fwd.hpp>

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox {

/// A scenario that is built in.
struct BuiltInScenario {
    std::string_view name;
    std::string_view text;
};

/// All of them; the build generates the list from `scenarios/`.
std::span<const BuiltInScenario> built_in_scenarios();

/// The YAML text of a built-in scenario, to begin one's own with; `usage` for an unknown name.
emergency::Result<std::string> scenario_text(const std::string& name);

/// Reads a scenario by the name of a built-in one or the path of a file, checked and completed:
/// tokens and team are set, `repeat` is written out as pages and tickets.
emergency::Result<nlohmann::json> load_scenario(const std::string& name_or_path);

/// The same for YAML text; `name` is for errors.
emergency::Result<nlohmann::json> scenario_from_text(const std::string& text,
                                                     const std::string& name);

}  // namespace sandbox
