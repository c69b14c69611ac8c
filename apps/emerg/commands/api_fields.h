#pragma once

#include "apps/emerg/terminal/listing.h"
#include "libemergency/http/json_api.h"

#include <string>
#include <vector>

namespace emerg {

/// The body that fields word: `name=text`, `name:=JSON`, `ticket[status]=open` below `ticket`,
/// `tags[]=a` in a list. Fails with `usage`.
emergency::Result<Json> body_of_fields(const std::vector<std::string>& fields);

/// The same as parameters of a query, where there is nothing to nest: `statuses[]=triggered`.
emergency::Result<emergency::http::Query> query_of_fields(const std::vector<std::string>& fields);

/// Adds what a later page of a list holds to the first: its lists grow, the rest is that of the
/// last page. False if the page brought nothing.
bool add_page(Json& whole, const Json& page);

}  // namespace emerg
