#include "libemergency/zendesk/client.h"
#include "libemergency/zendesk/paging.h"
#include "libemergency/zendesk/parse.h"
#include "libemergency/zendesk/request.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace emergency::zendesk {
namespace {

/// Of the active macro with exactly this title.
Result<Id> macro_titled(const http::JsonApi& api, const std::string& title) {
    const auto found = pages(
        api,
        {.path = api_path({"macros", "search"}), .query = {{"query", title}}, .items = "/macros"});
    if (!found) {
        return advised(found.error());
    }
    for (const auto& page : *found) {
        for (const auto& each : items_at(page, "/macros")) {
            if (http::text_at(each, "/title") == title) {
                return http::number_at(each, "/id");
            }
        }
    }
    return Error{.kind = ErrorKind::not_found,
                 .message = fmt::format("Zendesk has no active macro '{}'", title),
                 .hint = "the title must be exactly the same, letter case included",
                 .service = "Zendesk"};
}

Macro macro_from(const nlohmann::json& answer) {
    Macro macro{.comment = http::text_at(answer, "/result/comment/body"),
                .priority = http::text_at(answer, "/result/ticket/priority"),
                .status = http::text_at(answer, "/result/ticket/status"),
                .form_id = http::number_at(answer, "/result/ticket/ticket_form_id")};
    if (macro.comment.empty()) {
        macro.comment = http::text_at(answer, "/result/ticket/comment/body");
    }
    for (const auto& tag : items_at(answer, "/result/ticket/tags")) {
        macro.tags.push_back(http::text_at(tag, ""));
    }
    for (const auto& field : items_at(answer, "/result/ticket/custom_fields")) {
        if (part(field, "value").is_string()) {
            macro.fields[http::number_at(field, "/id")] = http::text_at(field, "/value");
        }
    }
    return macro;
}

}  // namespace

Result<Macro> Client::macro_on(Id ticket_id, const std::string& title) const {
    const auto id = macro_titled(api_, title);
    if (!id) {
        return id.error();
    }
    const auto answer = api_.get(
        api_path({"tickets", std::to_string(ticket_id), "macros", std::to_string(*id), "apply"}));
    if (!answer) {
        return advised(answer.error());
    }
    auto macro = macro_from(*answer);
    if (macro.comment.empty()) {
        return Error{.kind = ErrorKind::not_found,
                     .message = fmt::format("the macro '{}' writes no comment", title),
                     .service = "Zendesk"};
    }
    return macro;
}

}  // namespace emergency::zendesk
