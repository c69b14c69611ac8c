#include "apps/sandbox/command.h"

#include "apps/sandbox/child.h"
#include "apps/sandbox/sandbox.h"
#include "apps/sandbox/scenario.h"

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
     "EMERG_SANDBOX_"});

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

}  // namespace sandbox
