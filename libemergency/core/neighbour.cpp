#include "libemergency/core/neighbour.h"

#include <dlfcn.h>
#include <fmt/format.h>

#include <filesystem>

namespace emergency {
namespace {

/// Asked of the loader: what a checker of memory puts between us and it would have it look in its
/// own neighbourhood.
std::string beside_this_library(const std::string& library) {
    Dl_info here{};
    const bool is_known = dladdr(reinterpret_cast<const void*>(&beside_this_library), &here) != 0;
    return is_known ? (std::filesystem::path(here.dli_fname).parent_path() / library).string()
                    : library;
}

}  // namespace

Result<void*> neighbour_function(const std::string& library, const std::string& name) {
    auto* const loaded = dlopen(beside_this_library(library).c_str(), RTLD_NOW | RTLD_LOCAL);
    auto* const function = loaded == nullptr ? nullptr : dlsym(loaded, name.c_str());
    if (function == nullptr) {
        const char* const why = dlerror();
        return Error{.kind = ErrorKind::local,
                     .message = fmt::format("{} cannot be loaded: {}", library,
                                            why == nullptr ? name : std::string(why)),
                     .hint = "install emerg anew: its libraries belong beside libemergency"};
    }
    return function;
}

}  // namespace emergency
