#pragma once

#include "apps/sandbox/clock.h"
#include "apps/sandbox/service.h"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox::zoom {

/// Everything the account holds; a meeting is as GET /meetings/{id} shows it.
struct Account {
    explicit Account(Clock& clock_of_sandbox);
    ~Account();
    Account(const Account& other);
    Account(Account&&) = delete;
    Account& operator=(const Account&) = delete;
    Account& operator=(Account&&) = delete;

    Clock& clock;
    std::string id = {};
    std::string client_id = {};
    std::string client_secret = {};
    std::string me = {};                           ///< Whose meetings "me" are: an address.
    std::vector<std::string> users = {};           ///< Addresses of those who may have meetings.
    std::map<std::string, TimePoint> tokens = {};  ///< Until when each holds.
    std::vector<nlohmann::json> meetings;
    long long made = 0;  ///< Meetings and tokens.
};

/// Fills the account from a scenario.
void fill(Account& account, const nlohmann::json& scenario);

Answer answer_with(int status, const nlohmann::json& body);
/// `{"code","message"}`, as Zoom refuses.
Answer refusal(int status, int code, const std::string& message);

/// POST /oauth/token.
Answer give_token(Account& account, const Request& request);

/// What a call of the API comes to; `path` begins after "/v2".
Answer call(Account& account, const Request& request, std::string_view path);

}  // namespace sandbox::zoom
