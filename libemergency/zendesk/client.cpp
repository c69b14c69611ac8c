#include "libemergency/zendesk/client.h"

#include "libemergency/core/text.h"
#include "libemergency/zendesk/items.h"
#include "libemergency/zendesk/paging.h"
#include "libemergency/zendesk/parse.h"
#include "libemergency/zendesk/request.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace emergency::zendesk {
namespace {

using nlohmann::json;

constexpr std::size_t most_search_pages = 10;
const std::vector<Attachment> no_files;

/// `advised`; a thing that is not there is named.
Error missing(Error error, const std::string& what) {
    const auto status = error.http_status;
    error = advised(std::move(error));
    if (error.kind == ErrorKind::not_found) {
        error.message = fmt::format("Zendesk has no {} ({})", what, status);
    }
    return error;
}

std::string ticket_name(Id id) {
    return fmt::format("ticket {}", id);
}

bool is_ticket(const json& result) {
    const auto type = http::text_at(result, "/result_type");
    return type.empty() || type == "ticket";
}

}  // namespace

Client::Client(http::Transport& transport, std::string url, const Secret& token,
               const std::string& email)
    : url_(std::move(url)),
      transport_(&transport),
      credentials_({{"authorization", authorization(token, email)}}),
      api_(transport, {.name = "Zendesk",
                       .url = url_,
                       .headers = {{"accept", "application/json"},
                                   {"authorization", authorization(token, email)},
                                   {"content-type", "application/json"}},
                       .request_id_header = "x-request-id",
                       .explain = &explain}) {}

Result<User> Client::me() const {
    const auto answer = api_.get(api_path({"users", "me"}));
    if (!answer) {
        auto error = advised(answer.error());
        if (error.kind == ErrorKind::not_found) {  // Everybody is somebody, on the right host.
            error.kind = ErrorKind::configuration;
            error.hint = "check zendesk.url";
        }
        return error;
    }
    const auto& user = part(*answer, "user");
    if (user.is_object() && http::number_at(user, "/id") == 0) {
        return Error{.kind = ErrorKind::unauthorized,
                     .message = "Zendesk does not recognise the token (anonymous user)",
                     .hint = "check zendesk.token and zendesk.email",
                     .service = "Zendesk",
                     .http_status = 200};
    }
    return user_from(user);
}

Result<User> Client::user_by_email(const std::string& email) const {
    const auto found = pages(
        api_,
        {.path = api_path({"users", "search"}), .query = {{"query", email}}, .items = "/users"});
    if (!found) {
        return advised(found.error());
    }
    const auto users = items_of(*found, "/users", &user_from);
    if (!users) {
        return users.error();
    }
    for (const auto& user : *users) {
        if (lower(user.email) == lower(email)) {
            return user;
        }
    }
    return Error{.kind = ErrorKind::not_found,
                 .message = fmt::format("Zendesk has no user {}", email),
                 .service = "Zendesk"};
}

Result<Ticket> Client::ticket(Id id) const {
    const auto answer = api_.get(api_path({"tickets", std::to_string(id)}));
    if (!answer) {
        return missing(answer.error(), ticket_name(id));
    }
    return ticket_from(part(*answer, "ticket"));
}

Result<Conversation> Client::conversation(Id ticket_id) const {
    const auto found =
        pages(api_, {.path = api_path({"tickets", std::to_string(ticket_id), "comments"}),
                     .query = {{"include", "users"}},
                     .items = "/comments"});
    if (!found) {
        return missing(found.error(), ticket_name(ticket_id));
    }
    auto comments = items_of(*found, "/comments", &comment_from);
    if (!comments) {
        return comments.error();
    }
    auto users = items_of(*found, "/users", &user_from);
    if (!users) {
        return users.error();
    }
    Conversation conversation{.comments = std::move(*comments)};
    std::sort(conversation.comments.begin(), conversation.comments.end(),
              [](const Comment& one, const Comment& other) {
                  return std::tie(one.at, one.id) < std::tie(other.at, other.id);
              });
    for (auto& user : *users) {
        conversation.people[user.id] = std::move(user);
    }
    return conversation;
}

Result<std::vector<Audit>> Client::audits(Id ticket_id) const {
    const auto found = pages(
        api_,
        {.path = api_path({"tickets", std::to_string(ticket_id), "audits"}), .items = "/audits"});
    if (!found) {
        return missing(found.error(), ticket_name(ticket_id));
    }
    auto audits = items_of(*found, "/audits", &audit_from);
    if (audits) {
        std::sort(audits->begin(), audits->end(),
                  [](const Audit& one, const Audit& other) { return one.id < other.id; });
    }
    return audits;
}

Result<Organization> Client::organization(Id id) const {
    const auto answer = api_.get(api_path({"organizations", std::to_string(id)}));
    if (!answer) {
        return missing(answer.error(), fmt::format("organisation {}", id));
    }
    return organization_from(part(*answer, "organization"));
}

Result<std::vector<Ticket>> Client::search(const std::string& query) const {
    auto found = pages(api_, {.path = api_path({"search"}),
                              .query = {{"query", query}},
                              .items = "/results",
                              .most_pages = most_search_pages});
    if (!found) {
        return advised(found.error());
    }
    for (auto& page : *found) {
        auto tickets = json::array();
        for (const auto& result : items_at(page, "/results")) {
            if (is_ticket(result)) {
                tickets.push_back(result);
            }
        }
        page["results"] = std::move(tickets);
    }
    return items_of(*found, "/results", &ticket_from);
}

Result<UpdatedTicket> Client::apply(const TicketUpdate& update) const {
    std::vector<std::string> tokens;
    for (const auto& file : update.comment ? update.comment->attachments : no_files) {
        auto token = upload(file);
        if (!token) {
            return token.error();
        }
        tokens.push_back(*std::move(token));
    }
    const auto answer = api_.send(call_of(update, tokens));
    if (!answer) {
        return missing(answer.error(), ticket_name(update.ticket_id));
    }
    auto ticket = ticket_from(part(*answer, "ticket"));
    if (!ticket) {
        return ticket.error();
    }
    const auto& audit_part = part(*answer, "audit");
    if (audit_part.is_null()) {  // Nothing changed, so there was nothing to audit.
        return UpdatedTicket{.ticket = std::move(*ticket)};
    }
    auto audit = audit_from(audit_part);
    if (!audit) {
        return audit.error();
    }
    return UpdatedTicket{.ticket = std::move(*ticket), .audit = std::move(*audit)};
}

http::Shown Client::show(const TicketUpdate& update) const {
    std::vector<std::string> tokens;
    for (const auto& file : update.comment ? update.comment->attachments : no_files) {
        tokens.push_back(fmt::format("token of {}", file.name));
    }
    return api_.show(call_of(update, tokens));
}

std::string Client::agent_url(Id ticket_id) const {
    return fmt::format("{}/agent/tickets/{}", url_, ticket_id);
}

}  // namespace emergency::zendesk
