#include "apps/sandbox/zoom/zoom.h"

#include "apps/sandbox/zoom/account.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace sandbox {
namespace zoom {

using nlohmann::json;

Account::Account(Clock& clock_of_sandbox) : clock(clock_of_sandbox) {}

Account::Account(const Account& other) = default;

Account::~Account() = default;

void fill(Account& account, const json& scenario) {
    account.id = "zoom-sandbox-account";
    account.client_id = "zoom-sandbox-client";
    account.client_secret = scenario.value("tokens", json::object()).value("zoom", "");
    account.me.clear();
    account.users.clear();
    account.tokens.clear();
    account.meetings.clear();
    account.made = 0;
    for (const auto& user : scenario.value("users", json::array())) {
        if (user.value("role", "") != "end-user") {
            account.users.push_back(user.value("email", ""));
        }
        if (user.value("me", false)) {
            account.me = user.value("email", "");
        }
    }
}

Answer answer_with(int status, const json& body) {
    return {.status = status,
            .headers = {{"content-type", "application/json;charset=UTF-8"}},
            .body = body.dump(-1, ' ', false, json::error_handler_t::replace)};
}

Answer refusal(int status, int code, const std::string& message) {
    return answer_with(status, {{"code", code}, {"message", message}});
}

}  // namespace zoom

namespace {

constexpr std::string_view api_path = "/v2/";

}  // namespace

Zoom::Zoom(Clock& clock) : account_(std::make_unique<zoom::Account>(clock)) {}

Zoom::~Zoom() = default;

void Zoom::load(const nlohmann::json& scenario) {
    zoom::fill(*account_, scenario);
}

Answer Zoom::answer(const Request& request) {
    const bool is_api = request.path.starts_with(api_path);
    auto answer = request.path == "/oauth/token" ? zoom::give_token(*account_, request)
                  : is_api
                      ? zoom::call(*account_, request, std::string_view(request.path).substr(3))
                      : zoom::refusal(404, 404, "Not Found");
    answer.headers["x-zm-trackingid"] = "sandbox-zm-" + std::to_string(++account_->made);
    return answer;
}

nlohmann::json Zoom::state() const {
    return {{"meetings", account_->meetings}};
}

std::function<void()> Zoom::way_back() {
    return [this, kept = std::make_shared<const zoom::Account>(*account_)] {
        account_ = std::make_unique<zoom::Account>(*kept);
    };
}

}  // namespace sandbox
