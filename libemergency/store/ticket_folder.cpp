#include "libemergency/store/ticket_folder.h"

#include "libemergency/core/text.h"
#include "libemergency/store/found_folders.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <cerrno>
#include <filesystem>
#include <random>
#include <system_error>
#include <utility>

namespace emergency {
namespace {

namespace fs = std::filesystem;

constexpr mode_t owner_folder = 0700;
constexpr mode_t owner_file = 0600;
constexpr mode_t of_others = 0077;
constexpr std::string_view working = ".emerg-part-";

Error failed(const std::string& path, const std::string& why) {
    return {.kind = ErrorKind::local,
            .message = fmt::format("{}: {}", one_line(path), why),
            .hint = "free the disk, or name another folder with --into"};
}

Error failed(const std::string& path, int problem) {
    return failed(path, std::generic_category().message(problem));
}

bool is_ours(const std::string& name) {
    return name == folder_mark || name.starts_with(working);
}

}  // namespace

NewFile::NewFile(int folder, std::string working_name, int descriptor, std::uintmax_t size)
    : folder_(folder),
      working_name_(std::move(working_name)),
      descriptor_(descriptor),
      size_(size) {}

NewFile::~NewFile() {
    unlinkat(folder_, working_name_.c_str(), 0);
    close(descriptor_);
    close(folder_);
}

bool NewFile::write(std::size_t at, std::string_view piece) {
    if (at == 0 && ftruncate(descriptor_, 0) != 0) {
        problem_ = errno;
        return false;
    }
    written_ = at + piece.size();
    if (written_ > size_) {
        return false;
    }
    while (!piece.empty()) {
        const auto count = pwrite(descriptor_, piece.data(), piece.size(), static_cast<off_t>(at));
        if (count < 0 && errno != EINTR) {
            problem_ = errno;
            return false;
        }
        const auto done = count < 0 ? 0 : static_cast<std::size_t>(count);
        at += done;
        piece.remove_prefix(done);
    }
    return true;
}

Result<void> NewFile::keep(const std::string& name) {
    if (written_ != size_) {
        return refusal();
    }
    // A link, unlike a renaming, never takes the place of another file.
    if (fsync(descriptor_) != 0 ||
        linkat(folder_, working_name_.c_str(), folder_, name.c_str(), 0) != 0) {
        return failed(name, errno);
    }
    return {};
}

Error NewFile::refusal() const {
    if (problem_ != 0) {
        return failed("the file cannot be written", problem_);
    }
    return {.kind = ErrorKind::failed_there,
            .message = fmt::format("{} bytes came of the {} that Zendesk told",
                                   written_ > size_ ? "more" : std::to_string(written_), size_)};
}

Result<TicketFolder> TicketFolder::open(const std::string& base, const std::string& name,
                                        const std::string& ticket_url) {
    const auto path = (fs::path(base) / name).string();
    std::error_code problem;
    fs::create_directories(base, problem);
    if (problem) {
        return failed(base, problem.message());
    }
    if (mkdir(path.c_str(), owner_folder) != 0 && errno != EEXIST) {
        return failed(path, errno);
    }
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor < 0) {
        return failed(path, errno);
    }
    TicketFolder folder(path, descriptor);
    struct stat facts = {};
    if (fstat(descriptor, &facts) != 0 || facts.st_uid != geteuid()) {
        return failed(path, "it is somebody else's");
    }
    if (const auto marked = folder.mark_as(ticket_url); !marked) {
        return marked.error();
    }
    if ((facts.st_mode & of_others) != 0 && fchmod(descriptor, owner_folder) != 0) {
        return failed(path, errno);
    }
    return folder;
}

TicketFolder::TicketFolder(TicketFolder&& other) noexcept
    : path_(std::move(other.path_)), descriptor_(std::exchange(other.descriptor_, -1)) {}

TicketFolder& TicketFolder::operator=(TicketFolder&& other) noexcept {
    std::swap(path_, other.path_);
    std::swap(descriptor_, other.descriptor_);
    return *this;
}

TicketFolder::~TicketFolder() {
    if (descriptor_ >= 0) {
        close(descriptor_);
    }
}

Result<void> TicketFolder::mark_as(const std::string& ticket_url) const {
    const auto there = marked_in(path_);
    if (there == ticket_url) {
        return {};
    }
    if (!there.empty() || !files().empty()) {
        return failed(path_, there.empty() ? "it is there already, and emerg did not make it"
                                           : "it holds the files of " + one_line(there));
    }
    const auto file = begin_file(ticket_url.size());
    if (!file) {
        return file.error();
    }
    return (*file)->write(0, ticket_url) ? (*file)->keep(folder_mark) : (*file)->refusal();
}

void TicketFolder::sweep() const {
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(path_, problem)) {
        const auto name = entry.path().filename().string();
        if (name.starts_with(working)) {
            unlinkat(descriptor_, name.c_str(), 0);
        }
    }
}

std::map<std::string, std::uintmax_t> TicketFolder::files() const {
    return files_in(path_);
}

std::uintmax_t TicketFolder::room() const {
    struct statvfs facts = {};
    return fstatvfs(descriptor_, &facts) == 0
               ? static_cast<std::uintmax_t>(facts.f_bavail) * facts.f_frsize
               : 0;
}

Result<std::shared_ptr<NewFile>> TicketFolder::begin_file(std::uintmax_t size) const {
    auto name =
        fmt::format("{}{:08x}{:08x}", working, std::random_device{}(), std::random_device{}());
    const int file = openat(descriptor_, name.c_str(),
                            O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, owner_file);
    if (file < 0) {
        return failed(path_, errno);
    }
    // A transfer that was given up may outlive the folder's object.
    const int folder = fcntl(descriptor_, F_DUPFD_CLOEXEC, 0);
    return std::make_shared<NewFile>(folder, std::move(name), file, size);
}

std::map<std::string, std::uintmax_t> files_in(const std::string& path) {
    std::map<std::string, std::uintmax_t> files;
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(path, problem)) {
        const auto name = entry.path().filename().string();
        if (is_ours(name)) {
            continue;
        }
        const bool is_file = entry.symlink_status(problem).type() == fs::file_type::regular;
        files.emplace(name, is_file ? entry.file_size(problem) : 0);
    }
    return files;
}

}  // namespace emergency
