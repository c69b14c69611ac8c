#pragma once

#include "libemergency/cases/case.h"
#include "libemergency/config/config.h"

#include <string>
#include <vector>

namespace emergency::cases {

/// Is it a case of which Slack may hold no more than links (procedure.md B8)?
bool is_government(const Case& one, const Config& config);

/// What would tell whose case it is: names, initials, addresses, the subject.
std::vector<std::string> identifying(const Case& one);

}  // namespace emergency::cases
