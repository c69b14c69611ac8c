#pragma once

#include "apps/sandbox/clock.h"
#include "apps/sandbox/service.h"

#include <nlohmann/json_fwd.hpp>

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox::gitlab {

/// The one project; its issues are as GET /issues shows them.
struct Project {
    explicit Project(Clock& clock_of_sandbox);
    ~Project();
    Project(const Project&) = delete;
    Project(Project&&) = delete;
    Project& operator=(const Project&) = delete;
    Project& operator=(Project&&) = delete;

    Clock& clock;
    long long id = 4;
    std::string path = "acme/emergency-runbooks";
    std::string token = {};
    std::map<std::string, std::string> templates = {};
    std::vector<nlohmann::json> issues;
    long long requests = 0;
};

Answer answer_with(int status, const nlohmann::json& body);
Answer refusal(int status, const nlohmann::json& message);

/// GET and POST …/issues.
Answer list_issues(const Project& project, const Request& request);
Answer open_issue(Project& project, const Request& request);
/// GET and PUT …/issues/IID.
Answer answer_for_issue(Project& project, const Request& request, const std::string& iid);

}  // namespace sandbox::gitlab
