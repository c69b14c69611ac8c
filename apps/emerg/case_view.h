#pragma once

#include "apps/emerg/terminal/listing.h"
#include "libemergency/cases/progress.h"

namespace emerg {

/// A case as every command prints it (product.md, "The scripting contract").
Json document(const emergency::cases::Case& one, const emergency::Config& config);

/// Open cases as a table: age, stage, owner, customer, next deadline.
Listing listing_of(const std::vector<emergency::cases::Case>& cases,
                   const emergency::Config& config);

/// One case with everything that is known of it.
Listing listing_of(const emergency::cases::Case& one, const emergency::Config& config);

/// Who has which role in the call that runs.
std::vector<Json> call_roles(const emergency::cases::Case& one, const emergency::Config& config);

}  // namespace emerg
