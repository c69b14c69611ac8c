#pragma once

#include "libemergency/http/json_api.h"

#include <string>

namespace emergency::http {

/// GET, POST, PUT or DELETE, in any letter case; fails with `usage`.
Result<Method> method_named(const std::string& word);

/// The call that the operator words: "/incidents?limit=1", or the whole URL of something at `url`,
/// the service's address. Fails with `usage` on an address elsewhere (a token stays with its host)
/// and on steps that lead out of it.
Result<Call> raw_call(Method method, const std::string& target, const std::string& url);

/// The query with `name` asking for `value`, whatever it asked for before.
Query with(Query query, const std::string& name, const std::string& value);

}  // namespace emergency::http
