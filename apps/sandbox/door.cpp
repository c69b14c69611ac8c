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
