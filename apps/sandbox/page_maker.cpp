#include "apps/sandbox/page_maker.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox {
namespace {

using nlohmann::json;

constexpr auto page_keys =
    std::to_array<std::string_view>({"id", "number", "title", "service", "via", "status", "at",
                                     "urgency", "assigned", "priority", "key"});
constexpr auto ticket_keys =
    std::to_array<std::string_view>({"subject", "requester", "organisation", "form", "tags",
                                     "fields", "description", "created", "comments"});

template <class Keys>
bool is_among(const Keys& keys, std::string_view key) {
    return std::ranges::find(keys, key) != keys.end();
}

emergency::Result<void> check(const json& page) {
    const auto malformed = [](std::string message) {
        return emergency::Error{.kind = emergency::ErrorKind::usage, .message = std::move(message)};
    };
    if (!page.is_object()) {
        return malformed("a page is an object");
    }
    for (const auto& [key, value] : page.items()) {
        if (!is_among(page_keys, key) && !is_among(ticket_keys, key) && key != "ticket") {
            return malformed(fmt::format("a page has no '{}'", key));
        }
    }
    if (page.contains("ticket") && !page["ticket"].is_number_integer()) {
        return malformed("'ticket' is the number of a ticket");
    }
    return {};
}

/// Who asks and for whom, as in the scenario's first ticket.
json usual_ticket(const json& scenario) {
    json usual{{"priority", "urgent"}, {"status", "new"}};
    const auto tickets = scenario.value("tickets", json::array());
    if (tickets.empty()) {
        return usual;
    }
    for (const auto* key : {"requester", "organisation", "form", "tags"}) {
        if (tickets.front().contains(key)) {
            usual[key] = tickets.front()[key];
        }
    }
    return usual;
}

json ticket_for(const json& scenario, const json& page) {
    auto ticket = usual_ticket(scenario);
    const auto subject = page.value("subject", page.value("title", "Emergency"));
    ticket["subject"] = subject;
    ticket["description"] = subject;
    if (page.contains("requester")) {
        // The usual organisation is that of another requester.
        ticket.erase("organisation");
    }
    for (const auto& [key, value] : page.items()) {
        if (is_among(ticket_keys, key)) {
            ticket[key] = value;
        }
    }
    return ticket;
}

}  // namespace

emergency::Result<json> make_page(Services& services, const json& scenario, const json& page) {
    if (const auto checked = check(page); !checked) {
        return checked.error();
    }
    auto ticket = page.value("ticket", json());
    if (ticket.is_null()) {
        ticket = services.zendesk.add_ticket(ticket_for(scenario, page)).at("id");
    }
    json told{{"title", page.value("subject", "Emergency")}};
    for (const auto& [key, value] : page.items()) {
        if (is_among(page_keys, key)) {
            told[key] = value;
        }
    }
    told["ticket"] = ticket;
    const auto incident = services.pagerduty.trigger(told);
    return json{{"incident", incident}, {"ticket", {{"id", ticket}}}};
}

}  // namespace sandbox
