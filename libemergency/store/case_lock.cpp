#include "libemergency/store/case_lock.h"

#include "libemergency/core/encoding.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace emergency {
namespace {

constexpr std::chrono::milliseconds between_tries{50};
constexpr mode_t owner_only = 0600;
constexpr std::size_t name_length = 16;

}  // namespace

Result<CaseLock> CaseLock::take(const std::string& folder, const std::string& case_id, Clock& clock,
                                std::chrono::milliseconds limit) {
    if (folder.empty()) {
        return CaseLock(-1);
    }
    const auto file =
        fmt::format("{}/case-{}.lock", folder, digest(case_id).substr(0, name_length));
    const int descriptor = open(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, owner_only);
    if (descriptor < 0) {
        return Error{.kind = ErrorKind::local,
                     .message = fmt::format("cannot lock {}: {}", case_id, std::strerror(errno)),
                     .hint = "nothing was sent; name another folder with EMERG_STATE"};
    }
    CaseLock lock(descriptor);
    auto waited = std::chrono::milliseconds(0);
    while (flock(descriptor, LOCK_EX | LOCK_NB) != 0) {
        if (waited >= limit) {
            return Error{.kind = ErrorKind::local,
                         .message = fmt::format("another emerg is working on {}", case_id),
                         .hint = "run it again when that one has ended"};
        }
        clock.sleep(between_tries);
        waited += between_tries;
    }
    return lock;
}

CaseLock::CaseLock(CaseLock&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}

CaseLock& CaseLock::operator=(CaseLock&& other) noexcept {
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

CaseLock::~CaseLock() {
    if (descriptor_ >= 0) {
        close(descriptor_);
    }
}

}  // namespace emergency
