#pragma once

#include <string>

namespace emergency {

/// What went wrong, sorted by what the caller can do about it.
enum class ErrorKind {
    usage,          ///< The request makes no sense; change the command line.
    not_found,      ///< The service does not know the thing we named.
    configuration,  ///< A setting is missing or malformed; edit the configuration.
    unauthorized,   ///< The service refused our credentials or our right to do this.
    busy,           ///< The service asked us to slow down; nothing happened.
    unreachable,    ///< The request never left; nothing happened.
    unanswered,     ///< The request left, no answer came; it may have happened.
    failed_there,   ///< The service failed (5xx, or an answer that makes no sense).
    conflict,       ///< The thing changed since we looked; nothing happened.
    rejected,       ///< The service understood the request and refused it.
    policy,         ///< We refuse: the procedure forbids it.
    nothing_due,    ///< There is nothing to do, and the caller asked to be told.
    uncertain,      ///< It may have happened, and reading back could not tell.
    interrupted,    ///< A signal ended the work.
    local,          ///< This machine failed us: disk, files, journal, process.
};

/// One failure, told to the operator in one sentence.
struct Error {
    ErrorKind kind = ErrorKind::local;
    std::string message = {};     ///< Who refused what; never a secret.
    std::string hint = {};        ///< What to try next; often empty.
    std::string service = {};     ///< "PagerDuty", "Zendesk", "Slack"; empty if it is ours.
    int http_status = 0;          ///< 0 when there was no answer.
    std::string request_id = {};  ///< As the service names the request in its own logs.
};

/// Does the failure say nothing about what we asked, only that the service is not well?
inline bool is_outage(const Error& error) {
    return error.kind == ErrorKind::unreachable || error.kind == ErrorKind::unanswered ||
           error.kind == ErrorKind::failed_there || error.kind == ErrorKind::busy;
}

}  // namespace emergency
