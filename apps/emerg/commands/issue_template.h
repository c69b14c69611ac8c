#pragma once

#include "apps/emerg/session.h"
#include "libemergency/procedure/verbs.h"

#include <string>

namespace emerg {

/// Reads an issue template of GitLab, and opens the way to GitLab; an empty name is none. Whatever
/// GitLab says, the emergency goes on: that is told in the answer. Fails with `configuration`.
Result<emergency::procedure::Runbook> issue_template(const std::string& name, Session& session);

}  // namespace emerg
