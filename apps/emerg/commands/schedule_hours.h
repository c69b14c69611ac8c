#pragma once

#include "apps/emerg/session.h"
#include "libemergency/schedule/hours.h"

namespace emerg {

/// The hours as rows, for pay.
Listing listing_of(const std::vector<emergency::schedule::DutyHours>& hours,
                   const emergency::schedule::People& people);

/// The rows as CSV, whatever the format of answers is.
Result<std::string> csv_text(const Listing& listing, Session& session);

}  // namespace emerg
