#pragma once

#include "apps/emerg/commands/named_things.h"
#include "apps/emerg/terminal/terminal.h"

#include <optional>
#include <string>
#include <vector>

namespace emerg {

/// What an answer picks of what is offered: numbers from 1, or names, with commas between them; "-"
/// nothing; without a word `otherwise`. Nothing at all if a word is neither.
std::optional<std::vector<std::string>> picked(const std::string& answer,
                                               const std::vector<std::string>& offered,
                                               const std::vector<std::string>& otherwise);

/// Asks which services, schedules, channels and groups are meant, of those that there are; what is
/// named already is not asked for. Fails with `usage` if the answers end.
emergency::Result<void> ask_names(Names& names, const emergency::cases::Sources& sources,
                                  Terminal& terminal);

}  // namespace emerg
