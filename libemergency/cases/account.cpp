#include "libemergency/cases/account.h"

#include "libemergency/core/encoding.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::cases {
namespace {

Error elsewhere(const char* service, const std::string& server, const std::string& ours,
                const char* hint) {
    return {.kind = ErrorKind::usage,
            .message = fmt::format("{} is not the {} of this profile, {}", one_line(server),
                                   service, one_line(ours)),
            .hint = hint};
}

/// "acme" of "acme.pagerduty.com" and of "acme.eu.pagerduty.com".
std::string account_of(const std::string& server) {
    return server.substr(0, server.find('.'));
}

}  // namespace

bool is_of_account(const std::string& server, const zendesk::Ticket& ticket, const Config& config) {
    const auto& brands = config.zendesk.brands;
    return server.empty() || server == ticket.server ||
           server == lower(server_of(config.zendesk.url)) ||
           std::any_of(brands.begin(), brands.end(),
                       [&](const auto& brand) { return server == lower(brand); });
}

Result<void> of_this_account(const std::string& server, const zendesk::Ticket& ticket,
                             const Config& config) {
    return is_of_account(server, ticket, config)
               ? Result<void>()
               : elsewhere("Zendesk", server,
                           ticket.server.empty() ? server_of(config.zendesk.url) : ticket.server,
                           "the same number is another ticket there; --profile names another "
                           "account, zendesk.brands the hosts of one");
}

Result<void> of_this_account(const std::string& server, const pagerduty::Incident& incident,
                             const Config& config) {
    const auto own = lower(server_of(incident.url));
    const bool is_api = server.starts_with("api.") && server.ends_with("pagerduty.com");
    const bool is_ours = server.empty() || is_api || own.empty() ||
                         server == lower(server_of(config.pagerduty.url)) ||
                         (account_of(server) == account_of(own) &&
                          server.ends_with(".pagerduty.com") == own.ends_with(".pagerduty.com"));
    return is_ours ? Result<void>()
                   : elsewhere("PagerDuty", server, own,
                               "the same number is another page there; --profile names another "
                               "account");
}

}  // namespace emergency::cases
