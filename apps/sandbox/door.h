#pragma once

#include "apps/sandbox/command.h"

// The doors of the library that the sandbox is, as `emerg` ships it: it is loaded when it is asked
// for.
extern "C" {
/// sandbox::serve
int emerg_sandbox_serve(const sandbox::ServeOptions& options, std::ostream& out, std::ostream& err);
/// sandbox::show_scenario
int emerg_sandbox_scenario(const std::string& name, std::ostream& out, std::ostream& err);
/// sandbox::exec
int emerg_sandbox_exec(const sandbox::ExecOptions& options,
                       const std::map<std::string, std::string>& environment, std::ostream& err);
/// sandbox::list_drills
void emerg_sandbox_drills(std::string& list);
/// sandbox::show_drill
int emerg_sandbox_show_drill(const std::string& name, std::ostream& out, std::ostream& err);
/// sandbox::play_drill
int emerg_sandbox_drill(const sandbox::DrillOptions& options,
                        const std::map<std::string, std::string>& environment,
                        std::string& debriefing, std::ostream& err);
}
