#include "apps/sandbox/text.h"
#include "apps/sandbox/time_text.h"
#include "apps/sandbox/zendesk/call.h"
#include "apps/sandbox/zendesk/changes.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

/// What scanners take for malware, by agreement (EICAR); in two parts, or they would find it here.
constexpr std::array eicar{R"(X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-)",
                           "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"};

const char* scan_of(const std::string& bytes) {
    const bool is_malware = bytes.find(std::string(eicar[0]) + eicar[1]) != std::string::npos;
    return is_malware ? "malware_found" : "malware_not_found";
}

json attachment_of(const Call& call, const std::string& name) {
    const auto id = call.desk.new_id();
    const auto word = std::to_string(id);
    call.desk.contents[word] = call.request.body;
    const auto type = call.request.headers.find("content-type");
    const auto address =
        call.request.origin + "/attachments/token/" + word + "/?name=" + percent_encoded(name);
    return {{"url", call.desk.url("attachments", id)},
            {"id", id},
            {"file_name", name},
            {"content_url", address},
            {"mapped_content_url", address},
            {"content_type",
             type == call.request.headers.end() ? "application/octet-stream" : type->second},
            {"size", call.request.body.size()},
            {"width", nullptr},
            {"height", nullptr},
            {"inline", false},
            {"deleted", false},
            {"malware_access_override", false},
            {"malware_scan_result", scan_of(call.request.body)},
            {"thumbnails", json::array()}};
}

Answer upload(const Call& call) {
    auto& uploads = call.desk.uploads;
    const auto name = call.parameter("filename");
    if (!name || name->empty()) {
        return refused(400, "AttachmentUnprocessable", "Parameter filename is required");
    }
    const auto wanted = call.parameter("token").value_or("");
    auto found = std::ranges::find_if(
        uploads, [&](const json& entry) { return entry.at("token") == wanted; });
    if (found == uploads.end()) {
        const auto end = call.desk.clock.now() + std::chrono::hours{1};
        uploads.push_back({{"token", "upload" + std::to_string(call.desk.new_id())},
                           {"expires_at", utc_seconds(end)},
                           {"attachments", json::array()}});
        found = std::prev(uploads.end());
    }
    auto attachment = attachment_of(call, *name);
    found->at("attachments").push_back(attachment);
    auto answer = *found;
    answer["attachment"] = std::move(attachment);
    return reply({{"upload", std::move(answer)}}, 201);
}

Answer drop_upload(const Call& call) {
    const auto dropped = std::erase_if(call.desk.uploads, [&](const json& entry) {
        return entry.at("token") == call.places.front();
    });
    if (dropped == 0) {
        return not_found();
    }
    Answer answer;
    answer.status = 204;
    return answer;
}

constexpr std::array uploads_table{
    Route{"POST", "uploads", &upload},
    Route{"DELETE", "uploads/{text}", &drop_upload},
};

}  // namespace

std::span<const Route> upload_routes() {
    return uploads_table;
}

}  // namespace sandbox::zendesk
