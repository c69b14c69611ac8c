#include "apps/sandbox/gitlab/project.h"
#include "apps/sandbox/time_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace sandbox::gitlab {
namespace {

using nlohmann::json;

constexpr std::size_t usual_page = 20;
constexpr std::size_t longest_page = 100;

std::string parameter(const Request& request, const char* name) {
    const auto found = request.query.find(name);
    return found == request.query.end() ? "" : found->second;
}

std::size_t number(const Request& request, const char* name, std::size_t otherwise) {
    const auto text = parameter(request, name);
    std::size_t value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::max<std::size_t>(value, 1);
}

std::string text_in(const json& value, const char* name) {
    const auto found = value.find(name);
    return found != value.end() && found->is_string() ? found->get<std::string>() : "";
}

std::string lower_case(std::string text) {
    std::ranges::transform(text, text.begin(), [](unsigned char letter) {
        return static_cast<char>(letter < 128 ? std::tolower(letter) : letter);
    });
    return text;
}

/// Every word of the search must be in one of the places that `in` names.
bool is_found(const json& issue, const Request& request) {
    const auto in =
        parameter(request, "in").empty() ? "title,description" : parameter(request, "in");
    std::string text;
    for (const auto* place : {"title", "description"}) {
        text += in.find(place) == std::string::npos ? "" : text_in(issue, place) + "\n";
    }
    text = lower_case(text);
    const auto wanted = lower_case(parameter(request, "search")) + " ";
    for (std::size_t at = 0, end = wanted.find(' '); end != std::string::npos;
         at = end + 1, end = wanted.find(' ', at)) {
        if (text.find(wanted.substr(at, end - at)) == std::string::npos) {
            return false;
        }
    }
    const auto state = parameter(request, "state");
    return state.empty() || state == "all" || state == text_in(issue, "state");
}

json labels_in(const json& body) {
    const auto found = body.find("labels");
    if (found == body.end() || found->is_array()) {
        return found == body.end() ? json::array() : *found;
    }
    auto labels = json::array();
    const auto text = found->get<std::string>() + ",";
    for (std::size_t at = 0, end = text.find(','); end != std::string::npos;
         at = end + 1, end = text.find(',', at)) {
        if (end > at) {
            labels.push_back(text.substr(at, end - at));
        }
    }
    return labels;
}

}  // namespace

Answer list_issues(const Project& project, const Request& request) {
    std::vector<json> found;
    std::ranges::copy_if(project.issues, std::back_inserter(found),
                         [&](const json& issue) { return is_found(issue, request); });
    if (parameter(request, "sort") != "asc") {
        std::ranges::reverse(found);
    }
    const auto size = std::min(number(request, "per_page", usual_page), longest_page);
    const auto page = number(request, "page", 1);
    const auto pages = std::max<std::size_t>((found.size() + size - 1) / size, 1);
    auto rows = json::array();
    for (auto at = (page - 1) * size; at < std::min(page * size, found.size()); ++at) {
        rows.push_back(found[at]);
    }
    auto answer = answer_with(200, rows);
    answer.headers["x-page"] = std::to_string(page);
    answer.headers["x-per-page"] = std::to_string(size);
    answer.headers["x-total"] = std::to_string(found.size());
    answer.headers["x-total-pages"] = std::to_string(pages);
    answer.headers["x-next-page"] = page < pages ? std::to_string(page + 1) : "";
    return answer;
}

Answer open_issue(Project& project, const Request& request) {
    const auto body = json::parse(request.body, nullptr, false);
    if (!body.is_object() || !body.contains("title")) {
        return answer_with(400, {{"error", "title is missing"}});
    }
    if (text_in(body, "title").empty()) {
        return refusal(400, {{"title", {"can't be blank"}}});
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
         {"labels", labels_in(body)},
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
        const auto body = json::parse(request.body, nullptr, false);
        if (!body.is_object() || body.empty()) {
            return answer_with(400, {{"error", "at least one parameter must be provided"}});
        }
        for (const auto* name : {"title", "description"}) {
            if (body.contains(name)) {
                (*issue)[name] = body[name];
            }
        }
        (*issue)["updated_at"] = utc_milliseconds(project.clock.now());
    } else if (request.method != "GET") {
        return answer_with(405, {{"error", "405 Not Allowed"}});
    }
    return answer_with(200, *issue);
}

}  // namespace sandbox::gitlab
