#pragma once

#include "libemergency/core/result.h"

#include <cstdint>
#include <string>
#include <variant>

namespace emergency::cases {

/// "Q0ABC…", its URL: a PagerDuty incident by id. Also "P…".
struct IncidentId {
    std::string id;
    std::string server = {};  ///< "acme.pagerduty.com", of its URL; empty: it was no URL.
    bool operator==(const IncidentId&) const = default;
};
/// "PD#4242", "PD-4242", "PD 4242" or the number in its URL: an incident by number.
struct IncidentNumber {
    long long number;
    std::string server = {};  ///< Ditto.
    bool operator==(const IncidentNumber&) const = default;
};
/// "400123", "#400123", "ZD#400123", "ZD-400123", any of its URLs (agent, /hc/requests/,
/// /hc/LOCALE/requests/, API, without scheme).
struct TicketId {
    std::int64_t id;
    bool may_be_incident = false;  ///< It was a bare number: no ticket, then an incident's.
    /// "acme.zendesk.com", of its URL; empty: it was no URL, or the customer's under a name that
    /// tells nothing of the account.
    std::string server = {};
    bool operator==(const TicketId&) const = default;
};
/// A Slack permalink of the thread's root or of one of its replies.
struct ThreadLink {
    std::string channel;
    std::string ts;  ///< Of the root.
    bool operator==(const ThreadLink&) const = default;
};

/// What the user typed to name a case (product.md, "Found from anything").
/// A bare number is a ticket first, an incident's number if there is no such ticket.
using Reference = std::variant<IncidentId, IncidentNumber, TicketId, ThreadLink>;

/// Reads a reference; fails with `usage` and an example of each form.
Result<Reference> parse_reference(const std::string& text);

/// The server of a ticket's URL, lower case; empty where `path` is the customer's ("hc/requests")
/// under a name of the team's own, which tells nothing of the account.
std::string account_server(const std::string& server, const std::string& path);

}  // namespace emergency::cases
