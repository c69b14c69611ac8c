#include "apps/sandbox/text.h"
#include "apps/sandbox/zendesk/call.h"
#include "apps/sandbox/zendesk/changes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

bool newest_first(const Call& call) {
    return call.parameter("sort").value_or("").starts_with('-') ||
           lower_case(call.parameter("sort_order").value_or("")) == "desc";
}

std::vector<json> in_order(const Call& call, const json& entries) {
    std::vector<json> items(entries.begin(), entries.end());
    std::ranges::stable_sort(items, [](const json& left, const json& right) {
        return left.at("created_at") < right.at("created_at");
    });
    if (newest_first(call)) {
        std::ranges::reverse(items);
    }
    return items;
}

/// The people who wrote what is on the page.
json authors_of(const Call& call, const json& entries) {
    auto people = json::array();
    for (const auto& user : call.desk.users) {
        const bool wrote = std::ranges::any_of(
            entries, [&](const json& entry) { return entry.at("author_id") == user.at("id"); });
        if (wrote) {
            people.push_back(user);
        }
    }
    return people;
}

Answer history_of(const Call& call, const char* name) {
    const auto* ticket = find(call.desk.tickets, call.id());
    if (ticket == nullptr) {
        return not_found();
    }
    auto page = page_of(call, name, in_order(call, ticket->at(name)));
    if (!page) {
        return bad_value("page is not a cursor of this list");
    }
    if (call.parameter("include").value_or("").find("users") != std::string::npos) {
        (*page)["users"] = authors_of(call, page->at(name));
    }
    return reply(*page);
}

Answer list_comments(const Call& call) {
    return history_of(call, "comments");
}

Answer list_audits(const Call& call) {
    return history_of(call, "audits");
}

Answer show_audit(const Call& call) {
    const auto* ticket = find(call.desk.tickets, call.id());
    if (ticket == nullptr) {
        return not_found();
    }
    for (const auto& audit : ticket->at("audits")) {
        if (audit.at("id") == call.id(1)) {
            return reply({{"audit", audit}});
        }
    }
    return not_found();
}

Answer count_comments(const Call& call) {
    const auto* ticket = find(call.desk.tickets, call.id());
    if (ticket == nullptr) {
        return not_found();
    }
    return reply(
        {{"count", {{"value", ticket->at("comments").size()}, {"refreshed_at", call.desk.now()}}}});
}

Answer make_private(const Call& call) {
    auto* ticket = find(call.desk.tickets, call.id());
    if (ticket == nullptr) {
        return not_found();
    }
    auto& comments = ticket->at("comments");
    const auto comment = std::ranges::find_if(
        comments, [&](const json& entry) { return entry.at("id") == call.id(1); });
    if (comment == comments.end()) {
        return not_found();
    }
    (*comment)["public"] = false;
    auto audit = new_audit(call.desk, *ticket, call.hand());
    audit["events"].push_back({{"id", call.desk.new_id()},
                               {"type", "CommentPrivacyChange"},
                               {"comment_id", call.id(1)},
                               {"public", false}});
    ticket->at("audits").push_back(std::move(audit));
    touch(*ticket, call.desk.clock.now());
    // The whole answer is an empty text.
    return reply("");
}

constexpr std::array history_table{
    Route{"GET", "tickets/{}/comments", &list_comments},
    Route{"GET", "tickets/{}/comments/count", &count_comments},
    Route{"PUT", "tickets/{}/comments/{}/make_private", &make_private},
    Route{"GET", "tickets/{}/audits", &list_audits},
    Route{"GET", "tickets/{}/audits/{}", &show_audit},
};

}  // namespace

std::span<const Route> history_routes() {
    return history_table;
}

}  // namespace sandbox::zendesk
