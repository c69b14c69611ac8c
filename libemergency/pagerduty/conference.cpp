#include "libemergency/pagerduty/client.h"

#include <nlohmann/json.hpp>

namespace emergency::pagerduty {
namespace {

/// Says nothing of the status, so that it may be sent again.
http::Call call_of(const ConferenceBridge& bridge) {
    const nlohmann::json body{{"incident",
                               {{"type", "incident_reference"},
                                {"conference_bridge", {{"conference_url", bridge.url}}}}}};
    return {.method = http::Method::put,
            .path = {"incidents", bridge.incident_id},
            .body = http::json_text(body),
            .repeatable = http::Repeatable::yes};
}

}  // namespace

Result<void> Client::apply(const ConferenceBridge& bridge) const {
    const auto answer = writing_.send(call_of(bridge));
    return answer ? Result<void>() : Result<void>(answer.error());
}

http::Shown Client::show(const ConferenceBridge& bridge) const {
    return writing_.show(call_of(bridge));
}

}  // namespace emergency::pagerduty
