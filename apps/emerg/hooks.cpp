#include "apps/emerg/case_view.h"
#include "apps/emerg/session.h"
#include "libemergency/core/process.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace emerg {

void Session::run_hooks(const emergency::cases::Case& one, const std::string& done) {
    for (const auto& name : {done, std::string("any")}) {
        const auto hook = config().hooks.find(name);
        if (hook == config().hooks.end()) {
            continue;
        }
        emergency::Command command{.words = hook->second,
                                   .variables = environment(),
                                   .input = json_text(document(one, config()))};
        command.variables["EMERG_EVENT"] = done;
        command.variables["EMERG_CASE"] = id_of(one);
        command.variables["EMERG_TICKET"] = one.ticket ? std::to_string(one.ticket->id) : "";
        if (const auto output = emergency::output_of(command); !output) {
            say(fmt::format("hook {}: {}", name, output.error().message));
        }
    }
}

}  // namespace emerg
