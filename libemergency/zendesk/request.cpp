#include "libemergency/zendesk/request.h"

#include "libemergency/core/encoding.h"

#include <nlohmann/json.hpp>

#include <iterator>
#include <utility>

namespace emergency::zendesk {
namespace {

using nlohmann::json;

json body_of(const TicketUpdate& update, const std::vector<std::string>& tokens) {
    auto ticket = json::object();
    if (update.comment) {
        ticket["comment"] = {{"body", update.comment->body}, {"public", update.comment->is_public}};
        if (!tokens.empty()) {
            ticket["comment"]["uploads"] = tokens;
        }
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
    for (const auto id : update.followers) {
        ticket["followers"].push_back({{"user_id", id}, {"action", "put"}});
    }
    if (update.tags) {
        ticket["tags"] = *update.tags;
    }
    if (update.form_id) {
        ticket["ticket_form_id"] = *update.form_id;
    }
    for (const auto& [id, value] : update.fields) {
        ticket["custom_fields"].push_back({{"id", id}, {"value", value}});
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

json body_of(const NewTicket& wanted) {
    json ticket{{"subject", wanted.subject},
                {"comment", {{"body", wanted.body}, {"public", true}}},
                {"requester_id", wanted.requester_id},
                {"external_id", wanted.external_id},
                {"metadata", wanted.metadata}};
    if (wanted.assignee_id != 0) {
        ticket["assignee_id"] = wanted.assignee_id;
    }
    if (!wanted.priority.empty()) {
        ticket["priority"] = wanted.priority;
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

http::Call call_of(const TicketUpdate& update, const std::vector<std::string>& tokens) {
    return {.method = http::Method::put,
            .path = api_path({"tickets", std::to_string(update.ticket_id)}),
            .body = http::json_text(body_of(update, tokens)),
            .repeatable = http::Repeatable::no};
}

Error advised(Error error) {
    const bool explained = error.message.find("RecordNotFound") != std::string::npos;
    if (error.kind == ErrorKind::not_found && !explained) {
        error.hint = "is zendesk.url right? A wrong subdomain answers like this";
    }
    if (error.kind == ErrorKind::not_found &&
        error.message.find("No help desk") != std::string::npos) {
        error.kind = ErrorKind::configuration;
        error.hint = "check zendesk.url";
    }
    if (error.kind == ErrorKind::unauthorized) {
        error.hint = error.http_status == 403
                         ? "the owner of zendesk.token may not do this; it takes an agent"
                         : "check zendesk.token and zendesk.email";
    }
    return error;
}

http::Call call_of(const NewTicket& wanted) {
    return {.method = http::Method::post,
            .path = api_path({"tickets"}),
            .body = http::json_text(body_of(wanted)),
            .repeatable = http::Repeatable::yes,
            .headers = {{"idempotency-key", wanted.external_id}}};
}

}  // namespace emergency::zendesk
