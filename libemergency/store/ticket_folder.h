#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/core/result.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace emergency {

/// A file that is being written beside where it will be: it has its name once it is whole, and goes
/// away again if it never is.
class NewFile {
public:
    NewFile(int folder, std::string working_name, int descriptor, std::uintmax_t size);
    NewFile(const NewFile&) = delete;
    NewFile& operator=(const NewFile&) = delete;
    NewFile(NewFile&&) = delete;
    NewFile& operator=(NewFile&&) = delete;
    ~NewFile();

    /// Writes a piece; one at 0 begins anew. False if it cannot be written, or there is more than
    /// there should be.
    bool write(std::size_t at, std::string_view piece);
    /// Gives it its name, if it is whole and no other file has that. Fails with `local`, or with
    /// `failed_there` if it is not whole.
    Result<void> keep(const std::string& name);
    /// Why `write` was refused.
    Error refusal() const;

private:
    int folder_;
    std::string working_name_;
    int descriptor_;
    std::uintmax_t size_;
    std::uintmax_t written_ = 0;
    int problem_ = 0;
};

/// The folder with the files of one ticket, for its owner alone: 0700, its files 0600. Nothing is
/// written outside of it, through a link, or over what is there. A file of its own says which
/// ticket of which help desk it is.
class TicketFolder {
public:
    /// Makes it, below `base`, if it is not there. Fails with `local`; so does a folder that
    /// somebody else has, or that is no ticket's or another's.
    static Result<TicketFolder> open(const std::string& base, const std::string& name,
                                     const std::string& ticket_url);

    TicketFolder(TicketFolder&& other) noexcept;
    TicketFolder& operator=(TicketFolder&& other) noexcept;
    TicketFolder(const TicketFolder&) = delete;
    TicketFolder& operator=(const TicketFolder&) = delete;
    ~TicketFolder();

    const std::string& path() const { return path_; }
    /// What a killed process left half. Only while nobody else is at work here.
    void sweep() const;
    /// Name → size.
    std::map<std::string, std::uintmax_t> files() const;
    /// Bytes that are free there.
    std::uintmax_t room() const;
    /// A file that is to have `size` bytes. Shared with whoever writes it.
    Result<std::shared_ptr<NewFile>> begin_file(std::uintmax_t size) const;

private:
    TicketFolder(std::string path, int descriptor)
        : path_(std::move(path)), descriptor_(descriptor) {}
    Result<void> mark_as(const std::string& ticket_url) const;

    std::string path_;
    int descriptor_ = -1;
};

/// The files of a ticket's folder, without making it: name → size.
std::map<std::string, std::uintmax_t> files_in(const std::string& path);

}  // namespace emergency
