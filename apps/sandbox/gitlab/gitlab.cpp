#include "apps/sandbox/gitlab/gitlab.h"

#include "apps/sandbox/gitlab/project.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>

namespace sandbox {
namespace gitlab {
namespace {

using nlohmann::json;

constexpr std::string_view user_path = "/api/v4/user";
constexpr std::string_view projects_path = "/api/v4/projects/";
constexpr std::string_view templates_path = "templates/";
constexpr std::string_view issue_path = "issues/";
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

/// What follows "/projects/ID/" in the path; nothing if there is no such project.
std::optional<std::string> within(const Project& project, const std::string& path) {
    for (const auto& name : {project.path, std::to_string(project.id)}) {
        const auto start = std::string(projects_path) + name + "/";
        if (path.starts_with(start)) {
            return path.substr(start.size());
        }
    }
    return std::nullopt;
}

/// "templates/issues" or "templates/issues/NAME".
Answer show_template(const Project& project, const std::string& rest) {
    const auto slash = rest.find('/');
    const bool is_of_issues = rest.substr(0, slash) == "issues";
    if (slash == std::string::npos) {
        auto all = json::array();
        for (const auto& [name, text] : project.templates) {
            all.push_back({{"key", name}, {"name", name}});
        }
        return answer_with(200, is_of_issues ? all : json::array());
    }
    const auto found = project.templates.find(rest.substr(slash + 1));
    return is_of_issues && found != project.templates.end()
               ? answer_with(200, {{"name", found->first}, {"content", found->second}})
               : refusal(404, "404 Template Not Found");
}

Answer call(Project& project, const Request& request) {
    if (!is_known(project, request)) {
        return refusal(401, "401 Unauthorized");
    }
    if (request.path == user_path && request.method == "GET") {
        return answer_with(200, {{"id", 7}, {"username", "project_4_bot"}});
    }
    if (!request.path.starts_with(projects_path)) {
        return answer_with(404, {{"error", "404 Not Found"}});
    }
    const auto rest = within(project, request.path);
    if (!rest) {
        return refusal(404, "404 Project Not Found");
    }
    if (*rest == "issues" && request.method == "POST") {
        return open_issue(project, request);
    }
    if (rest->starts_with(issue_path)) {
        return answer_for_issue(project, request, rest->substr(issue_path.size()));
    }
    if (request.method != "GET") {
        return answer_with(405, {{"error", "405 Not Allowed"}});
    }
    if (*rest == "issues") {
        return list_issues(project, request);
    }
    return rest->starts_with(templates_path)
               ? show_template(project, rest->substr(templates_path.size()))
               : answer_with(404, {{"error", "404 Not Found"}});
}

}  // namespace

Project::Project(Clock& clock_of_sandbox) : clock(clock_of_sandbox) {}

Project::~Project() = default;

Answer answer_with(int status, const json& body) {
    return {.status = status,
            .headers = {{"content-type", "application/json"}},
            .body = body.dump(-1, ' ', false, json::error_handler_t::replace)};
}

Answer refusal(int status, const json& message) {
    return answer_with(status, {{"message", message}});
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
    auto answer = gitlab::call(*project_, request);
    answer.headers["x-request-id"] = fmt::format("sandbox-gl-{}", ++project_->requests);
    return answer;
}

nlohmann::json Gitlab::state() const {
    return {{"project", project_->path}, {"issues", project_->issues}};
}

}  // namespace sandbox
