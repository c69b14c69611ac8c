#include "apps/emerg/drill_ground.h"

#include "libemergency/config/settings.h"
#include "libemergency/core/text.h"
#include "libemergency/http/fenced_transport.h"

#include <utility>

namespace emerg {
namespace {

using emergency::Environment;
using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;
using Network = Result<std::unique_ptr<emergency::http::Transport>>;

constexpr const char* drill_control = "EMERG_DRILL_CONTROL";

void forget_settings(Environment& environment) {
    for (const auto& setting : emergency::settings()) {
        environment.erase(std::string(setting.variable));
    }
    environment.erase("EMERG_PROFILE");
    environment["EMERG_CONFIG"] = variable(environment, "EMERG_DRILL_CONFIG");
    environment["EMERG_STATE"] = variable(environment, "EMERG_DRILL_STATE");
}

}  // namespace

bool is_in_drill(const Environment& environment) {
    return environment.contains(drill_control);
}

void keep_within_drill(World& world) {
    if (!is_in_drill(world.environment)) {
        return;
    }
    forget_settings(world.environment);
    world.network = [open = std::move(world.network)](const emergency::Config& config,
                                                      const Environment& environment) -> Network {
        auto network = open(config, environment);
        if (!network) {
            return network;
        }
        return std::unique_ptr<emergency::http::Transport>(
            std::make_unique<emergency::http::FencedTransport>(
                *std::move(network),
                emergency::split(variable(environment, "EMERG_DRILL_SERVERS"), ' ')));
    };
}

Result<void> outside_drills(const Environment& environment) {
    return is_in_drill(environment)
               ? Result<void>(Error{.kind = ErrorKind::policy,
                                    .message = "this would reach beyond the drill",
                                    .hint = "leave the drill first: exit"})
               : Result<void>();
}

Result<void> check_drill(const GlobalOptions& options, const Environment& environment) {
    if (!is_in_drill(environment) || (options.config_path.empty() && options.profile.empty())) {
        return {};
    }
    return Error{.kind = ErrorKind::policy,
                 .message = "a drill has a configuration of its own",
                 .hint = "leave the drill first: exit"};
}

}  // namespace emerg
