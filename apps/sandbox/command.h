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

/// Prints one JSON line when the sandbox is ready, serves until SIGTERM or SIGINT, and gives
/// the exit status.
int serve(const ServeOptions& options, std::ostream& out, std::ostream& err);

/// Prints a built-in scenario and gives the exit status.
int show_scenario(const std::string& name, std::ostream& out, std::ostream& err);

/// Runs a command with a sandbox of its own and gives the command's exit status.
int exec(const ExecOptions& options, const std::map<std::string, std::string>& environment,
         std::ostream& err);

}  // namespace sandbox
