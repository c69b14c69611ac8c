#include "apps/sandbox/slack/slack.h"

#include "apps/sandbox/slack/call.h"

#include <nlohmann/json.hpp>

namespace sandbox {
namespace {

using nlohmann::json;

constexpr std::string_view api_path = "/api/";

constexpr const char* all_scopes =
    "chat:write,channels:read,channels:history,groups:read,groups:history,"
    "channels:join,channels:manage,im:write,users:read,"
    "users:read.email,usergroups:read,usergroups:write,reactions:read,reactions:write,pins:read,"
    "pins:write,"
    "bookmarks:read,bookmarks:write,files:read,files:write,search:read,reminders:read,reminders:"
    "write,"
    "team:read,emoji:read";

std::string header(const Request& request, const char* name) {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? "" : found->second;
}

std::string token_in(const Request& request, const json& arguments) {
    static constexpr std::string_view scheme = "Bearer ";
    const auto authorization = header(request, "authorization");
    if (authorization.starts_with(scheme)) {
        return authorization.substr(scheme.size());
    }
    return arguments.value("token", "");
}

std::string scopes_of(const slack::Workspace& workspace) {
    if (workspace.scopes.empty()) {
        return all_scopes;
    }
    std::string list;
    for (const auto& scope : workspace.scopes) {
        list += (list.empty() ? "" : ",") + scope;
    }
    return list;
}

json missing_scope(const slack::Workspace& workspace, std::string_view needed) {
    auto refusal = slack::failed("missing_scope");
    refusal["needed"] = needed;
    refusal["provided"] = scopes_of(workspace);
    return refusal;
}

/// Slack wants the charset of JSON named, and says so.
json with_charset_warning(json answer, const Request& request) {
    const auto type = header(request, "content-type");
    const bool is_bare =
        type.starts_with("application/json") && type.find("charset") == std::string::npos;
    if (!is_bare || answer.at("ok") != true || answer.contains("warning")) {
        return answer;
    }
    answer["warning"] = "missing_charset";
    answer["response_metadata"]["warnings"] = json::array({"missing_charset"});
    return answer;
}

json called(slack::Workspace& workspace, const Request& request) {
    if (const auto problem = slack::problem_with_body(request); !problem.empty()) {
        return slack::failed(problem);
    }
    const auto arguments = slack::arguments_of(request);
    const auto* method =
        slack::method_named(std::string_view(request.path).substr(api_path.size()));
    if (method == nullptr) {
        return slack::failed("unknown_method");
    }
    const auto token = token_in(request, arguments);
    if (token.empty()) {
        return slack::failed("not_authed");
    }
    const auto owner = workspace.tokens.find(token);
    if (owner == workspace.tokens.end()) {
        return slack::failed("invalid_auth");
    }
    const bool is_bot = token.starts_with("xoxb-");
    if (is_bot && method->tokens == slack::Tokens::of_people) {
        return slack::failed("not_allowed_token_type");
    }
    const auto scope = std::string(method->scope);
    if (!scope.empty() && !workspace.scopes.empty() && !workspace.scopes.contains(scope)) {
        return missing_scope(workspace, scope);
    }
    return with_charset_warning(method->handler({.workspace = workspace,
                                                 .request = request,
                                                 .arguments = arguments,
                                                 .user = owner->second,
                                                 .is_bot = is_bot}),
                                request);
}

json called_safely(slack::Workspace& workspace, const Request& request) {
    try {
        return called(workspace, request);
    } catch (const json::exception&) {
        return slack::failed("invalid_arguments");
    }
}

}  // namespace

Slack::Slack(Clock& clock) : workspace_(std::make_unique<slack::Workspace>(clock)) {}

Slack::~Slack() = default;

void Slack::load(const json& scenario) {
    slack::fill(*workspace_, scenario);
}

Answer Slack::answer(const Request& request) {
    slack::deliver_scheduled(*workspace_);
    if (!request.path.starts_with(api_path)) {
        return slack::receive_file(*workspace_, request);
    }
    Answer answer;
    answer.headers = {{"content-type", "application/json; charset=utf-8"},
                      {"x-slack-req-id", "sandbox-sl-" + std::to_string(++workspace_->requests)},
                      {"x-oauth-scopes", scopes_of(*workspace_)}};
    answer.body =
        called_safely(*workspace_, request).dump(-1, ' ', false, json::error_handler_t::replace);
    return answer;
}

json Slack::state() const {
    return {{"channels", workspace_->channels},
            {"users", workspace_->users},
            {"usergroups", workspace_->usergroups}};
}

std::function<void()> Slack::way_back() {
    return [this, kept = std::make_shared<const slack::Workspace>(*workspace_)] {
        workspace_ = std::make_unique<slack::Workspace>(*kept);
    };
}

}  // namespace sandbox
