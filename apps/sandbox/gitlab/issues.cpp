#include "apps/sandbox/gitlab/project.h"
#include "apps/sandbox/text.h"
#include "apps/sandbox/time_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>
#include <sstream>

namespace sandbox::gitlab {
namespace {

using nlohmann::json;

constexpr std::size_t longest_title = 255;

/// What is wrong with the title of an issue, as its record says it; null if nothing is.
json problem_with_title(const std::string& title) {
    if (title.empty()) {
        return {{"title", {"can't be blank"}}};
    }
    return letters_in(title) > longest_title
               ? json{{"title", {"is too long (maximum is 255 characters)"}}}
               : json();
}

/// Labels, given as a list or as "a,b".
std::vector<std::string> labels_in(const json& body, const char* name) {
    const auto found = body.find(name);
    if (found == body.end() || found->is_null()) {
        return {};
    }
    return found->is_array() ? found->get<std::vector<std::string>>()
                             : split_at_commas(found->get<std::string>());
}

/// The body, or what the query says in its place.
json arguments_of(const Request& request) {
    auto body = json::parse(request.body, nullptr, false);
    if (request.body.empty()) {
        body = json::object();
        for (const auto& [name, value] : request.query) {
            body[name] = value;
        }
    }
    return body;
}

void set_labels(json& issue, const json& change) {
    auto labels = change.contains("labels") ? labels_in(change, "labels")
                                            : issue.at("labels").get<std::vector<std::string>>();
    for (const auto& label : labels_in(change, "add_labels")) {
        if (std::ranges::find(labels, label) == labels.end()) {
            labels.push_back(label);
        }
    }
    for (const auto& label : labels_in(change, "remove_labels")) {
        std::erase(labels, label);
    }
    issue["labels"] = labels;
}

void set_state(json& issue, const std::string& event, const std::string& now) {
    if (event == "close" && issue.at("state") != "closed") {
        issue.update({{"state", "closed"}, {"closed_at", now}});
    }
    if (event == "reopen") {
        issue.update({{"state", "opened"}, {"closed_at", nullptr}});
    }
}

Answer edit(Project& project, const Request& request, json& issue) {
    const auto change = arguments_of(request);
    if (!change.is_object() || change.empty()) {
        return bad_request("at least one parameter must be provided");
    }
    const auto event = text_in(change, "state_event");
    if (change.contains("state_event") && event != "close" && event != "reopen") {
        return bad_request("state_event does not have a valid value");
    }
    auto edited = issue;
    for (const auto* name : {"title", "description"}) {
        if (change.contains(name)) {
            edited[name] = change[name].get<std::string>();
        }
    }
    if (const auto problem = problem_with_title(text_in(edited, "title")); !problem.is_null()) {
        return refusal(400, problem);
    }
    const auto now = utc_milliseconds(project.clock.now());
    set_labels(edited, change);
    set_state(edited, event, now);
    edited["updated_at"] = now;
    issue = std::move(edited);
    return answer_with(200, issue);
}

void put_in_order(std::vector<json>& issues, const Request& request) {
    const auto* order =
        parameter(request, "order_by") == "updated_at" ? "updated_at" : "created_at";
    std::ranges::stable_sort(issues, [&](const json& first, const json& second) {
        return first.at(order) < second.at(order);
    });
    if (parameter(request, "sort") != "asc") {
        std::ranges::reverse(issues);
    }
}

}  // namespace

std::string parameter(const Request& request, const std::string& name) {
    const auto found = request.query.find(name);
    return found == request.query.end() ? "" : found->second;
}

std::string text_in(const json& value, const std::string& name) {
    const auto found = value.find(name);
    return found != value.end() && found->is_string() ? found->get<std::string>() : "";
}

std::vector<std::string> split_at_commas(const std::string& text) {
    std::vector<std::string> parts;
    std::istringstream rest(text);
    for (std::string part; std::getline(rest, part, ',');) {
        parts.push_back(part);
    }
    std::erase(parts, "");
    return parts;
}

Answer list_issues(const Project& project, const Request& request) {
    if (const auto problem = problem_with_filters(request); !problem.empty()) {
        return bad_request(problem);
    }
    std::vector<json> found;
    std::ranges::copy_if(project.issues, std::back_inserter(found),
                         [&](const json& issue) { return is_chosen(issue, request); });
    put_in_order(found, request);
    return page_of(request, found);
}

Answer open_issue(Project& project, const Request& request) {
    const auto body = arguments_of(request);
    if (!body.is_object() || !body.contains("title")) {
        return bad_request("title is missing");
    }
    if (const auto problem = problem_with_title(text_in(body, "title")); !problem.is_null()) {
        return refusal(400, problem);
    }
    const auto iid = static_cast<long long>(project.issues.size()) + 1;
    const auto now = utc_milliseconds(project.clock.now());
    const auto full = fmt::format("{}#{}", project.path, iid);
    project.issues.push_back(
        {{"id", 8500 + iid},
         {"iid", iid},
         {"project_id", project.id},
         {"title", text_in(body, "title")},
         {"description", body.value("description", json())},
         {"state", "opened"},
         {"labels", labels_in(body, "labels")},
         {"assignees", json::array()},
         {"milestone", nullptr},
         {"confidential", body.value("confidential", false)},
         {"issue_type", body.value("issue_type", "issue")},
         {"created_at", now},
         {"updated_at", now},
         {"closed_at", nullptr},
         {"web_url", fmt::format("https://gitlab.example.com/{}/-/issues/{}", project.path, iid)},
         {"references", {{"short", fmt::format("#{}", iid)}, {"relative", full}, {"full", full}}}});
    return answer_with(201, project.issues.back());
}

Answer answer_for_issue(Project& project, const Request& request, const std::string& iid) {
    const auto issue = std::ranges::find_if(
        project.issues, [&](const json& each) { return each.at("iid").dump() == iid; });
    if (issue == project.issues.end()) {
        return refusal(404, "404 Issue Not Found");
    }
    if (request.method == "PUT") {
        return edit(project, request, *issue);
    }
    return request.method == "GET" ? answer_with(200, *issue)
                                   : answer_with(405, {{"error", "405 Not Allowed"}});
}

}  // namespace sandbox::gitlab
