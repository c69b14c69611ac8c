#pragma once

#include "apps/emerg/session.h"
#include "libemergency/procedure/call.h"

#include <string>

namespace emerg {

/// Who is meant by an address, a name or `me`, as PagerDuty or Slack knows them. Fails with
/// `not_found` and whoever is called nearly so, or with `usage` if it may be several.
Result<emergency::procedure::Colleague> find_colleague(const std::string& who, Session& session);

}  // namespace emerg
