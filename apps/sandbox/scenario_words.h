#pragma once

#include <nlohmann/json_fwd.hpp>

#include <optional>
#include <string>

namespace sandbox {

/// The first moment, span or day of a scenario that is none: "schedules[0].layers[1].turn 'abc' is
/// no span like 7d". What is not there, or of another shape, is not judged.
std::optional<std::string> misspelt_word(const nlohmann::json& scenario);

}  // namespace sandbox
