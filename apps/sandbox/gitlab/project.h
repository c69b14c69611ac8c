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
    Project(const Project& other);
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
/// 400 as GitLab refuses arguments, before it looks at what they are for.
Answer bad_request(const std::string& problem);

/// A parameter of the query, empty if it is not there.
std::string parameter(const Request& request, const std::string& name);
/// A text in an object, empty if there is none.
std::string text_in(const nlohmann::json& value, const std::string& name);
/// The parts of "a,b".
std::vector<std::string> split_at_commas(const std::string& text);

/// One page of a list, with the headers that lead to the other pages: numbers, or a cursor if the
/// request asks for `pagination=keyset`.
Answer page_of(const Request& request, const std::vector<nlohmann::json>& rows);

/// Why the filters of a request can choose no issues; empty if they can.
std::string problem_with_filters(const Request& request);
/// Is the issue one of those that the request asks for?
bool is_chosen(const nlohmann::json& issue, const Request& request);

/// GET and POST …/issues.
Answer list_issues(const Project& project, const Request& request);
Answer open_issue(Project& project, const Request& request);
/// GET and PUT …/issues/IID.
Answer answer_for_issue(Project& project, const Request& request, const std::string& iid);

}  // namespace sandbox::gitlab
