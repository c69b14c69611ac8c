#include "libemergency/http/download.h"
#include "libemergency/zendesk/client.h"
#include "libemergency/zendesk/paging.h"
#include "libemergency/zendesk/parse.h"
#include "libemergency/zendesk/request.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <utility>

namespace emergency::zendesk {
namespace {

/// This machine's own failure is told as it is.
Error not_brought(const Error& error) {
    const bool is_ours = error.kind == ErrorKind::local || error.kind == ErrorKind::interrupted;
    return is_ours ? error : http::not_answered("Zendesk", error);
}

Error refusal_of(const AttachedFile& file, int status) {
    return advised(
        {.kind = http::kind_of(status),
         .message = fmt::format("Zendesk does not give attachment {} ({})", file.id, status),
         .service = "Zendesk",
         .http_status = status});
}

}  // namespace

Result<std::vector<Comment>> Client::comments_with_files(Id ticket_id) const {
    const auto found =
        pages(api_, {.path = api_path({"tickets", std::to_string(ticket_id), "comments"}),
                     .query = {{"include_inline_images", "true"}},
                     .items = "/comments"});
    if (!found) {
        return advised(found.error());
    }
    std::map<Id, Comment> comments;  // Their ids grow.
    for (const auto& page : *found) {
        for (const auto& one : items_at(page, "/comments")) {
            auto comment = comment_from(one);
            if (!comment) {
                return comment.error();
            }
            const auto id = comment->id;
            comments.emplace(id, *std::move(comment));
        }
    }
    std::vector<Comment> all;
    all.reserve(comments.size());
    for (auto& [id, comment] : comments) {
        all.push_back(std::move(comment));
    }
    return all;
}

Result<void> Client::download(const AttachedFile& file, http::TakeBody take) const {
    const auto answer = http::download(
        *transport_,
        {.url = file.url, .home = url_, .headers = credentials_, .take = std::move(take)});
    if (!answer) {
        return not_brought(answer.error());
    }
    const bool is_brought = answer->status >= 200 && answer->status < 300;
    return is_brought ? Result<void>() : Result<void>(refusal_of(file, answer->status));
}

}  // namespace emergency::zendesk
