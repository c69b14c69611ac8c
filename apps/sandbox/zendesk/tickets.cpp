#include "apps/sandbox/zendesk/call.h"
#include "apps/sandbox/zendesk/changes.h"
#include "apps/sandbox/zendesk/new_tickets.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

constexpr std::size_t updates_allowed = 30;
constexpr auto update_window = std::chrono::minutes{10};

/// A list in one text: "a b", "9001 9003".
std::string in_one_text(const json& list) {
    std::string words;
    for (const auto& word : list) {
        words += words.empty() ? "" : " ";
        words += word.is_string() ? word.get<std::string>() : word.dump();
    }
    return words;
}

/// An audit as the answer to a write describes it: values are texts or integers there, while
/// the list of audits has tags as an array (recorded answers).
json described(json audit) {
    for (auto& event : audit.at("events")) {
        auto& value = event["value"];
        if (value.is_array()) {
            value = in_one_text(value);
        }
        if (value.is_null()) {
            event.erase("value");
        }
    }
    return audit;
}

Answer show_ticket(const Call& call) {
    const auto* ticket = find(call.desk.tickets, call.id());
    if (ticket == nullptr) {
        return not_found();
    }
    json body{{"ticket", shown(*ticket)}};
    add_sideloads(call, body, json::array({*ticket}));
    return reply(body);
}

/// The seconds until this user may change this ticket again; 0 means now.
std::int64_t pause_before(Desk& desk, std::int64_t user, std::int64_t ticket) {
    auto& moments = desk.updates[{user, ticket}];
    const auto now = desk.clock.now();
    std::erase_if(moments, [now](TimePoint moment) { return moment + update_window <= now; });
    if (moments.size() < updates_allowed) {
        moments.push_back(now);
        return 0;
    }
    const auto left =
        std::chrono::ceil<std::chrono::seconds>(moments.front() + update_window - now);
    return std::max<std::int64_t>(left.count(), 1);
}

Answer too_often(std::int64_t seconds) {
    auto answer =
        refused(429, "APIRateLimitExceeded", "Number of allowed API requests per minute exceeded");
    answer.headers["retry-after"] = std::to_string(seconds);
    answer.headers["ratelimit-reset"] = std::to_string(seconds);
    return answer;
}

Answer update_ticket(const Call& call) {
    auto* ticket = find(call.desk.tickets, call.id());
    if (ticket == nullptr) {
        return not_found();
    }
    const auto body = body_of(call.request);
    if (!body.contains("ticket") || !body.at("ticket").is_object()) {
        return refused(400, "InvalidRequest", "Parameter ticket is required");
    }
    const auto& change = body.at("ticket");
    if (auto reason = refusal(call.desk, *ticket, change)) {
        return *reason;
    }
    if (const auto pause = pause_before(call.desk, call.user, call.id()); pause > 0) {
        return too_often(pause);
    }
    auto audit = apply(call.desk, *ticket, change, call.hand());
    if (audit.is_null()) {
        audit = ticket->at("audits").back();
    }
    return reply({{"ticket", shown(*ticket)}, {"audit", described(audit)}});
}

std::int64_t requester_of(Desk& desk, const json& change, std::int64_t user) {
    if (change.contains("requester")) {
        return person_with(desk, change.at("requester"));
    }
    return change.value("requester_id", user);
}

json comment_of(const json& change) {
    auto comment = change.value("comment", json());
    if (comment.is_object()) {
        return comment;
    }
    const auto subject = change.value("subject", "");
    return {{"body", comment.is_string() ? comment.get<std::string>()
                                         : change.value("description", subject)}};
}

json create(const Call& call, const json& change) {
    auto& desk = call.desk;
    const auto hand = call.hand();
    const auto requester = requester_of(desk, change, call.user);
    auto ticket = blank_ticket(desk, ++desk.last_ticket, requester, hand);
    auto comment = comment_of(change);
    comment.emplace("author_id", requester);
    const auto text = comment.value("body", comment.value("html_body", ""));
    const auto subject = change.value("subject", text.substr(0, 150));
    ticket.update({{"subject", subject},
                   {"raw_subject", subject},
                   {"description", text},
                   {"is_public", comment.value("public", true)}});
    auto values = change;
    for (const auto* key : {"comment", "description", "requester", "requester_id", "subject"}) {
        values.erase(key);
    }
    apply(desk, ticket, values, hand);
    ticket["audits"] = json::array();
    auto audit = write_create_audit(desk, ticket, comment, hand);
    audit["metadata"]["custom"] = change.value("metadata", json::object());
    ticket["audits"].back() = audit;
    desk.tickets.push_back(ticket);
    return {{"ticket", shown(ticket)}, {"audit", described(audit)}};
}

Answer created(const json& body) {
    auto answer = reply(body, 201);
    answer.headers["location"] = body.at("ticket").at("url");
    return answer;
}

Answer with_lookup(Answer answer, const char* lookup) {
    answer.headers["x-idempotency-lookup"] = lookup;
    return answer;
}

Answer create_ticket(const Call& call) {
    const auto key = call.request.headers.find("idempotency-key");
    const bool has_key = key != call.request.headers.end();
    const auto name = has_key ? std::to_string(call.user) + '/' + key->second : "";
    if (const auto kept = call.desk.kept_answers.find(name);
        has_key && kept != call.desk.kept_answers.end()) {
        if (kept->second.request != call.request.body) {
            return refused(400, "IdempotentRequestError",
                           "Request parameters don't match the given idempotency key");
        }
        return with_lookup(created(json::parse(kept->second.body)), "hit");
    }
    const auto body = body_of(call.request);
    const auto change = body.value("ticket", json::object());
    if (!change.contains("comment") && !change.contains("description")) {
        return invalid("base", "Description: cannot be blank");
    }
    if (auto reason = refusal(call.desk, {{"status", "new"}, {"updated_at", ""}}, change)) {
        return *reason;
    }
    auto answer = created(create(call, change));
    if (!has_key) {
        return answer;
    }
    call.desk.kept_answers[name] = {.request = call.request.body, .body = answer.body};
    return with_lookup(std::move(answer), "miss");
}

constexpr std::array tickets_table{
    Route{"GET", "tickets/{}", &show_ticket},
    Route{"PUT", "tickets/{}", &update_ticket},
    Route{"POST", "tickets", &create_ticket},
};

}  // namespace

std::span<const Route> ticket_routes() {
    return tickets_table;
}

}  // namespace sandbox::zendesk
