#include "apps/sandbox/zendesk/changes.h"

#include <nlohmann/json.hpp>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

std::string escaped(const std::string& text) {
    std::string html;
    for (const char letter : text) {
        switch (letter) {
            case '<':
                html += "&lt;";
                break;
            case '>':
                html += "&gt;";
                break;
            case '&':
                html += "&amp;";
                break;
            case '\n':
                html += "<br>";
                break;
            default:
                html += letter;
        }
    }
    return html;
}

/// The words of an HTML text.
std::string without_markup(const std::string& html) {
    std::string text;
    bool inside = false;
    for (const char letter : html) {
        if (letter == '<' || letter == '>') {
            inside = letter == '<';
        } else if (!inside) {
            text += letter;
        }
    }
    return text;
}

json attachments_of(Desk& desk, const json& comment) {
    auto attachments = json::array();
    for (const auto& token : comment.value("uploads", json::array())) {
        const auto* upload = living_upload(desk, token.get<std::string>());
        if (upload == nullptr) {
            continue;
        }
        for (const auto& attachment : upload->at("attachments")) {
            attachments.push_back(attachment);
        }
    }
    return attachments;
}

}  // namespace

void add_comment(Desk& desk, json& ticket, json& audit, const json& comment) {
    const auto html = comment.value("html_body", "");
    const auto body = html.empty() ? comment.value("body", "") : without_markup(html);
    const auto paragraph = R"(<p dir="auto">)" + escaped(body) + "</p>";
    const json event{
        {"id", desk.new_id()},
        {"type", "Comment"},
        {"author_id", comment.value("author_id", audit.at("author_id"))},
        {"body", body},
        {"html_body",
         R"(<div class="zd-comment" dir="auto">)" + (html.empty() ? paragraph : html) + "</div>"},
        {"plain_body", body},
        {"public", comment.value("public", ticket.at("is_public"))},
        {"attachments", attachments_of(desk, comment)},
        {"audit_id", audit.at("id")},
    };
    audit["events"].push_back(event);
    auto whole = event;
    for (const auto* field : {"via", "created_at", "metadata"}) {
        whole[field] = audit.at(field);
    }
    ticket["comments"].push_back(std::move(whole));
}

}  // namespace sandbox::zendesk
