#pragma once

#include "libemergency/core/error.h"

#include <string>

namespace emergency::pagerduty {

/// The error, with the setting that would cure it.
Error advised(Error error);

/// `advised`; a thing that is not there is named.
Error missing(Error error, const std::string& what);

/// "Open incident with matching dedup key already exists" (2002) is a `conflict`: the incident is
/// there.
Error taken(Error error);

}  // namespace emergency::pagerduty
