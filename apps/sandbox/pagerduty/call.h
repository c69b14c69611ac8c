#pragma once

#include "apps/sandbox/pagerduty/account.h"
#include "apps/sandbox/pagerduty/views.h"
#include "apps/sandbox/service.h"

#include <nlohmann/json_fwd.hpp>

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox::pagerduty {

/// One authenticated request, taken apart.
struct Call {
    const Request& request;
    std::vector<std::string> ids = {};  ///< The variable steps of the path.
    const Person* actor = nullptr;      ///< Nobody, with an account-level key without `From`.
    bool is_user_key = true;

    Agent agent() const;
    /// Every value of a query parameter, given once or often.
    std::vector<std::string> all(const std::string& name) const;
    /// The one value of it, or `otherwise`.
    std::string one(const std::string& name, const std::string& otherwise = "") const;
    Includes includes() const;
    /// A moment in the query; nothing if it is missing or malformed.
    std::optional<TimePoint> moment(const std::string& name) const;
};

Answer answer_with(const nlohmann::json& body);
Answer answer_with(int status, const nlohmann::json& body);

/// An error as PagerDuty shapes it; without `details` the key `errors` is left out.
Answer refusal(int status, int code, const std::string& message,
               const std::vector<std::string>& details = {});
/// 400 with code 2001.
Answer invalid(const std::string& detail);
/// 404 with code 2100.
Answer not_found();

/// One page of a list: `limit`, `offset`, `more` and `total` as PagerDuty does it.
Answer page(const Call& call, const std::string& name, std::size_t count,
            const std::function<nlohmann::json(std::size_t)>& show);

/// The body's object under `name`; nothing if the body is no such JSON.
std::optional<nlohmann::json> body_object(const Call& call, const std::string& name);

/// Does a list of wanted values, empty for all, hold this one?
bool allows(const std::vector<std::string>& wanted, const std::string& value);

/// A text in an object, or `otherwise` if it is missing or no text.
std::string text_in(const nlohmann::json& object, const std::string& name,
                    const std::string& otherwise = "");

}  // namespace sandbox::pagerduty
