#include "libemergency/pagerduty/advice.h"

#include <fmt/format.h>

#include <utility>

namespace emergency::pagerduty {
namespace {

/// "coordinated_responding" out of "… the coordinated_responding ability"; empty if none is named.
std::string ability_in(const std::string& message) {
    const auto end = message.find(" ability");
    if (end == std::string::npos || end == 0) {
        return {};
    }
    const auto space = message.rfind(' ', end - 1);
    const auto begin = space == std::string::npos ? 0 : space + 1;
    return message.substr(begin, end - begin);
}

bool names_code(const Error& error, const char* code) {
    return error.message.find(code) != std::string::npos;
}

}  // namespace

Error advised(Error error) {
    if (error.http_status == 402) {
        const auto ability = ability_in(error.message);
        error.kind = ErrorKind::unauthorized;
        error.hint = ability.empty() ? "the account's plan does not include this"
                                     : "the account's plan lacks the ability " + ability;
        return error;
    }
    // 2016: no From header; 1008: nobody has the address in it.
    if (error.http_status == 400 &&
        (names_code(error, "(code 2016)") || names_code(error, "(code 1008)"))) {
        error.kind = ErrorKind::configuration;
        error.hint = "set pagerduty.email to the address of a PagerDuty user";
        return error;
    }
    if (error.kind == ErrorKind::unauthorized) {
        error.hint = error.http_status == 403
                         ? "the key in pagerduty.token may not do this; it may be read-only"
                         : "check pagerduty.token";
    }
    return error;
}

Error missing(Error error, const std::string& what) {
    if (error.kind == ErrorKind::not_found) {
        error.message = fmt::format("PagerDuty has no {} ({})", what, error.http_status);
    }
    return advised(std::move(error));
}

Error taken(Error error) {
    if (error.http_status == 400 && names_code(error, "(code 2002)")) {
        error.kind = ErrorKind::conflict;
    }
    return error;
}

}  // namespace emergency::pagerduty
