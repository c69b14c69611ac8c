#include "libemergency/zendesk/request.h"

#include "libemergency/core/encoding.h"

#include <nlohmann/json.hpp>

#include <iterator>
#include <utility>

namespace emergency::zendesk {
namespace {

using nlohmann::json;

json body_of(const TicketUpdate& update) {
    auto ticket = json::object();
    if (update.comment) {
        ticket["comment"] = {{"body", update.comment->body}, {"public", update.comment->is_public}};
    }
    if (update.assignee_id) {
        ticket["assignee_id"] = *update.assignee_id == 0 ? json() : json(*update.assignee_id);
    }
    if (update.priority) {
        ticket["priority"] = *update.priority;
    }
    if (update.status) {
        ticket["status"] = *update.status;
    }
    if (update.tags) {
        ticket["tags"] = *update.tags;
    }
    if (!update.metadata.empty()) {
        ticket["metadata"] = update.metadata;
    }
    if (!update.updated_stamp.empty()) {
        ticket["safe_update"] = true;
        ticket["updated_stamp"] = update.updated_stamp;
    }
    return {{"ticket", std::move(ticket)}};
}

}  // namespace

std::string authorization(const Secret& token, const std::string& email) {
    if (email.empty()) {
        return "Bearer " + token.reveal();
    }
    return "Basic " + base64(email + "/token:" + token.reveal());
}

http::Path api_path(std::vector<std::string> steps) {
    http::Path path{"api", "v2"};
    path.insert(path.end(), std::make_move_iterator(steps.begin()),
                std::make_move_iterator(steps.end()));
    path.back() += ".json";
    return path;
}

http::Call call_of(const TicketUpdate& update) {
    return {.method = http::Method::put,
            .path = api_path({"tickets", std::to_string(update.ticket_id)}),
            .body = http::json_text(body_of(update)),
            .repeatable = http::Repeatable::no};
}

}  // namespace emergency::zendesk
