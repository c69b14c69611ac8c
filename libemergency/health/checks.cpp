#include "libemergency/health/checks.h"

#include "libemergency/core/duration.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <set>
#include <string_view>

namespace emergency::health {
namespace {

constexpr std::chrono::seconds tolerated_skew{30};

/// Without these a command fails.
constexpr std::array<std::string_view, 5> needed_scopes{
    "chat:write", "channels:read", "channels:history", "users:read", "users:read.email"};
/// Without these private channels are not seen, and groups not pinged.
constexpr std::array<std::string_view, 3> wanted_scopes{"groups:read", "groups:history",
                                                        "usergroups:read"};

constexpr std::array kinds_by_weight{ErrorKind::configuration, ErrorKind::unauthorized,
                                     ErrorKind::failed_there,  ErrorKind::unanswered,
                                     ErrorKind::unreachable,   ErrorKind::busy};

Check failure(std::string name, std::string told, std::string hint) {
    return {std::move(name), Verdict::fail, std::move(told), std::move(hint),
            ErrorKind::configuration};
}

Check warning(std::string name, std::string told, std::string hint) {
    return {std::move(name), Verdict::warn, std::move(told), std::move(hint)};
}

Check fine(std::string name, std::string told) {
    return {std::move(name), Verdict::ok, std::move(told)};
}

template <std::size_t count>
std::string missing_of(const std::array<std::string_view, count>& scopes,
                       const std::set<std::string>& has) {
    std::vector<std::string_view> missing;
    for (const auto scope : scopes) {
        if (!has.contains(std::string(scope))) {
            missing.push_back(scope);
        }
    }
    return fmt::format("{}", fmt::join(missing, ", "));
}

bool same_address(const std::string& one, const std::string& other) {
    return lower(one) == lower(other);
}

}  // namespace

const char* word(Verdict verdict) {
    switch (verdict) {
        case Verdict::ok:
            return "ok";
        case Verdict::warn:
            return "warn";
        case Verdict::fail:
            return "fail";
    }
    return "";
}

Check failed(const std::string& name, const Error& error) {
    // What the configuration names and the service does not know is the configuration's fault.
    const auto kind = error.kind == ErrorKind::not_found ? ErrorKind::configuration : error.kind;
    return {name, Verdict::fail, error.message,
            error.hint.empty() ? "run it again with -v to see the requests" : error.hint, kind};
}

Check not_made(const std::string& name, const std::string& first) {
    return warning(name, "not known: it could not be asked for", "see " + first);
}

Check reached(const std::string& name, const std::string& url, std::chrono::milliseconds took,
              const std::optional<Error>& problem) {
    if (problem && problem->http_status == 0) {
        return failed(name, *problem);
    }
    const bool is_encrypted = url.starts_with("https://");
    return fine(name, fmt::format("{} answers in {} ms, {}", url, took.count(),
                                  is_encrypted ? "over TLS, certificate verified"
                                               : "on this machine, without TLS"));
}

Check clock(std::chrono::milliseconds skew) {
    const auto size = std::chrono::abs(skew);
    if (size <= tolerated_skew) {
        return fine("clock", "as the services' to half a minute");
    }
    return warning("clock",
                   fmt::format("this machine's is {} {} the services'", brief_duration(size),
                               skew.count() > 0 ? "behind" : "ahead of"),
                   "deadlines are by the services' clocks and right; mend this one (NTP) for TLS");
}

Check identity(const Identities& who) {
    constexpr const char* name = "identity";
    if (who.configured.empty()) {
        return failure(name, "user.email is not set", "set it to the address you have everywhere");
    }
    std::vector<std::string> others;
    if (who.pagerduty && !same_address(*who.pagerduty, who.configured)) {
        others.push_back("PagerDuty says " + *who.pagerduty);
    }
    if (who.zendesk && !same_address(*who.zendesk, who.configured)) {
        others.push_back("Zendesk says " + *who.zendesk);
    }
    if (who.slack_owner && who.slack_by_email && *who.slack_owner != *who.slack_by_email) {
        others.emplace_back("Slack's token is that of another person");
    }
    if (!others.empty()) {
        return failure(name, fmt::format("{}: {}", who.configured, fmt::join(others, "; ")),
                       "the tokens and user.email must be one person's");
    }
    if (!who.pagerduty || !who.zendesk) {
        return warning(name, fmt::format("{}, but not every service said so", who.configured),
                       "see the checks that failed");
    }
    return fine(name, fmt::format("{} in every service that was asked", who.configured));
}

Check zendesk_role(const zendesk::User& me) {
    constexpr const char* name = "zendesk role";
    if (me.is_end_user()) {
        return failure(name, fmt::format("{} is an end user", me.email),
                       "use the token of an agent: others write no internal notes");
    }
    return fine(name, me.role);
}

Check slack_scopes(const std::string& granted) {
    constexpr const char* name = "slack scopes";
    if (trimmed(granted).empty()) {
        return warning(name, "Slack does not say which scopes the token has",
                       "a scope that is missing is named when it is needed");
    }
    std::set<std::string> has;
    for (const auto& scope : split(granted, ',')) {
        has.insert(trimmed(scope));
    }
    constexpr const char* cure = "add them to the app of slack.token, and install it anew";
    if (const auto missing = missing_of(needed_scopes, has); !missing.empty()) {
        return {name, Verdict::fail, "missing: " + missing, cure, ErrorKind::unauthorized};
    }
    if (const auto missing = missing_of(wanted_scopes, has); !missing.empty()) {
        return warning(name, "missing for private channels and groups: " + missing, cure);
    }
    return fine(name, "all that are needed");
}

Check channel(const std::string& name, const Result<slack::Channel>& found) {
    const auto title = "channel " + name;
    if (!found) {
        return failed(title, found.error());
    }
    return found->is_member
               ? fine(title, "joined")
               : warning(title, "the app has not joined it", fmt::format("/invite it in {}", name));
}

Check schedule(const std::string& id, const Result<std::vector<pagerduty::Duty>>& duties) {
    const auto title = "schedule " + id;
    if (!duties) {
        return failed(title, duties.error());
    }
    return duties->empty() ? warning(title, "nobody is on call", "emerg schedule now shows all")
                           : fine(title, duties->front().user.name + " is on call");
}

std::optional<ErrorKind> worst(const std::vector<Check>& checks) {
    std::set<ErrorKind> kinds;
    for (const auto& check : checks) {
        if (check.verdict == Verdict::fail) {
            kinds.insert(check.kind.value_or(ErrorKind::local));
        }
    }
    for (const auto kind : kinds_by_weight) {
        if (kinds.contains(kind)) {
            return kind;
        }
    }
    return kinds.empty() ? std::nullopt : std::optional(*kinds.begin());
}

}  // namespace emergency::health
