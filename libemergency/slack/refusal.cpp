#include "libemergency/slack/refusal.h"

#include "libemergency/http/json_api.h"
#include "libemergency/slack/parse.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace emergency::slack {
namespace {

using http::text_at;
using nlohmann::json;

constexpr std::array<std::string_view, 17> credentials{"access_denied",
                                                       "account_inactive",
                                                       "ekm_access_denied",
                                                       "enterprise_is_restricted",
                                                       "invalid_auth",
                                                       "metadata_must_be_sent_from_app",
                                                       "missing_scope",
                                                       "no_permission",
                                                       "not_allowed_token_type",
                                                       "not_authed",
                                                       "org_login_required",
                                                       "team_access_not_granted",
                                                       "token_expired",
                                                       "token_revoked",
                                                       "two_factor_setup_required",
                                                       "user_is_bot",
                                                       "user_is_restricted"};

/// After these, part of the work may have been done.
constexpr std::array<std::string_view, 4> failures{"fatal_error", "internal_error",
                                                   "request_timeout", "service_unavailable"};

template <std::size_t count>
bool holds(const std::array<std::string_view, count>& codes, const std::string& code) {
    return std::find(codes.begin(), codes.end(), code) != codes.end();
}

void append(std::string& text, const std::string& piece) {
    if (piece.empty()) {
        return;
    }
    text += text.empty() ? piece : "; " + piece;
}

std::string hint_for(ErrorKind kind, const std::string& code, const std::string& needed) {
    if (!needed.empty()) {
        return fmt::format("the app of slack.token needs the scope {}", needed);
    }
    if (code == "metadata_must_be_sent_from_app" || code == "not_allowed_token_type") {
        return "slack.token must be the token of an app";
    }
    if (code == "not_in_channel") {
        return "invite the app of slack.token to the channel";
    }
    if (kind == ErrorKind::unauthorized) {
        return "check slack.token";
    }
    return {};
}

Error refusal(const json& answer) {
    const auto code = text_at(answer, "/error");
    if (part(answer, "ok") != json(false) && code.empty()) {
        return Error{.kind = ErrorKind::failed_there,
                     .message = "Slack sent an answer we cannot read",
                     .service = "Slack",
                     .http_status = 200};
    }
    const auto reason = explain(answer);
    const auto kind = kind_of(code);
    return Error{.kind = kind,
                 .message = fmt::format("Slack refused{}{}", reason.empty() ? "" : ": ", reason),
                 .hint = hint_for(kind, code, text_at(answer, "/needed")),
                 .service = "Slack",
                 .http_status = 200};
}

}  // namespace

ErrorKind kind_of(const std::string& code) {
    if (code.ends_with("_not_found")) {
        return ErrorKind::not_found;
    }
    if (holds(credentials, code)) {
        return ErrorKind::unauthorized;
    }
    if (code == "ratelimited" || code == "rate_limited") {
        return ErrorKind::busy;
    }
    return holds(failures, code) ? ErrorKind::failed_there : ErrorKind::rejected;
}

std::string explain(const json& refusal) {
    auto text = text_at(refusal, "/error");
    const auto needed = text_at(refusal, "/needed");
    if (!needed.empty()) {
        append(text, "needs scope " + needed);
    }
    for (const auto& one : items_at(refusal, "/errors")) {
        append(text, one.is_string() ? one.get<std::string>() : text_at(one, "/error"));
    }
    for (const auto& one : items_at(refusal, "/response_metadata/messages")) {
        append(text, one.is_string() ? one.get<std::string>() : std::string());
    }
    return text;
}

Result<json> accepted(Result<json> answer) {
    if (!answer) {
        auto error = answer.error();
        if (error.kind == ErrorKind::unauthorized) {
            error.hint = "check slack.token";
        }
        return error;
    }
    if (part(*answer, "ok") != json(true)) {
        return refusal(*answer);
    }
    return answer;
}

}  // namespace emergency::slack
