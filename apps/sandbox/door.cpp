#include "apps/sandbox/door.h"

int emerg_sandbox_serve(const sandbox::ServeOptions& options, std::ostream& out,
                        std::ostream& err) {
    return sandbox::serve(options, out, err);
}

int emerg_sandbox_scenario(const std::string& name, std::ostream& out, std::ostream& err) {
    return sandbox::show_scenario(name, out, err);
}

int emerg_sandbox_exec(const sandbox::ExecOptions& options,
                       const std::map<std::string, std::string>& environment, std::ostream& err) {
    return sandbox::exec(options, environment, err);
}

void emerg_sandbox_drills(std::string& list) {
    list = sandbox::list_drills();
}

int emerg_sandbox_show_drill(const std::string& name, std::ostream& out, std::ostream& err) {
    return sandbox::show_drill(name, out, err);
}

int emerg_sandbox_drill(const sandbox::DrillOptions& options,
                        const std::map<std::string, std::string>& environment,
                        std::string& debriefing, std::ostream& err) {
    return sandbox::play_drill(options, environment, debriefing, err);
}
