#include "apps/sandbox/gitlab/gitlab.h"

#include "apps/sandbox/gitlab/project.h"
#include "apps/sandbox/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace sandbox {
namespace gitlab {
namespace {

using nlohmann::json;

constexpr const char* runbook =
    "## Checklist\n\n"
    "- [ ] Page acknowledged\n"
    "- [ ] Ticket assigned\n"
    "- [ ] Customer contacted\n"
    "- [ ] Page resolved\n"
    "- [ ] Handed over, or closed\n";

std::string header(const Request& request, const char* name) {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? "" : found->second;
}

bool is_known(const Project& project, const Request& request) {
    return header(request, "private-token") == project.token ||
           header(request, "authorization") == "Bearer " + project.token;
}

using Steps = std::vector<std::string>;

/// The steps of the path, each decoded by itself: the slash within a project's path is sent as %2F.
Steps steps_of(const Request& request) {
    std::string_view path = request.target;
    path = path.substr(0, path.find('?'));
    Steps steps;
    while (!path.empty()) {
        path.remove_prefix(1);
        const auto end = std::min(path.find('/'), path.size());
        steps.push_back(percent_decoded(path.substr(0, end)));
        path.remove_prefix(end);
    }
    return steps;
}

/// …/templates/issues or …/templates/issues/NAME.
Answer show_template(const Project& project, const Request& request, const Steps& rest) {
    const bool is_of_issues = rest.size() > 1 && rest[1] == "issues";
    if (rest.size() == 2) {
        std::vector<json> all;
        for (const auto& [name, text] : project.templates) {
            all.push_back({{"key", name}, {"name", name}});
        }
        return page_of(request, is_of_issues ? all : std::vector<json>{});
    }
    const auto found = project.templates.find(rest.back());
    return is_of_issues && rest.size() == 3 && found != project.templates.end()
               ? answer_with(200, {{"name", found->first}, {"content", found->second}})
               : refusal(404, "404 Template Not Found");
}

/// What is within the project; `rest` is not empty.
Answer call_within(Project& project, const Request& request, const Steps& rest) {
    if (rest.front() == "issues" && rest.size() == 2) {
        return answer_for_issue(project, request, rest.back());
    }
    const bool is_list = rest.front() == "issues" && rest.size() == 1;
    if (is_list && request.method == "POST") {
        return open_issue(project, request);
    }
    if (request.method != "GET") {
        return answer_with(405, {{"error", "405 Not Allowed"}});
    }
    if (is_list) {
        return list_issues(project, request);
    }
    return rest.front() == "templates" ? show_template(project, request, rest)
                                       : answer_with(404, {{"error", "404 Not Found"}});
}

Answer call(Project& project, const Request& request) {
    if (!is_known(project, request)) {
        return refusal(401, "401 Unauthorized");
    }
    const auto steps = steps_of(request);
    if (steps == Steps{"api", "v4", "user"} && request.method == "GET") {
        return answer_with(200, {{"id", 7}, {"username", "project_4_bot"}});
    }
    constexpr std::size_t before_rest = 4;
    if (steps.size() <= before_rest || !request.target.starts_with("/api/v4/projects/")) {
        return answer_with(404, {{"error", "404 Not Found"}});
    }
    if (steps[3] != project.path && steps[3] != std::to_string(project.id)) {
        return refusal(404, "404 Project Not Found");
    }
    return call_within(project, request, Steps(steps.begin() + before_rest, steps.end()));
}

Answer call_safely(Project& project, const Request& request) {
    try {
        return call(project, request);
    } catch (const json::exception&) {
        return bad_request("a value has the wrong type");
    }
}

}  // namespace

Project::Project(Clock& clock_of_sandbox) : clock(clock_of_sandbox) {}

Project::Project(const Project& other) = default;

Project::~Project() = default;

Answer answer_with(int status, const json& body) {
    return {.status = status,
            .headers = {{"content-type", "application/json"}},
            .body = body.dump(-1, ' ', false, json::error_handler_t::replace)};
}

Answer refusal(int status, const json& message) {
    return answer_with(status, {{"message", message}});
}

Answer bad_request(const std::string& problem) {
    return answer_with(400, {{"error", problem}});
}

}  // namespace gitlab

Gitlab::Gitlab(Clock& clock) : project_(std::make_unique<gitlab::Project>(clock)) {}

Gitlab::~Gitlab() = default;

void Gitlab::load(const nlohmann::json& scenario) {
    project_->token = scenario.value("tokens", nlohmann::json::object()).value("gitlab", "");
    project_->templates = {{"Emergency", gitlab::runbook}};
    project_->issues.clear();
    project_->requests = 0;
}

Answer Gitlab::answer(const Request& request) {
    auto answer = gitlab::call_safely(*project_, request);
    answer.headers["x-request-id"] = fmt::format("sandbox-gl-{}", ++project_->requests);
    return answer;
}

nlohmann::json Gitlab::state() const {
    return {{"project", project_->path}, {"issues", project_->issues}};
}

std::function<void()> Gitlab::way_back() {
    return [this, kept = std::make_shared<const gitlab::Project>(*project_)] {
        project_ = std::make_unique<gitlab::Project>(*kept);
    };
}

}  // namespace sandbox
