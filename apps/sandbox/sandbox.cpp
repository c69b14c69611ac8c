#include "apps/sandbox/sandbox.h"

#include "apps/sandbox/control.h"
#include "apps/sandbox/drill/director.h"
#include "apps/sandbox/gate.h"
#include "apps/sandbox/scenario.h"
#include "apps/sandbox/server.h"
#include "apps/sandbox/services.h"
#include "apps/sandbox/yaml_json.h"

#include <nlohmann/json.hpp>
#include <unistd.h>

#include <array>
#include <atomic>
#include <condition_variable>
#include <optional>
#include <stop_token>
#include <thread>
#include <utility>

namespace sandbox {

using emergency::Result;
using nlohmann::json;

namespace {

/// How often it is looked whether somebody of a drill is to act.
constexpr std::chrono::milliseconds often(200);

}  // namespace

struct Sandbox::Running {
    explicit Running(PrivateFolder its_folder) : folder(std::move(its_folder)) {}

    PrivateFolder folder;
    Services services = {};
    Control control{services};
    Gate pagerduty_gate{"pagerduty", services.pagerduty, services.ground};
    Gate events_gate{"events", services.events, services.ground};
    Gate zendesk_gate{"zendesk", services.zendesk, services.ground};
    Gate slack_gate{"slack", services.slack, services.ground};
    Gate zoom_gate{"zoom", services.zoom, services.ground};
    Gate gitlab_gate{"gitlab", services.gitlab, services.ground};
    std::atomic<int> connections{0};
    std::optional<Certificate> certificate = {};
    Addresses addresses = {};
    std::string config = {};
    std::string authority = {};
    std::map<std::string, std::string> tokens = {};
    std::string introduction = {};
    std::optional<drill::Director> director = {};
    // The last members, so that they stop before what they serve is gone.
    Server pagerduty{connections};
    Server events{connections};
    Server zendesk{connections};
    Server slack{connections};
    Server zoom{connections};
    Server gitlab{connections};
    Server control_port{connections};
    std::jthread beat = {};

    void take_on(const drill::Drill& drill);
    void begin_beat();
    Result<void> serve();
    Result<void> write_files(const json& scenario);

private:
    Reply look(const Exchange& exchange) {
        const std::scoped_lock lock(services.ground.mutex);
        return {.answer = fenced_answer(control, exchange.request)};
    }
};

void Sandbox::Running::take_on(const drill::Drill& drill) {
    introduction = drill.title + "\n" + drill.about;
    director.emplace(drill, services, [this] { return control.state(); });
    control.invite(*director);
}

/// The script goes on by itself while the trainee thinks.
void Sandbox::Running::begin_beat() {
    beat = std::jthread([this](const std::stop_token& stop) {
        std::mutex alone;
        std::condition_variable_any end;
        while (!stop.stop_requested()) {
            {
                const std::scoped_lock lock(services.ground.mutex);
                director->play();
            }
            std::unique_lock lock(alone);
            end.wait_for(lock, stop, often, [] { return false; });
        }
    });
}

Result<void> Sandbox::Running::serve() {
    const auto behind = [](Gate& gate) {
        return [&gate](const Exchange& exchange) { return gate.pass(exchange); };
    };
    const std::array<std::pair<Server*, Gate*>, 6> gates{{{&pagerduty, &pagerduty_gate},
                                                          {&events, &events_gate},
                                                          {&zendesk, &zendesk_gate},
                                                          {&slack, &slack_gate},
                                                          {&zoom, &zoom_gate},
                                                          {&gitlab, &gitlab_gate}}};
    for (const auto& [server, gate] : gates) {
        if (auto started = server->start(behind(*gate), certificate); !started) {
            return started;
        }
    }
    // The control port is for scripts: always plain.
    auto started = control_port.start([this](const Exchange& exchange) { return look(exchange); },
                                      std::nullopt);
    addresses = {.pagerduty = pagerduty.origin(),
                 .events = events.origin(),
                 .zendesk = zendesk.origin(),
                 .slack = slack.origin() + "/api",
                 .zoom = zoom.origin() + "/v2",
                 .gitlab = gitlab.origin(),
                 .control = control_port.origin()};
    return started;
}

Result<void> Sandbox::Running::write_files(const json& scenario) {
    if (certificate) {
        const auto path = folder.write("ca.pem", certificate->authority);
        if (!path) {
            return path.error();
        }
        authority = *path;
    }
    for (const auto* service : {"pagerduty", "zendesk", "slack", "zoom", "gitlab"}) {
        tokens[service] = scenario["tokens"].value(service, "");
        const auto path = folder.write(std::string(service) + ".token", tokens[service] + "\n");
        if (!path) {
            return path.error();
        }
    }
    const auto made = configuration(scenario, addresses, folder.path(), authority);
    const auto path = folder.write("config.yaml", yaml_from_json(made));
    if (!path) {
        return path.error();
    }
    config = *path;
    return {};
}

Sandbox::Sandbox() = default;

Sandbox::~Sandbox() {
    stop();
}

Result<void> Sandbox::start(const Options& options) {
    stop();
    const auto drill = options.drill.empty() ? Result<drill::Drill>(drill::Drill())
                                             : drill::load_drill(options.drill);
    const auto scenario =
        drill ? load_scenario(options.drill.empty() ? options.scenario : drill->scenario)
              : Result<json>(drill.error());
    if (!scenario) {
        return scenario.error();
    }
    auto folder = PrivateFolder::make();
    if (!folder) {
        return folder.error();
    }
    auto running = std::make_unique<Running>(*std::move(folder));
    if (options.tls) {
        auto certificate = make_certificate();
        if (!certificate) {
            return certificate.error();
        }
        running->certificate = *std::move(certificate);
    }
    running->services.ground.clock.run_at(options.speed);
    if (!options.drill.empty()) {
        running->take_on(*drill);
    }
    try {
        running->control.load(*scenario);
    } catch (const json::exception& problem) {
        return emergency::Error{
            .kind = emergency::ErrorKind::usage,
            .message = options.scenario + ": a value has the wrong type: " + problem.what()};
    }
    if (auto served = running->serve(); !served) {
        return served;
    }
    if (auto written = running->write_files(*scenario); !written) {
        return written;
    }
    if (running->director) {
        running->begin_beat();
    }
    running_ = std::move(running);
    return {};
}

void Sandbox::stop() {
    running_.reset();
}

const Addresses& Sandbox::addresses() const {
    return running_->addresses;
}

const std::string& Sandbox::config() const {
    return running_->config;
}

const std::string& Sandbox::folder() const {
    return running_->folder.path();
}

const std::string& Sandbox::authority() const {
    return running_->authority;
}

const std::map<std::string, std::string>& Sandbox::tokens() const {
    return running_->tokens;
}

json Sandbox::debriefing() const {
    const std::scoped_lock lock(running_->services.ground.mutex);
    return running_->director ? running_->director->debriefing(drill::Look::Phase::over)
                              : json(nullptr);
}

std::string Sandbox::introduction() const {
    return running_->introduction;
}

std::string Sandbox::ready_line() const {
    const auto& at = addresses();
    json line{{"pid", getpid()},       {"pagerduty", at.pagerduty}, {"events", at.events},
              {"zendesk", at.zendesk}, {"slack", at.slack},         {"zoom", at.zoom},
              {"gitlab", at.gitlab},   {"control", at.control},     {"config", config()},
              {"tokens", tokens()}};
    if (!authority().empty()) {
        line["ca"] = authority();
    }
    return line.dump();
}

}  // namespace sandbox
