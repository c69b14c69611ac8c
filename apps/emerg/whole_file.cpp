#include "apps/emerg/whole_file.h"

#include "libemergency/core/text.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <sstream>
#include <system_error>
#include <utility>

namespace emerg {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;

constexpr mode_t of_everybody = 0666;  // As far as the umask allows.
constexpr mode_t of_owner = 0600;
constexpr mode_t permissions = 07777;

Error unwritable(const std::string& path, int problem) {
    return {.kind = ErrorKind::local,
            .message = fmt::format("{} cannot be written: {}", emergency::one_line(path),
                                   std::error_code(problem, std::generic_category()).message())};
}

/// A file that goes away again unless it takes the place of another.
class NewFile {
public:
    NewFile(std::string path, mode_t mode)
        : path_(std::move(path)),
          descriptor_(open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, mode)) {}
    NewFile(const NewFile&) = delete;
    NewFile(NewFile&&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    NewFile& operator=(NewFile&&) = delete;
    ~NewFile() {
        if (descriptor_ >= 0) {
            close(descriptor_);
            unlink(path_.c_str());  // Of no effect once it has taken the other's place.
        }
    }

    bool is_open() const { return descriptor_ >= 0; }

    bool hold(const std::string& text) const {
        std::size_t written = 0;
        while (written < text.size()) {
            const auto more = ::write(descriptor_, text.data() + written, text.size() - written);
            if (more < 0 && errno != EINTR) {
                return false;
            }
            written += more < 0 ? 0 : static_cast<std::size_t>(more);
        }
        return fsync(descriptor_) == 0;
    }

    bool take_place_of(const std::string& path) const {
        struct stat other = {};
        const bool keeps_mode = stat(path.c_str(), &other) == 0;
        return (!keeps_mode || fchmod(descriptor_, other.st_mode & permissions) == 0) &&
               std::rename(path_.c_str(), path.c_str()) == 0;
    }

private:
    std::string path_;
    int descriptor_;
};

/// Where a link leads, so that it stays one.
std::filesystem::path real_path(const std::string& path) {
    std::error_code problem;
    auto real = std::filesystem::weakly_canonical(path, problem);
    return problem ? std::filesystem::path(path) : real;
}

}  // namespace

Result<std::string> text_of_file(const std::string& path) {
    std::error_code problem;
    if (!std::filesystem::exists(path, problem)) {
        return std::string();
    }
    std::ifstream file(path, std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    if (!file || std::filesystem::is_directory(path, problem)) {
        return Error{.kind = ErrorKind::local,
                     .message = fmt::format("{} cannot be read", emergency::one_line(path))};
    }
    return text.str();
}

Result<void> write_whole_file(const std::string& path, const std::string& text, Readers readers) {
    const auto real = real_path(path);
    std::error_code problem;
    if (std::filesystem::exists(real, problem) &&
        !std::filesystem::is_regular_file(real, problem)) {
        return Error{.kind = ErrorKind::local,
                     .message = fmt::format("{} is not a file", emergency::one_line(path))};
    }
    const auto name = fmt::format(".{}.{:08x}", real.filename().string(), std::random_device{}());
    const NewFile file((real.parent_path() / name).string(),
                       readers == Readers::owner ? of_owner : of_everybody);
    if (!file.is_open() || !file.hold(text) || !file.take_place_of(real.string())) {
        return unwritable(path, errno);
    }
    return {};
}

}  // namespace emerg
