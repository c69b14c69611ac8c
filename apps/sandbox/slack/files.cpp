#include "apps/sandbox/slack/call.h"

#include <nlohmann/json.hpp>

#include <array>

namespace sandbox::slack {
namespace {

using nlohmann::json;

constexpr std::string_view upload_path = "/upload/v1/";

json upload_address(const Call& call) {
    const auto name = call.text("filename");
    if (name.empty() || call.number("length", 0) <= 0) {
        return failed("missing_argument");
    }
    const auto id = call.workspace.new_id('F');
    call.workspace.files.push_back({{"id", id},
                                    {"name", name},
                                    {"title", name},
                                    {"user", call.user},
                                    {"size", nullptr},
                                    {"created", call.workspace.now_seconds()},
                                    {"timestamp", call.workspace.now_seconds()},
                                    {"mimetype", "application/octet-stream"},
                                    {"filetype", "binary"},
                                    {"mode", "hosted"},
                                    {"is_external", false},
                                    {"is_public", true},
                                    {"channels", json::array()}});
    return succeeded(
        {{"file_id", id}, {"upload_url", call.request.origin + std::string(upload_path) + id}});
}

/// The files that the call completes, or nothing if one was never uploaded.
json completed_files(const Call& call) {
    auto files = json::array();
    for (const auto& wanted : call.structure("files")) {
        auto* file = find(call.workspace.files, wanted.value("id", ""));
        if (file == nullptr || file->at("size").is_null()) {
            return nullptr;
        }
        (*file)["title"] = wanted.value("title", file->at("name").get<std::string>());
        (*file)["permalink"] = "https://" + call.workspace.domain + ".slack.com/files/" +
                               call.user + '/' + file->at("id").get<std::string>();
        files.push_back(*file);
    }
    return files;
}

/// Shares the files in a channel, as one message.
bool share(const Call& call, const std::string& reference, const json& files) {
    auto* channel = find_channel(call.workspace, reference, call.user);
    if (channel == nullptr) {
        return false;
    }
    auto message = new_message(call);
    message["text"] = call.text("initial_comment");
    message["files"] = files;
    message["upload"] = true;
    const auto thread = call.text("thread_ts");
    const auto* root = find_message(*channel, thread);
    if (root != nullptr) {
        message["thread_ts"] = root->value("thread_ts", thread);
    }
    post(call.workspace, *channel, std::move(message));
    return true;
}

json complete_upload(const Call& call) {
    if (!call.structure("files").is_array()) {
        return failed("invalid_arguments");
    }
    const auto files = completed_files(call);
    if (files.is_null()) {
        return failed("file_not_found");
    }
    auto places = call.words("channels");
    if (call.has("channel_id")) {
        places.push_back(call.text("channel_id"));
    }
    for (const auto& place : places) {
        if (!share(call, place, files)) {
            return failed("channel_not_found");
        }
    }
    return succeeded({{"files", files}});
}

constexpr std::array files_table{
    Method{"files.getUploadURLExternal", "files:write", &upload_address},
    Method{"files.completeUploadExternal", "files:write", &complete_upload},
};

}  // namespace

Answer receive_file(Workspace& workspace, const Request& request) {
    Answer answer;
    answer.headers["content-type"] = "text/plain";
    std::string_view path = request.path;
    auto* file = path.starts_with(upload_path)
                     ? find(workspace.files, path.substr(upload_path.size()))
                     : nullptr;
    if (file == nullptr) {
        answer.status = 404;
        answer.body = "Not Found";
        return answer;
    }
    (*file)["size"] = request.body.size();
    answer.body = "OK - " + std::to_string(request.body.size());
    return answer;
}

std::span<const Method> file_methods() {
    return files_table;
}

}  // namespace sandbox::slack
