#include "apps/sandbox/text.h"
#include "apps/sandbox/zendesk/call.h"
#include "apps/sandbox/zendesk/changes.h"

#include <nlohmann/json.hpp>

#include <array>
#include <charconv>
#include <string_view>
#include <utility>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

Answer list_macros(const Call& call) {
    return reply_page(call, "macros", call.desk.macros);
}

std::vector<json> active_with(Desk& desk, const std::string& words) {
    std::vector<json> found;
    for (const auto& macro : desk.macros) {
        const auto title = lower_case(macro.at("title").get<std::string>());
        if (macro.at("active") == true && title.find(lower_case(words)) != std::string::npos) {
            found.push_back(macro);
        }
    }
    return found;
}

Answer list_active(const Call& call) {
    return reply_page(call, "macros", active_with(call.desk, ""));
}

Answer search_macros(const Call& call) {
    const auto words = call.parameter("query").value_or("");
    return reply_page(call, "macros", active_with(call.desk, words));
}

Answer show_macro(const Call& call) {
    const auto* macro = find(call.desk.macros, call.id());
    return macro == nullptr ? not_found() : reply({{"macro", *macro}});
}

std::int64_t number_in(const json& value) {
    const auto text = value.is_string() ? value.get<std::string>() : value.dump();
    std::int64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

void set_comment(const json& value, json& comment) {
    const auto text = value.is_array() ? value.back() : value;
    comment["body"] = text;
    comment["scoped_body"] = json::array({json::array({"channel:all", text})});
    comment.emplace("public", true);
}

json tags_and(json tags, const json& added) {
    for (const auto& tag : tidy_tags(added)) {
        tags.push_back(tag);
    }
    return tidy_tags(tags);
}

constexpr std::string_view field_prefix = "custom_fields_";

/// Several choices of one field are a list.
void set_custom_field(json& ticket, const std::string& number, json value) {
    const auto id = number_in(number);
    auto& fields = ticket["custom_fields"];
    for (auto& field : fields) {
        if (field.at("id") == id) {
            field["value"] = std::move(value);
            return;
        }
    }
    fields.push_back({{"id", id}, {"value", std::move(value)}});
}

void apply_action(const json& action, const Call& call, json& ticket, json& comment) {
    const auto field = action.at("field").get<std::string>();
    auto value = action.at("value");
    if (field == "comment_value" || field == "comment_value_html") {
        set_comment(value, comment);
        return;
    }
    if (field == "comment_mode_is_public") {
        comment["public"] = value == true || value == "true";
        return;
    }
    if (field == "assignee_id" || field == "group_id") {
        ticket[field] = value == "current_user" ? json(call.user) : json(number_in(value));
        return;
    }
    const bool adds = field == "current_tags";
    if (adds || field == "set_tags") {
        auto tags = adds ? ticket.value("tags", json::array()) : json::array();
        ticket["tags"] = tags_and(std::move(tags), value);
        return;
    }
    if (field.starts_with(field_prefix)) {
        set_custom_field(ticket, field.substr(field_prefix.size()), std::move(value));
        return;
    }
    ticket[field] = std::move(value);
}

Answer applied(const Call& call, const json& macro, json ticket) {
    auto comment = json::object();
    for (const auto& action : macro.at("actions")) {
        apply_action(action, call, ticket, comment);
    }
    if (!comment.empty()) {
        ticket["comment"] = comment;
    }
    json result{{"ticket", std::move(ticket)}};
    if (!comment.empty()) {
        result["comment"] = std::move(comment);
    }
    return reply({{"result", std::move(result)}});
}

Answer apply_macro(const Call& call) {
    const auto* macro = find(call.desk.macros, call.id());
    return macro == nullptr ? not_found() : applied(call, *macro, json::object());
}

Answer apply_to_ticket(const Call& call) {
    const auto* ticket = find(call.desk.tickets, call.id());
    const auto* macro = find(call.desk.macros, call.id(1));
    if (ticket == nullptr || macro == nullptr) {
        return not_found();
    }
    auto copy = shown(*ticket);
    copy.erase("fields");
    for (const auto* field : {"assignee_id", "group_id"}) {
        if (copy.at(field).is_null()) {
            copy.erase(field);
        }
    }
    return applied(call, *macro, std::move(copy));
}

constexpr std::array macros_table{
    Route{"GET", "macros", &list_macros},
    Route{"GET", "macros/active", &list_active},
    Route{"GET", "macros/search", &search_macros},
    Route{"GET", "macros/{}", &show_macro},
    Route{"GET", "macros/{}/apply", &apply_macro},
    Route{"GET", "tickets/{}/macros/{}/apply", &apply_to_ticket},
};

}  // namespace

std::span<const Route> macro_routes() {
    return macros_table;
}

}  // namespace sandbox::zendesk
