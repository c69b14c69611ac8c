#include "apps/sandbox/command.h"

#include "apps/sandbox/child.h"
#include "apps/sandbox/drill/drill.h"
#include "apps/sandbox/sandbox.h"
#include "apps/sandbox/scenario.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <ostream>
#include <string_view>

namespace sandbox {
namespace {

constexpr int failed = 1;
constexpr int misused = 2;
constexpr int not_started = 127;

using Environment = std::map<std::string, std::string>;

/// Settings of the outside, by which a command could reach real accounts.
constexpr auto outside = std::to_array<std::string_view>(
    {"EMERG_PAGERDUTY_", "EMERG_ZENDESK_", "EMERG_SLACK_", "EMERG_ZOOM_", "EMERG_GITLAB_",
     "EMERG_CONFIG", "EMERG_PROFILE", "EMERG_PROXY", "EMERG_CA_FILE", "EMERG_EMAIL",
     "EMERG_SANDBOX_", "EMERG_DRILL_"});

int complain(const emergency::Error& error, std::ostream& err) {
    err << "emerg: " << error.message << "\n";
    if (!error.hint.empty()) {
        err << "hint: " << error.hint << "\n";
    }
    return error.kind == emergency::ErrorKind::usage ? misused : failed;
}

Environment inside(Environment variables, const Sandbox& sandbox) {
    std::erase_if(variables, [](const auto& variable) {
        return std::ranges::any_of(
            outside, [&](std::string_view prefix) { return variable.first.starts_with(prefix); });
    });
    const auto& at = sandbox.addresses();
    const auto& tokens = sandbox.tokens();
    const auto state = sandbox.folder() + "/state";
    variables["EMERG_CONFIG"] = sandbox.config();
    variables["EMERG_SANDBOX_PAGERDUTY"] = at.pagerduty;
    variables["EMERG_SANDBOX_EVENTS"] = at.events;
    variables["EMERG_SANDBOX_ZENDESK"] = at.zendesk;
    variables["EMERG_SANDBOX_SLACK"] = at.slack;
    variables["EMERG_SANDBOX_ZOOM"] = at.zoom;
    variables["EMERG_SANDBOX_GITLAB"] = at.gitlab;
    variables["EMERG_SANDBOX_CONTROL"] = at.control;
    variables["EMERG_SANDBOX_PAGERDUTY_TOKEN"] = tokens.at("pagerduty");
    variables["EMERG_SANDBOX_ZENDESK_TOKEN"] = tokens.at("zendesk");
    variables["EMERG_SANDBOX_SLACK_TOKEN"] = tokens.at("slack");
    variables["XDG_STATE_HOME"] = state;
    variables["EMERG_STATE"] = state + "/emerg";
    for (const auto* name : {"NO_PROXY", "no_proxy"}) {
        variables[name] = "127.0.0.1,localhost";
    }
    if (!sandbox.authority().empty()) {
        variables["EMERG_SANDBOX_CA"] = sandbox.authority();
    }
    return variables;
}

/// "127.0.0.1:1234" of "http://127.0.0.1:1234/api".
std::string server_in(const std::string& address) {
    const auto server = address.substr(address.find("://") + 3);
    return server.substr(0, server.find('/'));
}

/// By these, emerg keeps to the sandbox, whatever else is configured.
Environment inside_drill(Environment variables, const Sandbox& sandbox) {
    variables = inside(std::move(variables), sandbox);
    const auto& at = sandbox.addresses();
    std::string servers;
    for (const auto& address :
         {at.pagerduty, at.events, at.zendesk, at.slack, at.zoom, at.gitlab, at.control}) {
        servers += fmt::format("{}{}", servers.empty() ? "" : " ", server_in(address));
    }
    variables["EMERG_DRILL_SERVERS"] = servers;
    variables["EMERG_DRILL_CONTROL"] = at.control;
    variables["EMERG_DRILL_CONFIG"] = sandbox.config();
    variables["EMERG_DRILL_STATE"] = variables["EMERG_STATE"];
    return variables;
}

}  // namespace

int serve(const ServeOptions& options, std::ostream& out, std::ostream& err) {
    const HeldSignals signals;
    Sandbox sandbox;
    if (const auto started = sandbox.start({.scenario = options.scenario, .tls = options.tls});
        !started) {
        return complain(started.error(), err);
    }
    out << sandbox.ready_line() << std::endl;
    wait_for_end();
    sandbox.stop();
    return 0;
}

int show_scenario(const std::string& name, std::ostream& out, std::ostream& err) {
    const auto text = scenario_text(name);
    if (!text) {
        return complain(text.error(), err);
    }
    out << *text << std::flush;
    return 0;
}

int exec(const ExecOptions& options, const Environment& environment, std::ostream& err) {
    if (options.command.empty()) {
        err << "emerg: sandbox exec needs a command after --\n";
        return misused;
    }
    const HeldSignals signals;
    Sandbox sandbox;
    if (const auto started = sandbox.start({.scenario = options.scenario, .tls = options.tls});
        !started) {
        return complain(started.error(), err);
    }
    const auto status = run_child(options.command, inside(environment, sandbox));
    if (!status) {
        complain(status.error(), err);
        return not_started;
    }
    return *status;
}

std::string list_drills() {
    auto list = nlohmann::ordered_json::array();
    for (const auto& each : drill::built_in_drills()) {
        const std::string name(each.name);
        const auto known = drill::drill_from_text(std::string(each.text), name);
        list.push_back({{"name", name},
                        {"title", known ? known->title : known.error().message},
                        {"about", known ? known->about : ""}});
    }
    return list.dump();
}

int show_drill(const std::string& name, std::ostream& out, std::ostream& err) {
    const auto text = drill::drill_text(name);
    if (!text) {
        return complain(text.error(), err);
    }
    out << *text << std::flush;
    return 0;
}

int play_drill(const DrillOptions& options, const Environment& environment, std::string& debriefing,
               std::ostream& err) {
    const HeldSignals signals;
    Sandbox sandbox;
    if (const auto started = sandbox.start({.drill = options.drill, .speed = options.speed});
        !started) {
        return complain(started.error(), err);
    }
    err << sandbox.introduction() << std::endl;
    const auto status =
        run_child(options.command, inside_drill(environment, sandbox), Output::to_error);
    if (!status) {
        complain(status.error(), err);
        return not_started;
    }
    debriefing = sandbox.debriefing().dump();
    return 0;
}

}  // namespace sandbox
