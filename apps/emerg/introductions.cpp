#include "apps/emerg/introductions.h"

#include "libemergency/core/together.h"
#include "libemergency/slack/refusal.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <functional>

namespace emerg {
namespace {

using emergency::health::Check;
using emergency::health::Verdict;
using emergency::http::Headers;
using emergency::http::JsonApi;
using emergency::http::Method;
using Answer = Result<nlohmann::json>;

Answer ask_who(const JsonApi& api, const emergency::http::Path& path, Headers& answered) {
    return api.send(
        {.method = Method::get, .path = path, .repeatable = emergency::http::Repeatable::yes},
        answered);
}

/// What any service is asked: is it reached, and does it take the token?
Introduction introduced(const std::string& service, const std::string& url,
                        const std::function<Answer()>& question) {
    const auto begun = std::chrono::steady_clock::now();
    const auto answer = question();
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(
        std::chrono::steady_clock::now() - begun);
    const auto problem = answer ? std::nullopt : std::optional(answer.error());
    Introduction said{.service = service,
                      .checks = {emergency::health::reached(service, url, took, problem)}};
    if (problem && said.checks.front().verdict == Verdict::ok) {
        said.checks.push_back(emergency::health::failed(service + " token", *problem));
    }
    return said;
}

/// What each service is asked about the token, beside whose it is.
constexpr const char* of_pagerduty = "pagerduty token";
constexpr const char* of_zendesk = "zendesk role";
constexpr const char* of_slack = "slack scopes";

/// The service did not say who I am: as was told already, or in an answer without a word of it.
void miss(Introduction& said, const std::string& check) {
    if (said.checks.back().verdict == Verdict::ok) {
        said.checks.push_back(emergency::health::failed(
            said.service + " token",
            {.kind = ErrorKind::failed_there, .message = "the answer does not say whose it is"}));
    }
    if (const auto first = said.checks.back().name; first != check) {
        said.checks.push_back(emergency::health::not_made(check, first));
    }
}

Introduction ask_pagerduty(const emergency::pagerduty::Client& client, const std::string& url) {
    nlohmann::json user;
    auto said = introduced("pagerduty", url, [&] {
        Headers answered;
        auto answer = ask_who(client.raw(Method::get), {"users", "me"}, answered);
        user = answer ? *answer : nlohmann::json::object();
        return answer;
    });
    auto address = emergency::http::text_at(user, "/user/email");
    if (address.empty()) {
        miss(said, of_pagerduty);
        return said;
    }
    said.may = emergency::http::text_at(user, "/user/role");
    said.checks.push_back({.name = of_pagerduty, .told = "of " + address});
    said.who = std::move(address);
    return said;
}

Introduction ask_zendesk(const emergency::zendesk::Client& client, const std::string& url) {
    std::optional<emergency::zendesk::User> me;
    auto said = introduced("zendesk", url, [&]() -> Answer {
        const auto user = client.me();
        if (!user) {
            return user.error();
        }
        me = *user;
        return nlohmann::json::object();
    });
    if (!me || me->id == 0) {
        miss(said, of_zendesk);
        return said;
    }
    said.who = me->email;
    said.may = me->role;
    said.checks.push_back(emergency::health::zendesk_role(*me));
    return said;
}

Introduction ask_slack(const emergency::slack::Client& client, const std::string& url) {
    Headers answered;
    auto me = nlohmann::json::object();
    auto said = introduced("slack", url, [&] {
        auto answer =
            emergency::slack::accepted(ask_who(client.raw(Method::get), {"auth.test"}, answered));
        me = answer ? *answer : nlohmann::json::object();
        return answer;
    });
    auto id = emergency::http::text_at(me, "/user_id");
    if (id.empty()) {
        miss(said, of_slack);
        return said;
    }
    said.who = std::move(id);
    said.may = answered["x-oauth-scopes"];
    said.is_person = emergency::http::text_at(me, "/bot_id").empty();
    said.checks.push_back(emergency::health::slack_scopes(said.may));
    return said;
}

/// Slack is the one that may be left out.
Introduction not_configured(const std::string& service, const Error& why, bool may_be_left_out) {
    auto check = emergency::health::failed(service, why);
    if (may_be_left_out) {
        check.verdict = Verdict::warn;
        check.kind.reset();
        check.hint = "without it no thread is started, and nobody is told";
    }
    const char* const unasked = service == "pagerduty" ? of_pagerduty
                                : service == "zendesk" ? of_zendesk
                                                       : of_slack;
    return {.service = service,
            .checks = {std::move(check), emergency::health::not_made(unasked, service)}};
}

}  // namespace

std::vector<Introduction> introductions(const Session::Reached& reached,
                                        const emergency::Config& config) {
    const auto& from = *reached.sources;
    const auto unless_missing = [&](const std::string& service, const auto& ask) {
        const auto missing = reached.missing.find(service);
        const bool may_be_left_out = service == "slack" && config.slack.token.empty();
        return missing == reached.missing.end()
                   ? ask()
                   : not_configured(service, missing->second, may_be_left_out);
    };
    auto [pagerduty, zendesk, slack] = emergency::together(
        [&] {
            return unless_missing(
                "pagerduty", [&] { return ask_pagerduty(from.pagerduty, config.pagerduty.url); });
        },
        [&] {
            return unless_missing("zendesk",
                                  [&] { return ask_zendesk(from.zendesk, config.zendesk.url); });
        },
        [&] {
            return unless_missing("slack",
                                  [&] { return ask_slack(*from.slack, config.slack.url); });
        });
    return {std::move(pagerduty), std::move(zendesk), std::move(slack)};
}

}  // namespace emerg
