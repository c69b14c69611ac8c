#include "libemergency/config/secret_source.h"

#include "libemergency/core/process.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <sys/stat.h>

#include <fstream>
#include <sstream>
#include <string_view>
#include <vector>

namespace emergency {
namespace {

constexpr mode_t others = S_IRWXG | S_IRWXO;

Error unusable(const std::string& what, const std::string& hint = {}) {
    return {.kind = ErrorKind::configuration, .message = what, .hint = hint};
}

std::string variable(const Environment& environment, const std::string& name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
}

Result<Secret> from_variable(const std::string& name, const Environment& environment) {
    auto text = variable(environment, name);
    if (text.empty()) {
        return unusable(fmt::format("the variable {} with the token is not set", name));
    }
    return Secret(std::move(text));
}

Result<Secret> from_file(std::string path, const Environment& environment) {
    if (path.starts_with("~/")) {
        path = variable(environment, "HOME") + path.substr(1);
    }
    struct stat facts = {};
    if (stat(path.c_str(), &facts) != 0) {
        return unusable(fmt::format("the token's file {} cannot be found", path));
    }
    if ((facts.st_mode & others) != 0) {
        return unusable(fmt::format("others may read the token's file {}", path),
                        fmt::format("chmod 600 {}", path));
    }
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();  // A folder fails here, and throws from an iterator.
    auto token = trimmed(text.str());
    if (token.empty()) {
        return unusable(fmt::format("the token's file {} is empty or cannot be read", path));
    }
    return Secret(std::move(token));
}

Result<Secret> from_command(std::vector<std::string> words, const Environment& environment) {
    const auto name = words.front();
    auto output = output_of({.words = std::move(words), .variables = environment});
    if (!output || output->empty()) {
        return unusable(output ? fmt::format("{} printed no token", name) : output.error().message);
    }
    return Secret(*std::move(output));
}

}  // namespace

Result<Secret> fetch_secret(const SecretSource& source, const Environment& environment) {
    if (!source.given.empty()) {
        return source.given;
    }
    const auto colon = source.reference.find(':');
    const auto scheme = source.reference.substr(0, colon);
    const auto rest =
        colon == std::string::npos ? std::string() : source.reference.substr(colon + 1);
    if (rest.empty()) {
        return unusable("no token is configured");
    }
    if (scheme == "env") {
        return from_variable(rest, environment);
    }
    if (scheme == "file") {
        return from_file(rest, environment);
    }
    if (scheme == "command") {
        return from_command(split(one_line(rest), ' '), environment);
    }
    const auto slash = rest.find('/');
    return from_command({"secret-tool", "lookup", "service", rest.substr(0, slash), "account",
                         slash == std::string::npos ? "" : rest.substr(slash + 1)},
                        environment);
}

}  // namespace emergency
