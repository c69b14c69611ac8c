#include "apps/emerg/exit_code.h"

namespace emerg {

using emergency::ErrorKind;

ExitCode exit_code_of(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage:
            return ExitCode::usage;
        case ErrorKind::not_found:
            return ExitCode::not_found;
        case ErrorKind::configuration:
        case ErrorKind::unauthorized:
            return ExitCode::not_allowed;
        case ErrorKind::busy:
            return ExitCode::rate_limited;
        case ErrorKind::unreachable:
        case ErrorKind::unanswered:
            return ExitCode::unreachable;
        case ErrorKind::failed_there:
            return ExitCode::service_failed;
        case ErrorKind::policy:
            return ExitCode::refused;
        case ErrorKind::nothing_due:
            return ExitCode::nothing;
        case ErrorKind::uncertain:
            return ExitCode::uncertain;
        case ErrorKind::interrupted:
            return ExitCode::interrupted;
        case ErrorKind::conflict:
        case ErrorKind::rejected:
        case ErrorKind::local:
            return ExitCode::failed;
    }
    return ExitCode::failed;
}

const char* word(ErrorKind kind) {
    switch (kind) {
        case ErrorKind::usage:
            return "usage";
        case ErrorKind::not_found:
            return "not_found";
        case ErrorKind::configuration:
            return "configuration";
        case ErrorKind::unauthorized:
            return "unauthorized";
        case ErrorKind::busy:
            return "rate_limited";
        case ErrorKind::unreachable:
            return "unreachable";
        case ErrorKind::unanswered:
            return "unanswered";
        case ErrorKind::failed_there:
            return "service_failed";
        case ErrorKind::conflict:
            return "conflict";
        case ErrorKind::rejected:
            return "rejected";
        case ErrorKind::policy:
            return "policy";
        case ErrorKind::nothing_due:
            return "nothing_due";
        case ErrorKind::uncertain:
            return "uncertain";
        case ErrorKind::interrupted:
            return "interrupted";
        case ErrorKind::local:
            return "local";
    }
    return "";
}

ErrorKind kind_named(const std::string& word) {
    constexpr auto last = static_cast<int>(ErrorKind::local);
    for (int number = 0; number < last; ++number) {
        const auto kind = static_cast<ErrorKind>(number);
        if (word == emerg::word(kind)) {
            return kind;
        }
    }
    return ErrorKind::local;
}

bool is_retryable(ErrorKind kind) {
    const auto code = exit_code_of(kind);
    return code == ExitCode::rate_limited || code == ExitCode::unreachable ||
           code == ExitCode::service_failed || code == ExitCode::uncertain ||
           kind == ErrorKind::conflict;
}

}  // namespace emerg
