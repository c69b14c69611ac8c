#include "libemergency/store/found_folders.h"

#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <system_error>

namespace emergency {
namespace {

namespace fs = std::filesystem;

TimePoint time_of(const fs::path& file) {
    std::error_code problem;
    const auto at = fs::last_write_time(file, problem);
    const auto moment = std::chrono::file_clock::to_sys(at);
    return problem ? TimePoint{} : std::chrono::time_point_cast<TimePoint::duration>(moment);
}

std::uintmax_t size_of(const std::string& path) {
    std::uintmax_t all = 0;
    std::error_code problem;
    for (const auto& entry : fs::recursive_directory_iterator(path, problem)) {
        const auto size = entry.is_regular_file(problem) ? entry.file_size(problem) : 0;
        all += problem ? 0 : size;
    }
    return all;
}

}  // namespace

std::string marked_in(const std::string& path) {
    std::ifstream file(fs::path(path) / folder_mark);
    std::string line;
    std::getline(file, line);
    return line;
}

std::vector<FoundFolder> ticket_folders(const std::string& base) {
    std::vector<FoundFolder> found;
    std::error_code problem;
    for (const auto& entry : fs::directory_iterator(base, problem)) {
        const auto path = entry.path().string();
        const bool is_folder = entry.symlink_status(problem).type() == fs::file_type::directory;
        auto ticket_url = is_folder ? marked_in(path) : std::string();
        if (!ticket_url.empty()) {
            found.push_back({.path = path,
                             .name = entry.path().filename().string(),
                             .ticket_url = std::move(ticket_url),
                             .made_at = time_of(entry.path() / folder_mark),
                             .size = size_of(path)});
        }
    }
    std::sort(found.begin(), found.end(),
              [](const auto& one, const auto& other) { return one.name < other.name; });
    return found;
}

Result<void> remove_folder(const FoundFolder& folder) {
    std::error_code problem;
    std::vector<fs::path> paths;
    for (const auto& entry : fs::directory_iterator(folder.path, problem)) {
        if (entry.path().filename() != folder_mark) {
            paths.push_back(entry.path());
        }
    }
    paths.emplace_back(folder.path);  // With the mark, last.
    for (const auto& path : paths) {
        if (!problem) {
            fs::remove_all(path, problem);
        }
    }
    if (problem) {
        return Error{.kind = ErrorKind::local,
                     .message = fmt::format("{} cannot be removed: {}", one_line(folder.path),
                                            problem.message())};
    }
    return {};
}

}  // namespace emergency
