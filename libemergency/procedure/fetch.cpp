#include "libemergency/procedure/fetch.h"

#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace emergency::procedure {
namespace {

constexpr std::uintmax_t megabyte = 1'000'000;
constexpr std::size_t longest_stem = 100;  ///< Bytes; file systems bear 255.
constexpr std::size_t longest_extension = 16;

bool is_harmless(unsigned char byte) {
    constexpr std::string_view marks = "._-+";
    const bool is_letter = (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
    const bool is_digit = byte >= '0' && byte <= '9';
    return byte >= 0x80 || is_letter || is_digit ||
           marks.find(static_cast<char>(byte)) != std::string_view::npos;
}

/// At most `size` bytes, and no half of a character.
std::string_view beginning(std::string_view text, std::size_t size) {
    if (text.size() <= size) {
        return text;
    }
    while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0U) == 0x80) {
        --size;
    }
    return text.substr(0, size);
}

/// ".log", if the name ends in something like it.
std::string_view extension_of(std::string_view name) {
    const auto dot = name.rfind('.');
    const bool is_one = dot != std::string_view::npos && name.size() - dot <= longest_extension;
    return is_one ? name.substr(dot) : std::string_view();
}

FileState state_of(const TicketFile& each, const Fetching& fetching, const Config::Files& limits) {
    if (const auto here = fetching.here.find(each.local_name); here != fetching.here.end()) {
        return here->second == each.file.size ? FileState::present : FileState::differs;
    }
    if (each.file.is_deleted) {
        return FileState::deleted;
    }
    if (each.file.is_malware && !each.file.is_let_through) {
        return FileState::malware;
    }
    return each.file.size > limits.largest * megabyte ? FileState::too_large : FileState::missing;
}

std::uintmax_t size_here(const Fetching& fetching) {
    std::uintmax_t all = 0;
    for (const auto& [name, size] : fetching.here) {
        all += size;
    }
    return all;
}

}  // namespace

const char* word(FileState state) {
    switch (state) {
        case FileState::missing:
            return "missing";
        case FileState::present:
            return "present";
        case FileState::differs:
            return "differs";
        case FileState::too_large:
            return "too-large";
        case FileState::over_total:
            return "over-total";
        case FileState::malware:
            return "malware";
        case FileState::deleted:
            return "deleted";
        case FileState::fetched:
            return "fetched";
        case FileState::failed:
            return "failed";
    }
    return "failed";
}

std::string local_name(const zendesk::AttachedFile& file) {
    auto name = one_line(file.name);
    std::replace_if(
        name.begin(), name.end(), [](unsigned char byte) { return !is_harmless(byte); }, '_');
    const auto extension = extension_of(name);
    const auto stem = std::string_view(name).substr(0, name.size() - extension.size());
    return fmt::format("{}-{}{}", file.id, beginning(stem, longest_stem), extension);
}

Result<std::vector<TicketFile>> plan_fetch(const Fetching& fetching, const Config::Files& limits) {
    std::vector<TicketFile> files;
    auto total = size_here(fetching);
    std::uintmax_t wanted = 0;
    for (const auto& comment : fetching.comments) {
        for (const auto& file : comment.files) {
            TicketFile each{.file = file,
                            .comment_id = comment.id,
                            .is_public = comment.is_public,
                            .local_name = local_name(file)};
            each.state = state_of(each, fetching, limits);
            if (each.state == FileState::missing && total + file.size > limits.total * megabyte) {
                each.state = FileState::over_total;
            }
            const auto more = each.state == FileState::missing ? file.size : 0;
            total += more;
            wanted += more;
            files.push_back(std::move(each));
        }
    }
    if (fetching.room && wanted > *fetching.room) {
        return Error{.kind = ErrorKind::local,
                     .message = fmt::format("the files take {:.1f} MB, and {:.1f} MB are free",
                                            static_cast<double>(wanted) / megabyte,
                                            static_cast<double>(*fetching.room) / megabyte),
                     .hint = "free the disk (emerg fetch --clean), or name another with --into"};
    }
    return files;
}

std::string why_not_kept(const KeptTicket& kept,
                         const std::optional<std::vector<zendesk::Ticket>>& tickets,
                         const Config::Files& limits, TimePoint now) {
    if (now - kept.fetched_at > limits.keep) {
        return "fetched longer ago than files.keep";
    }
    if (!tickets) {
        return {};
    }
    const auto ticket = std::find_if(tickets->begin(), tickets->end(),
                                     [&](const auto& each) { return each.id == kept.ticket_id; });
    if (ticket == tickets->end()) {
        return "Zendesk has the ticket no more";
    }
    const bool is_done =
        std::find(limits.done.begin(), limits.done.end(), ticket->status) != limits.done.end();
    return is_done ? fmt::format("the ticket is {}", ticket->status) : std::string();
}

}  // namespace emergency::procedure
