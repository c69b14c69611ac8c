#pragma once

#include "libemergency/zendesk/client.h"
#include "tests/fakes/scripted_transport.h"

#include <string>

namespace zendesk_account {

inline const std::string base = "https://acme.zendesk.com/api/v2";

inline emergency::zendesk::Client client_on(ScriptedTransport& network) {
    return {network, "https://acme.zendesk.com", emergency::Secret("t0ken"), "ada@example.com"};
}

}  // namespace zendesk_account
