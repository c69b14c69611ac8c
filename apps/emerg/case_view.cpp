#include "apps/emerg/case_view.h"

#include "libemergency/cases/call_roles.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace emerg {
namespace {

using emergency::Config;
using emergency::utc_text;
using emergency::cases::Case;

Json incident(const Case& one) {
    if (!one.incident) {
        return {};
    }
    return {{"id", one.incident->id},
            {"number", one.incident->number},
            {"status", word(one.incident->status)},
            {"url", one.incident->url},
            {"title", one.incident->title}};
}

Json ticket(const Case& one) {
    if (!one.ticket) {
        return {};
    }
    return {{"id", one.ticket->id},
            {"subject", one.ticket->subject},
            {"priority", one.ticket->priority},
            {"status", one.ticket->status},
            {"url", one.ticket_url},
            {"found_by", words(one.route)}};
}

Json thread(const Case& one) {
    if (!one.thread) {
        return {};
    }
    return {{"channel", one.thread->channel}, {"ts", one.thread->ts}, {"url", one.thread->url}};
}

Json clocks(const Case& one, const Config& config) {
    auto all = Json::array();
    for (const auto& deadline : deadlines_of(one, config)) {
        all.push_back({{"name", deadline.name}, {"due", utc_text(deadline.due)}});
    }
    return all;
}

Json next(const Case& one, const Config& config) {
    const auto step = next_of(one, config);
    return {{"step", step.step},
            {"due", step.due ? Json(utc_text(*step.due)) : Json()},
            {"command", step.command}};
}

std::string field(const Case& one, const std::string& name) {
    if (!one.organization) {
        return {};
    }
    const auto found = one.organization->fields.find(name);
    return found == one.organization->fields.end() ? std::string() : found->second;
}

/// What `show` tells beyond the case itself.
void add_details(Json& document, const Case& one, const Config& config) {
    document["plan"] = field(one, config.customer.plan_field);
    document["region"] = field(one, config.customer.region_field);
    document["account_manager"] = account_manager_of(one, config).value;
    document["last_public_comment"] = Json();
    if (const auto* comment = last_public_comment(one)) {
        document["last_public_comment"] = {{"at", utc_text(comment->at)},
                                           {"by", name_of(one, comment->author_id)},
                                           {"body", comment->body}};
    }
    document["advice"] = Json::array();
    for (const auto& option : advice_for(one, config)) {
        document["advice"].push_back({{"title", option.title}, {"command", option.command}});
    }
    document["steps"] = Json::array();
    for (const auto& audit : one.audits) {
        const auto key = audit.custom.find(emergency::cases::metadata::key);
        if (key != audit.custom.end()) {
            document["steps"].push_back({{"key", key->second},
                                         {"at", utc_text(audit.at)},
                                         {"by", name_of(one, audit.author_id)}});
        }
    }
}

/// "Bo Lindqvist (note taker)"
void add_helpers(Json& document, const Case& one, const Config& config) {
    document["call_roles"] = Json::array();
    document["helpers"] = Json::array();
    for (const auto& each : call_roles(one, config)) {
        document["helpers"].push_back(fmt::format("{} ({})", each["name"].get<std::string>(),
                                                  each["title"].get<std::string>()));
        document["call_roles"].push_back(each);
    }
}

const std::vector<std::string> fields_of_all{"id",          "incident", "ticket", "thread",
                                             "bridge",      "customer", "owner",  "stage",
                                             "side_states", "paged_at", "clocks", "next"};

}  // namespace

Json document(const Case& one, const Config& config) {
    return {{"id", id_of(one)},
            {"incident", incident(one)},
            {"ticket", ticket(one)},
            {"thread", thread(one)},
            {"bridge", one.bridge.empty() ? Json() : Json(one.bridge)},
            {"customer", customer_of(one)},
            {"owner", owner_of(one)},
            {"stage", word(stage_of(one, config.zendesk.tag_prefix))},
            {"side_states", side_states(one, config)},
            {"paged_at", utc_text(paged_at(one))},
            {"clocks", clocks(one, config)},
            {"next", next(one, config)}};
}

Listing listing_of(const std::vector<Case>& cases, const Config& config) {
    Listing listing{.fields = fields_of_all,
                    .columns = {{"CASE", "id", Cell::text, {}, {"incident.url", "ticket.url"}},
                                {"TICKET", "ticket.id", Cell::text, {}, {"ticket.url"}},
                                {"AGE", "paged_at", Cell::moment},
                                {"STAGE", "stage"},
                                {"OWNER", "owner"},
                                {"NEXT", "next.step"},
                                {"DUE", "next.due", Cell::deadline},
                                {"CUSTOMER", "customer"},
                                {"SUBJECT", "ticket.subject", Cell::text, "incident.title"}},
                    .rows = {}};
    for (const auto& one : cases) {
        listing.rows.push_back(document(one, config));
    }
    return listing;
}

Listing listing_of(const Case& one, const Config& config) {
    Listing listing{.shape = Listing::Shape::one,
                    .fields = fields_of_all,
                    .columns = {{"case", "id", Cell::text, {}, {"incident.url", "ticket.url"}},
                                {"stage", "stage"},
                                {"side states", "side_states"},
                                {"paged", "paged_at", Cell::moment},
                                {"page", "incident.status"},
                                {"page link", "incident.url", Cell::text, {}, {"incident.url"}},
                                {"ticket", "ticket.id", Cell::text, {}, {"ticket.url"}},
                                {"subject", "ticket.subject", Cell::text, "incident.title"},
                                {"priority", "ticket.priority"},
                                {"status", "ticket.status"},
                                {"ticket link", "ticket.url", Cell::text, {}, {"ticket.url"}},
                                {"found by", "ticket.found_by"},
                                {"thread", "thread.url", Cell::text, {}, {"thread.url"}},
                                {"bridge", "bridge"},
                                {"customer", "customer"},
                                {"plan", "plan"},
                                {"region", "region"},
                                {"account manager", "account_manager"},
                                {"owner", "owner"},
                                {"in the call", "helpers"},
                                {"last public comment", "last_public_comment.at", Cell::moment},
                                {"by", "last_public_comment.by"},
                                {"says", "last_public_comment.body"},
                                {"next", "next.command"},
                                {"due", "next.due", Cell::deadline},
                                {"think of", "advice"}},
                    .rows = {document(one, config)}};
    listing.fields.insert(listing.fields.end(),
                          {"plan", "region", "account_manager", "last_public_comment", "steps",
                           "call_roles", "helpers", "advice"});
    add_details(listing.rows.front(), one, config);
    add_helpers(listing.rows.front(), one, config);
    return listing;
}

std::vector<Json> call_roles(const Case& one, const Config& config) {
    std::vector<Json> rows;
    for (const auto& helper : helpers_now(one)) {
        const auto* role = emergency::cases::call_role_of(helper.role, config);
        rows.push_back(Json{{"role", helper.role},
                            {"title", emergency::cases::title_of(helper.role, config)},
                            {"name", helper.name},
                            {"address", helper.address},
                            {"shadow", role != nullptr && role->is_shadow},
                            {"since", utc_text(helper.given->at)},
                            {"by", writer_of(one, *helper.given)}});
    }
    return rows;
}

}  // namespace emerg
