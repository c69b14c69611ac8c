#pragma once

#include "libemergency/http/json_api.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <string>
#include <unordered_set>
#include <vector>

namespace emergency::http {

/// The list that was asked for, at a JSON pointer ("/log_entries"). An answer without one does not
/// say that there is nothing: `failed_there`.
Result<const std::vector<nlohmann::json>*> list_at(const nlohmann::json& answer,
                                                   const char* pointer, const std::string& service);

/// Every row of every list that stands at the top of a page.
std::vector<nlohmann::json> rows_of(const nlohmann::json& page);

/// A list goes on and nothing tells where: `failed_there`, since to end it would hide the rest.
Error not_said_where(const std::string& service);

/// A list goes on with what came before, or with nothing, and might for ever: `failed_there`.
Error nothing_new(const std::string& service);

/// A list is longer than the service gives, or than we read: `rejected`. `most` is "10,000".
Error too_long(const std::string& service, const std::string& most);

/// What the pages of a list have brought, so that one that repeats itself is found out.
class SeenRows {
public:
    /// Takes the rows of the next page. False if there are some and all came before; but a single
    /// one may come twice: each page of a Slack thread begins with its root.
    bool take(const std::vector<nlohmann::json>& rows);

private:
    std::unordered_set<std::size_t> known_;
    std::vector<std::size_t> last_;
};

}  // namespace emergency::http
