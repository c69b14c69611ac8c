#include "libemergency/zendesk/client.h"
#include "libemergency/zendesk/request.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace emergency::zendesk {

Result<std::string> Client::upload(const Attachment& file) const {
    const auto answer = api_.send({.method = http::Method::post,
                                   .path = api_path({"uploads"}),
                                   .query = {{"filename", file.name}},
                                   .body = file.bytes,
                                   .repeatable = http::Repeatable::yes,
                                   .headers = {{"content-type", file.type}}});
    if (!answer) {
        return advised(answer.error());
    }
    auto token = http::text_at(*answer, "/upload/token");
    if (token.empty()) {
        return Error{.kind = ErrorKind::failed_there,
                     .message = fmt::format("Zendesk took {} but named no token", file.name),
                     .service = "Zendesk"};
    }
    return token;
}

}  // namespace emergency::zendesk
