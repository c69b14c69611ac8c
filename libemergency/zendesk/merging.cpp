#include "libemergency/zendesk/client.h"
#include "libemergency/zendesk/parse.h"
#include "libemergency/zendesk/request.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace emergency::zendesk {
namespace {

using nlohmann::json;

/// What a customer sees is no option here: a public note would count as an answer, and end the
/// clocks of the ticket that remains.
http::Call call_of(const Merge& merge) {
    return {.method = http::Method::post,
            .path = api_path({"tickets", std::to_string(merge.target_id), "merge"}),
            .body = http::json_text({{"ids", {merge.source_id}},
                                     {"source_comment", merge.source_note},
                                     {"source_comment_is_public", false},
                                     {"target_comment", merge.target_note},
                                     {"target_comment_is_public", false}}),
            .repeatable = http::Repeatable::no};
}

bool is_refused(const json& result) {
    return part(result, "success") == json(false);
}

Result<Job> job_from(const json& value) {
    Job job{.id = http::text_at(value, "/id"), .message = http::text_at(value, "/message")};
    if (job.id.empty()) {
        return Error{.kind = ErrorKind::failed_there,
                     .message = "Zendesk sent a job we cannot read",
                     .service = "Zendesk"};
    }
    const auto& results = items_at(value, "/results");
    const auto status = http::text_at(value, "/status");
    job.has_failed = status == "failed" ||
                     std::any_of(results.begin(), results.end(), &is_refused) ||
                     is_refused(part(value, "results"));
    return job;
}

}  // namespace

Result<Job> Client::apply(const Merge& merge) const {
    const auto answer = api_.send(call_of(merge));
    return answer ? job_from(part(*answer, "job_status")) : Result<Job>(advised(answer.error()));
}

http::Shown Client::show(const Merge& merge) const {
    return api_.show(call_of(merge));
}

Result<Job> Client::job(const std::string& id) const {
    const auto answer = api_.get(api_path({"job_statuses", id}));
    return answer ? job_from(part(*answer, "job_status")) : Result<Job>(advised(answer.error()));
}

}  // namespace emergency::zendesk
