#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <vector>

namespace sandbox {

/// What `serve` was asked for.
struct ServeOptions {
    std::string scenario = "base";
    bool tls = false;
};

/// What `exec` was asked for.
struct ExecOptions {
    std::string scenario = "base";
    bool tls = false;
    std::vector<std::string> command = {};
};

/// What `drill` was asked for.
struct DrillOptions {
    std::string drill = "answer";
    int speed = 1;
    std::vector<std::string> command = {};
};

/// Prints one JSON line when the sandbox is ready, serves until SIGTERM or SIGINT, and gives
/// the exit status.
int serve(const ServeOptions& options, std::ostream& out, std::ostream& err);

/// Prints a built-in scenario and gives the exit status.
int show_scenario(const std::string& name, std::ostream& out, std::ostream& err);

/// Runs a command with a sandbox of its own and gives the command's exit status.
int exec(const ExecOptions& options, const std::map<std::string, std::string>& environment,
         std::ostream& err);

/// Every built-in drill as JSON: `[{name, title, about}]`.
std::string list_drills();

/// Prints a built-in drill and gives the exit status.
int show_drill(const std::string& name, std::ostream& out, std::ostream& err);

/// Plays a drill: runs the command, whose output goes to standard error, in a sandbox of its own,
/// beyond which `emerg` does not reach. `debriefing` is then JSON text. Gives 0, or the status of
/// what could not be started.
int play_drill(const DrillOptions& options, const std::map<std::string, std::string>& environment,
               std::string& debriefing, std::ostream& err);

}  // namespace sandbox
