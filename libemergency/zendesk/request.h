#pragma once

#include "libemergency/core/secret.h"
#include "libemergency/http/json_api.h"
#include "libemergency/zendesk/types.h"

#include <string>
#include <vector>

namespace emergency::zendesk {

/// The value of the Authorization header: Basic for an email with its API token, else Bearer.
std::string authorization(const Secret& token, const std::string& email);

/// "/api/v2/….json", the way every published client writes it.
http::Path api_path(std::vector<std::string> steps);

/// The request that carries out an update; `tokens` are those of its files, once uploaded.
http::Call call_of(const TicketUpdate& update, const std::vector<std::string>& tokens);

/// The error, with the setting that would cure it.
Error advised(Error error);

/// The request that makes a ticket; the same key within two hours makes no second one (api.md 5).
http::Call call_of(const NewTicket& wanted);

}  // namespace emergency::zendesk
