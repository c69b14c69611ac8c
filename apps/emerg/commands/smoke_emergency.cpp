#include "apps/emerg/commands/smoke_emergency.h"

#include "apps/emerg/terminal/ask.h"
#include "libemergency/config/settings.h"
#include "libemergency/core/process.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace emerg {
namespace {

using emergency::Ended;
using emergency::health::Check;
using Words = std::vector<std::string>;
using Pointer = Json::json_pointer;

constexpr std::chrono::minutes longest_step{2};
constexpr const char* test_tag = "emerg_smoke";

/// This program, as it was called: the same configuration, profile and settings.
emergency::Command call_of(const Words& words, Session& session) {
    std::error_code unknown;
    const auto self = std::filesystem::read_symlink("/proc/self/exe", unknown);
    emergency::Command command{
        .words = {self.string()}, .variables = session.environment(), .limit = longest_step};
    command.words.insert(command.words.end(), words.begin(), words.end());
    command.words.insert(command.words.end(), {"--json", "--no-input"});
    const auto& options = session.options();
    if (!options.config_path.empty()) {
        command.variables["EMERG_CONFIG"] = std::filesystem::absolute(options.config_path).string();
    }
    if (!options.profile.empty()) {
        command.variables["EMERG_PROFILE"] = options.profile;
    }
    for (const auto& [key, text] : options.settings) {
        if (const auto* setting = emergency::setting_of(key)) {
            command.variables[std::string(setting->variable)] = text;
        }
    }
    return command;
}

/// The error that a command told as JSON, in its last line.
Error told_by(const Ended& ended) {
    const auto line = ended.said.substr(ended.said.rfind('\n') + 1);
    const auto said = Json::parse(line, nullptr, false);
    const auto error = said.is_object() ? said.value("error", Json::object()) : Json::object();
    return {.kind = kind_named(error.value("kind", "")),
            .message = error.value("message", fmt::format("it ended with {}", ended.status)),
            .hint = error.value("hint", "")};
}

/// "emerg api zendesk PUT /tickets/400124": its words without what it is given.
std::string named(const Words& words) {
    const auto end = std::find_if(words.begin(), words.end(),
                                  [](const auto& word) { return word.starts_with('-'); });
    return fmt::format("emerg {}", fmt::join(words.begin(), end, " "));
}

std::string text_at(const Json& answer, const char* place) {
    const auto value = answer.is_object() ? answer.value(Pointer(place), Json()) : Json();
    return value.is_string() ? value.get<std::string>() : value.is_null() ? "" : value.dump();
}

/// The commands of one run, each with the check that it comes to.
class Trial {
public:
    explicit Trial(Session& session) : session_(session) {}

    std::vector<Check> run() {
        open();
        play();
        clean_up();
        return std::move(checks_);
    }

private:
    /// What it answered. If it failed, nothing more is played; a step that was done in part is a
    /// failure that stops nothing.
    Json step(const std::string& name, const Words& words) {
        Check check{.name = "smoke " + name, .told = named(words)};
        session_.say(check.told);
        const auto ended = emergency::run_to_end(call_of(words, session_));
        const bool in_part = ended && ended->status == static_cast<int>(ExitCode::in_part);
        if (!ended || ended->status != 0) {
            failed_ = failed_ || !in_part;
            check = emergency::health::failed(check.name, ended ? told_by(*ended) : ended.error());
        }
        checks_.push_back(std::move(check));
        return ended ? Json::parse(ended->output, nullptr, false) : Json();
    }

    void open() {
        const auto subject =
            fmt::format("ticket[subject]=A test of emerg, no emergency ({})", name_);
        ticket_ = text_at(
            step("open ticket",
                 {"api", "zendesk", "POST", "/tickets", "-f", subject, "-f",
                  "ticket[comment][body]=Made by emerg doctor --smoke --write, which solves it.",
                  "-f", "ticket[priority]=urgent", "-f", fmt::format("ticket[tags][]={}", test_tag),
                  "-f", "ticket[external_id]=" + name_}),
            "/ticket/id");
        if (ticket_.empty()) {
            return;
        }
        const auto& config = session_.config();
        const auto link = fmt::format("{}/agent/tickets/{}", config.zendesk.url, ticket_);
        page_ = text_at(
            step("open page",
                 {"api", "pagerduty", "POST", "/incidents", "-f", "incident[type]=incident", "-f",
                  "incident[title]=A test of emerg, no emergency", "-f",
                  "incident[service][type]=service_reference", "-f",
                  "incident[service][id]=" + config.smoke.service, "-f",
                  "incident[body][type]=incident_body", "-f", "incident[body][details]=" + link,
                  "-f", "incident[incident_key]=" + name_}),
            "/incident/id");
    }

    void play() {
        Words note{"note", page_, "-m", "A test of emerg."};
        if (session_.config().slack.token.empty()) {
            note.emplace_back("--internal");
        }
        const std::vector<Words> script{{"ack", page_},
                                        {"contact", page_, "--yes"},
                                        note,
                                        {"resolve", page_},
                                        {"close", page_, "--yes"}};
        for (const auto& words : script) {
            if (!failed_) {
                step(words.front(), words);
            }
        }
        if (page_.empty()) {
            return;
        }
        seen_ = step("look", {"show", page_});
        if (!failed_) {
            const auto stage = text_at(seen_, "/stage");
            Check check{.name = "smoke stage", .told = stage};
            if (stage != "closed") {
                check = emergency::health::failed(
                    check.name, {.kind = ErrorKind::failed_there,
                                 .message = fmt::format("the case is {}, not closed", stage),
                                 .hint = "yet every command said that it went well"});
            }
            checks_.push_back(std::move(check));
        }
    }

    /// An answer that was lost may hide a ticket or a page.
    void find_hidden() {
        if (ticket_.empty()) {
            ticket_ = text_at(step("find ticket", {"api", "zendesk", "GET", "/tickets", "-f",
                                                   "external_id=" + name_}),
                              "/tickets/0/id");
        }
        if (page_.empty()) {
            page_ = text_at(step("find page", {"api", "pagerduty", "GET", "/incidents", "-f",
                                               "incident_key=" + name_}),
                            "/incidents/0/id");
        }
    }

    void clean_up() {
        find_hidden();
        if (const auto thread = text_at(seen_, "/thread/ts"); !thread.empty()) {
            remove_thread(text_at(seen_, "/thread/channel"), thread);
        }
        if (!page_.empty() && text_at(seen_, "/incident/status") != "resolved") {
            step("close page", {"api", "pagerduty", "PUT", "/incidents/" + page_, "-f",
                                "incident[type]=incident", "-f", "incident[status]=resolved"});
        }
        const auto status = text_at(seen_, "/ticket/status");
        if (!ticket_.empty() && status != "solved" && status != "closed") {
            step("solve ticket",
                 {"api", "zendesk", "PUT", "/tickets/" + ticket_, "-f", "ticket[status]=solved",
                  "-f", "ticket[assignee_email]=" + session_.config().user.email});
        }
    }

    /// The root last: what Slack keeps of a thread without its root is a stump.
    void remove_thread(const std::string& channel, const std::string& root) {
        const auto place = "channel=" + channel;
        const auto read = step("read thread", {"api", "slack", "GET", "conversations.replies", "-f",
                                               place, "-f", "ts=" + root});
        const auto messages = read.is_object() ? read.value("messages", Json::array()) : Json();
        for (auto message = messages.rbegin(); message != messages.rend(); ++message) {
            step("remove message", {"api", "slack", "POST", "chat.delete", "-f", place, "-f",
                                    "ts=" + message->value("ts", "")});
        }
    }

    Session& session_;
    std::string name_ = fmt::format(
        "emerg-smoke-{}", emergency::local_text(session_.clock().now(), "UTC", "%Y%m%dT%H%M%SZ"));
    std::vector<Check> checks_ = {};
    std::string ticket_ = {};
    std::string page_ = {};
    Json seen_ = {};  ///< The case at its end.
    bool failed_ = false;
};

}  // namespace

Result<std::vector<Check>> emergency_of_our_own(Session& session) {
    const auto& service = session.config().smoke.service;
    if (service.empty()) {
        return Error{.kind = ErrorKind::configuration,
                     .message = "--write needs a service for the test page",
                     .hint = "set smoke.service to a PagerDuty service that wakes nobody"};
    }
    if (session.options().dry_run) {
        return std::vector<Check>{
            {.name = "smoke emergency",
             .told = fmt::format("not played: a ticket and a page on {}, {}, then cleaned up",
                                 service, "ack, contact, note, resolve, close")}};
    }
    const auto agreed = session.options().yes
                            ? Result<void>()
                            : ask(fmt::format("Play a test emergency, with a page on {}?", service),
                                  session.options(), session.terminal());
    if (!agreed) {
        return agreed.error();
    }
    return Trial(session).run();
}

}  // namespace emerg
