#include "libemergency/gitlab/client.h"

#include "libemergency/gitlab/checklist.h"
#include "libemergency/http/lists.h"

#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <utility>

namespace emergency::gitlab {
namespace {

using nlohmann::json;

constexpr std::size_t page_size = 100;
constexpr int most_pages = 20;
constexpr const char* list = "issues";  ///< The one list that is asked for.

/// `message` is a text, or texts by field.
std::string explain(const json& refusal) {
    const auto message = refusal.find("message");
    if (message == refusal.end()) {
        return http::text_at(refusal, "/error");
    }
    return message->is_string() ? message->get<std::string>() : http::json_text(*message);
}

http::Service service_at(std::string url, const Secret& token) {
    return {.name = "GitLab",
            .url = std::move(url),
            .headers = {{"accept", "application/json"},
                        {"content-type", "application/json"},
                        {"private-token", token.reveal()}},
            .request_id_header = "x-request-id",
            .explain = &explain,
            .list_name = list};
}

Error unreadable(const char* what) {
    return {.kind = ErrorKind::failed_there,
            .message = fmt::format("GitLab sent {} we cannot read", what),
            .service = "GitLab"};
}

Result<Issue> issue_from(const json& value) {
    Issue issue{.iid = http::number_at(value, "/iid"),
                .link = http::text_at(value, "/web_url"),
                .description = http::text_at(value, "/description")};
    if (issue.iid == 0) {
        return unreadable("an issue");
    }
    return issue;
}

std::string comment_of(const std::string& marker) {
    return fmt::format("<!-- emerg {} -->", marker);
}

http::Path project_path(const std::string& project, std::vector<std::string> steps) {
    http::Path path{"api", "v4", "projects", project};
    path.insert(path.end(), steps.begin(), steps.end());
    return path;
}

http::Call call_of(const std::string& project, const NewIssue& issue) {
    json body{{"title", issue.title},
              {"description", issue.description + "\n\n" + comment_of(issue.marker)}};
    if (!issue.labels.empty()) {
        body["labels"] = issue.labels;
    }
    return {.method = http::Method::post,
            .path = project_path(project, {"issues"}),
            .body = http::json_text(body),
            .repeatable = http::Repeatable::no};
}

http::Path issue_path(const std::string& project, long long iid) {
    return project_path(project, {"issues", std::to_string(iid)});
}

http::Call call_of(const std::string& project, const Ticks& ticks, const std::string& description) {
    return {.method = http::Method::put,
            .path = issue_path(project, ticks.iid),
            .body = http::json_text({{"description", description}}),
            .repeatable = http::Repeatable::yes};
}

http::Call search_for(const std::string& project, const std::string& marker, int page) {
    return {.path = project_path(project, {"issues"}),
            .query = {{"search", marker},
                      {"in", "description"},
                      {"order_by", "created_at"},
                      {"sort", "asc"},
                      {"per_page", std::to_string(page_size)},
                      {"page", std::to_string(page)}},
            .repeatable = http::Repeatable::yes};
}

/// Does a page follow? Where GitLab does not say, one that is full leaves it open.
bool goes_on(const http::Headers& answered, std::size_t rows) {
    const auto next = answered.find("x-next-page");
    return next == answered.end() ? rows >= page_size : !next->second.empty();
}

Error advised(Error error) {
    if (error.kind == ErrorKind::unauthorized) {
        error.hint =
            "check gitlab.token; it needs the scope api and may open issues in gitlab.project";
    }
    if (error.kind == ErrorKind::not_found) {
        error.hint =
            "check gitlab.project and gitlab.template; GitLab hides what the token may not see";
    }
    return error;
}

Result<std::vector<Issue>> issues_in(const Result<json>& answer) {
    if (!answer) {
        return advised(answer.error());
    }
    const auto rows = http::list_at(*answer, "/issues", "GitLab");
    if (!rows) {
        return rows.error();
    }
    std::vector<Issue> all;
    for (const auto& row : **rows) {
        auto issue = issue_from(row);
        if (!issue) {
            return issue.error();
        }
        all.push_back(*std::move(issue));
    }
    return all;
}

/// What could not be read was not changed: there is no doubt about it.
Error not_begun(Error error) {
    const bool is_doubt =
        error.kind == ErrorKind::unanswered || error.kind == ErrorKind::failed_there;
    error.kind = is_doubt ? ErrorKind::unreachable : error.kind;
    return error;
}

}  // namespace

Client::Client(http::Transport& transport, std::string url, const Secret& token,
               std::string project)
    : project_(std::move(project)), api_(transport, service_at(std::move(url), token)) {}

Result<std::string> Client::me() const {
    const auto answer = api_.get({"api", "v4", "user"});
    if (!answer) {
        return answer.error();
    }
    auto name = http::text_at(*answer, "/username");
    return name.empty() ? Result<std::string>(unreadable("a user")) : name;
}

Result<std::string> Client::issue_template(const std::string& name) const {
    const auto answer = api_.get(project_path(project_, {"templates", "issues", name}));
    if (!answer) {
        return advised(answer.error());
    }
    const auto content = answer->find("content");
    const bool is_text = content != answer->end() && content->is_string();
    return is_text ? Result<std::string>(content->get<std::string>())
                   : Result<std::string>(unreadable("a template"));
}

Result<std::vector<Issue>> Client::issues_with(const std::string& marker) const {
    std::vector<Issue> found;
    std::set<long long> known;
    for (int page = 1; page <= most_pages; ++page) {
        http::Headers answered;
        const auto rows = issues_in(api_.send(search_for(project_, marker, page), answered));
        if (!rows) {
            return rows.error();
        }
        bool is_new = false;
        for (const auto& issue : *rows) {
            const bool first_time = known.insert(issue.iid).second;
            is_new = is_new || first_time;
            if (first_time && issue.description.find(comment_of(marker)) != std::string::npos) {
                found.push_back(issue);
            }
        }
        if (!goes_on(answered, rows->size())) {
            return found;
        }
        if (!is_new) {
            return http::nothing_new("GitLab");
        }
    }
    return http::too_long("GitLab", "2,000");
}

Result<Issue> Client::apply(const NewIssue& issue) const {
    const auto answer = api_.send(call_of(project_, issue));
    return answer ? issue_from(*answer) : Result<Issue>(advised(answer.error()));
}

Result<Issue> Client::issue(long long iid) const {
    const auto answer = api_.get(issue_path(project_, iid));
    return answer ? issue_from(*answer) : Result<Issue>(advised(answer.error()));
}

Result<Issue> Client::apply(const Ticks& ticks) const {
    auto now = issue(ticks.iid);
    if (!now) {
        return not_begun(now.error());
    }
    const auto wanted = ticked(now->description, ticks.words);
    if (wanted == now->description) {
        return now;
    }
    const auto answer = api_.send(call_of(project_, ticks, wanted));
    return answer ? issue_from(*answer) : Result<Issue>(advised(answer.error()));
}

http::Shown Client::show(const Ticks& ticks) const {
    return api_.show(
        call_of(project_, ticks, fmt::format("… [x] {}", fmt::join(ticks.words, ", "))));
}

http::Shown Client::show(const NewIssue& issue) const {
    return api_.show(call_of(project_, issue));
}

}  // namespace emergency::gitlab
