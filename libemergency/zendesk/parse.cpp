#include "libemergency/zendesk/parse.h"

#include "libemergency/core/encoding.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/http/json_api.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace emergency::zendesk {
namespace {

using http::number_at;
using http::text_at;
using nlohmann::json;

Error unreadable(const char* what) {
    return Error{.kind = ErrorKind::failed_there,
                 .message = fmt::format("Zendesk sent {} we cannot read", what),
                 .service = "Zendesk"};
}

std::optional<TimePoint> time_at(const json& value, const char* pointer) {
    const auto text = text_at(value, pointer);
    if (text.empty()) {
        return std::nullopt;
    }
    const auto moment = parse_rfc3339(text);
    return moment ? std::optional(*moment) : std::nullopt;
}

std::string first_of(std::string one, std::string other) {
    return one.empty() ? std::move(other) : std::move(one);
}

/// The value of a field as text: several choices joined by commas, nothing as empty.
std::string field_text(const json& value) {
    if (value.is_null()) {
        return {};
    }
    if (value.is_string()) {
        return value.get<std::string>();
    }
    if (!value.is_array()) {
        return http::json_text(value);
    }
    std::string text;
    for (const auto& one : value) {
        const auto piece = field_text(one);
        text += (text.empty() || piece.empty() ? "" : ",") + piece;
    }
    return text;
}

std::vector<std::string> tags_of(const json& value) {
    std::vector<std::string> tags;
    for (const auto& tag : items_at(value, "/tags")) {
        if (tag.is_string()) {
            tags.push_back(tag.get<std::string>());
        }
    }
    return tags;
}

std::map<Id, std::string> fields_of(const json& ticket) {
    std::map<Id, std::string> fields;
    for (const auto& field : items_at(ticket, "/custom_fields")) {
        auto text = field_text(part(field, "value"));
        if (!text.empty()) {
            fields[number_at(field, "/id")] = std::move(text);
        }
    }
    return fields;
}

std::map<std::string, std::string> organization_fields_of(const json& organization) {
    std::map<std::string, std::string> fields;
    const auto& all = part(organization, "organization_fields");
    if (!all.is_object()) {
        return fields;
    }
    for (const auto& [key, value] : all.items()) {
        auto text = field_text(value);
        if (!text.empty()) {
            fields[key] = std::move(text);
        }
    }
    return fields;
}

std::map<std::string, std::string> custom_of(const json& audit) {
    std::map<std::string, std::string> custom;
    const auto& all = part(part(audit, "metadata"), "custom");
    if (!all.is_object()) {
        return custom;
    }
    for (const auto& [key, value] : all.items()) {
        if (value.is_string()) {
            custom[key] = value.get<std::string>();
        }
    }
    return custom;
}

/// What custom statuses and tags say besides is the service's own bookkeeping.
bool is_told(const std::string& field) {
    return !field.empty() && field != "tags" && field != "custom_status_id";
}

std::vector<Change> changes_of(const std::vector<json>& events) {
    std::vector<Change> changes;
    for (const auto& event : events) {
        const auto field = text_at(event, "/field_name");
        if (text_at(event, "/type") == "Change" && is_told(field)) {
            changes.push_back({.field = field,
                               .before = field_text(part(event, "previous_value")),
                               .after = field_text(part(event, "value"))});
        }
    }
    return changes;
}

bool is_comment(const json& event) {
    const auto type = text_at(event, "/type");
    return type == "Comment" || type == "VoiceComment";
}

std::vector<AttachedFile> files_of(const json& comment) {
    std::vector<AttachedFile> files;
    for (const auto& each : items_at(comment, "/attachments")) {
        const auto size = std::max(0LL, number_at(each, "/size"));
        files.push_back({.id = number_at(each, "/id"),
                         .name = text_at(each, "/file_name"),
                         .url = text_at(each, "/content_url"),
                         .size = static_cast<std::uintmax_t>(size),
                         .is_deleted = part(each, "deleted") == json(true),
                         .is_malware = text_at(each, "/malware_scan_result") == "malware_found",
                         .is_let_through = part(each, "malware_access_override") == json(true)});
    }
    std::erase_if(files, [](const AttachedFile& file) { return file.id <= 0; });
    return files;
}

}  // namespace

const std::vector<json>& items_at(const json& value, const char* pointer) {
    static const std::vector<json> none;
    const json::json_pointer place(pointer);
    if (!value.contains(place) || !value.at(place).is_array()) {
        return none;
    }
    return value.at(place).get_ref<const json::array_t&>();
}

const json& part(const json& answer, const char* key) {
    static const json nothing;
    if (!answer.is_object()) {
        return nothing;
    }
    const auto found = answer.find(key);
    return found == answer.end() ? nothing : *found;
}

Result<User> user_from(const json& value) {
    const Id id = number_at(value, "/id");
    if (id <= 0) {
        return unreadable("a user");
    }
    return User{
        .id = id,
        .name = text_at(value, "/name"),
        .email = text_at(value, "/email"),
        .role = text_at(value, "/role"),
        .time_zone = first_of(text_at(value, "/iana_time_zone"), text_at(value, "/time_zone")),
        .locale = text_at(value, "/locale")};
}

Result<Ticket> ticket_from(const json& value) {
    const Id id = number_at(value, "/id");
    auto status = text_at(value, "/status");
    if (id <= 0 || status.empty()) {
        return unreadable("a ticket");
    }
    return Ticket{.id = id,
                  .subject = first_of(text_at(value, "/subject"), text_at(value, "/raw_subject")),
                  .description = text_at(value, "/description"),
                  .status = std::move(status),
                  .priority = text_at(value, "/priority"),
                  .requester_id = number_at(value, "/requester_id"),
                  .assignee_id = number_at(value, "/assignee_id"),
                  .organization_id = number_at(value, "/organization_id"),
                  .form_id = number_at(value, "/ticket_form_id"),
                  .tags = tags_of(value),
                  .fields = fields_of(value),
                  .created_at = time_at(value, "/created_at").value_or(TimePoint{}),
                  .updated_at = time_at(value, "/updated_at").value_or(TimePoint{}),
                  .updated_stamp = text_at(value, "/updated_at"),
                  .server = lower(server_of(text_at(value, "/url")))};
}

Result<Comment> comment_from(const json& value) {
    const Id id = number_at(value, "/id");
    const auto at = time_at(value, "/created_at");
    if (id <= 0 || !at) {
        return unreadable("a comment");
    }
    return Comment{.id = id,
                   .author_id = number_at(value, "/author_id"),
                   .is_public = part(value, "public") == json(true),
                   .body = first_of(text_at(value, "/body"), text_at(value, "/plain_body")),
                   .at = *at,
                   .files = files_of(value)};
}

Result<Audit> audit_from(const json& value) {
    const Id id = number_at(value, "/id");
    const auto at = time_at(value, "/created_at");
    if (id <= 0 || !at) {
        return unreadable("an audit");
    }
    const auto& events = items_at(value, "/events");
    const auto comment = std::find_if(events.begin(), events.end(), &is_comment);
    return Audit{.id = id,
                 .author_id = number_at(value, "/author_id"),
                 .at = *at,
                 .custom = custom_of(value),
                 .has_comment = comment != events.end(),
                 .comment_id = comment == events.end() ? 0 : number_at(*comment, "/id"),
                 .changes = changes_of(events)};
}

Result<Organization> organization_from(const json& value) {
    const Id id = number_at(value, "/id");
    if (id <= 0) {
        return unreadable("an organisation");
    }
    return Organization{.id = id,
                        .name = text_at(value, "/name"),
                        .tags = tags_of(value),
                        .fields = organization_fields_of(value)};
}

}  // namespace emergency::zendesk
