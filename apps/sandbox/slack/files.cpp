#include "apps/sandbox/slack/call.h"

#include <nlohmann/json.hpp>

#include <algorithm>
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

/// Why the files cannot be shared there; empty if they can.
std::string problem_with_place(const Call& call, const std::string& reference) {
    const auto* channel = find_channel(call.workspace, reference, call.user);
    if (channel == nullptr) {
        return "channel_not_found";
    }
    return is_shut_out(call, *channel) ? "not_in_channel" : "";
}

/// Shares the files in a channel, as one message.
void share(const Call& call, const std::string& reference, const json& files) {
    auto* channel = find_channel(call.workspace, reference, call.user);
    for (const auto& file : files) {
        auto& channels =
            find(call.workspace.files, file.at("id").get<std::string>())->at("channels");
        channels.push_back(channel->at("id"));
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
        if (const auto problem = problem_with_place(call, place); !problem.empty()) {
            return failed(problem);
        }
    }
    for (const auto& place : places) {
        share(call, place, files);
    }
    return succeeded({{"files", files}});
}

bool is_listed(const Call& call, const json& file) {
    const auto channel = call.text("channel");
    const auto& places = file.at("channels");
    const bool is_there =
        channel.empty() || std::ranges::find(places, json(channel)) != places.end();
    const auto created = file.at("created").get<std::int64_t>();
    return file.contains("permalink") && is_there &&
           (!call.has("user") || file.at("user") == call.text("user")) &&
           created >= call.number("ts_from", 0) && created <= call.number("ts_to", created);
}

/// By number, as this method is the last one to page; the newest first.
json list_files(const Call& call) {
    constexpr std::int64_t usual_count = 100;
    const auto count = std::clamp<std::int64_t>(call.number("count", usual_count), 1, 1000);
    const auto page = std::max<std::int64_t>(call.number("page", 1), 1);
    auto files = json::array();
    std::int64_t total = 0;
    for (auto file = call.workspace.files.rbegin(); file != call.workspace.files.rend(); ++file) {
        if (!is_listed(call, *file)) {
            continue;
        }
        if (total / count == page - 1) {
            files.push_back(*file);
        }
        ++total;
    }
    const json paging{{"count", count},
                      {"total", total},
                      {"page", page},
                      {"pages", std::max<std::int64_t>((total + count - 1) / count, 1)}};
    return succeeded({{"files", std::move(files)}, {"paging", paging}});
}

constexpr std::array files_table{
    Method{"files.list", "files:read", &list_files},
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
