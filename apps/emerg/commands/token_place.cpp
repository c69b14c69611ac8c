#include "apps/emerg/commands/token_place.h"

#include "apps/emerg/other_words.h"
#include "apps/emerg/whole_file.h"
#include "libemergency/core/process.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <string_view>

namespace emerg {
namespace {

using emergency::Environment;
using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;

constexpr std::string_view file_scheme = "file:";
constexpr std::string_view keyring_scheme = "keyring:";
constexpr const char* keyring_program = "secret-tool";

bool may_be_written(const std::string& reference) {
    return reference.starts_with(file_scheme) || reference.starts_with(keyring_scheme);
}

/// "slack", or of a profile "slack-eu": a name for a file.
std::string name_of(const std::string& service, const std::string& profile) {
    auto name = profile.empty() ? service : service + '-' + profile;
    std::replace(name.begin(), name.end(), '/', '-');
    return name;
}

/// With ~/ for what is below the home folder.
std::string file_reference(const std::string& path, const Environment& environment) {
    const auto home = variable(environment, "HOME") + '/';
    return std::string(file_scheme) +
           (home.size() > 1 && path.starts_with(home) ? "~/" + path.substr(home.size()) : path);
}

std::string path_in(const std::string& reference, const Environment& environment) {
    const auto path = reference.substr(file_scheme.size());
    return path.starts_with("~/") ? variable(environment, "HOME") + path.substr(1) : path;
}

Result<void> keep_in_file(const std::string& text, const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code problem;
    fs::create_directories(fs::path(path).parent_path(), problem);
    if (!problem && fs::exists(path)) {
        fs::permissions(path, fs::perms::owner_read | fs::perms::owner_write, problem);
    }
    if (problem) {
        return Error{.kind = ErrorKind::local,
                     .message = fmt::format("{} cannot be made: {}", path, problem.message())};
    }
    return write_whole_file(path, text + '\n', Readers::owner);
}

Result<void> keep_in_keyring(const std::string& text, const std::string& reference,
                             const Environment& environment) {
    const auto rest = reference.substr(keyring_scheme.size());
    const auto slash = std::min(rest.find('/'), rest.size());
    const auto account = rest.substr(std::min(slash + 1, rest.size()));
    const auto stored = emergency::output_of(
        {.words = {keyring_program, "store", "--label=emerg: " + account, "service",
                   rest.substr(0, slash), "account", account},
         .variables = environment,
         .limit = std::chrono::seconds(60),  // It may ask for the keyring's own password.
         .input = text});
    return stored ? Result<void>()
                  : Error{.kind = ErrorKind::local,
                          .message = "the keyring does not take it: " + stored.error().message,
                          .hint = "--file keeps it in a file that only you may read"};
}

}  // namespace

Result<TokenPlace> token_place(const TokenWish& wish, const Environment& environment) {
    if (wish.keeping == Keeping::as_configured && may_be_written(wish.configured)) {
        return wish.configured;
    }
    const auto name = name_of(wish.service, wish.profile);
    if (wish.keeping == Keeping::in_file) {
        const auto folder = std::filesystem::absolute(wish.config_path).parent_path();
        const auto path = folder / (name + ".token");
        return file_reference(path.string(), environment);
    }
    if (program_on_path(keyring_program, environment).empty()) {
        return Error{.kind = ErrorKind::configuration,
                     .message = fmt::format("the keyring is reached by {}, which is not installed",
                                            keyring_program),
                     .hint = "--file keeps it in a file that only you may read"};
    }
    return std::string(keyring_scheme) + "emerg/" + name;
}

Result<void> keep_token(const emergency::Secret& token, const TokenPlace& place,
                        const Environment& environment) {
    auto kept = place.starts_with(file_scheme)
                    ? keep_in_file(token.reveal(), path_in(place, environment))
                    : keep_in_keyring(token.reveal(), place, environment);
    if (!kept) {
        return kept;
    }
    const auto read = emergency::fetch_secret({.reference = place}, environment);
    return read && read->reveal() == token.reveal()
               ? Result<void>()
               : Error{.kind = ErrorKind::local,
                       .message = fmt::format("{} gives another token back than it was given",
                                              emergency::one_line(place))};
}

}  // namespace emerg
