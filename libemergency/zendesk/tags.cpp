#include "libemergency/zendesk/client.h"

#include <nlohmann/json.hpp>

namespace emergency::zendesk {

Result<void> Client::add_tags(Id ticket_id, const std::vector<std::string>& tags) const {
    const auto answer =
        api_.send({.method = http::Method::put,
                   .path = {"api", "v2", "tickets", std::to_string(ticket_id), "tags.json"},
                   .body = http::json_text({{"tags", tags}}),
                   .repeatable = http::Repeatable::yes});
    return answer ? Result<void>() : Result<void>(answer.error());
}

}  // namespace emergency::zendesk
