#include "apps/emerg/commands/files.h"

#include "libemergency/core/encoding.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <array>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>

namespace emerg {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;
using emergency::zendesk::Attachment;

constexpr std::uintmax_t largest = 50U << 20U;  ///< What Zendesk takes.
constexpr std::size_t head = 4096;              ///< Tells text from other bytes.

struct Signature {
    std::string_view begins;
    const char* type;
};

using namespace std::string_view_literals;
constexpr auto signatures = std::to_array<Signature>({
    {"\x89PNG\r\n\x1a\n"sv, "image/png"},
    {"\xff\xd8\xff"sv, "image/jpeg"},
    {"GIF8"sv, "image/gif"},
    {"%PDF-"sv, "application/pdf"},
    {"\x1f\x8b"sv, "application/gzip"},
    {"PK\x03\x04"sv, "application/zip"},
    {"BM"sv, "image/bmp"},
});

/// How many bytes follow this one in UTF-8; nothing if it begins no character.
std::optional<int> followers_of(unsigned char byte) {
    if (byte < 0x80) {
        return 0;
    }
    if (byte >= 0xc2 && byte < 0xe0) {
        return 1;
    }
    if (byte >= 0xe0 && byte < 0xf0) {
        return 2;
    }
    return byte >= 0xf0 && byte < 0xf5 ? std::optional(3) : std::nullopt;
}

/// Neither a NUL nor broken UTF-8; a character that the head cuts off is none.
bool is_text(std::string_view bytes) {
    int expected = 0;
    for (const char each : bytes.substr(0, head)) {
        const auto byte = static_cast<unsigned char>(each);
        const bool follows = (byte & 0xc0U) == 0x80;
        if (byte == 0 || follows != (expected > 0)) {
            return false;
        }
        const auto begun = follows ? std::optional(expected - 1) : followers_of(byte);
        if (!begun) {
            return false;
        }
        expected = *begun;
    }
    return expected == 0 || bytes.size() >= head;
}

Error unreadable(const std::string& path, const std::string& why) {
    return {.kind = ErrorKind::usage,
            .message = fmt::format("cannot attach {}: {}", emergency::one_line(path), why)};
}

Result<Attachment> read_file(const std::string& path) {
    std::error_code failure;
    const auto size = std::filesystem::file_size(path, failure);
    if (failure) {
        return unreadable(path, failure.message());
    }
    if (size == 0 || size > largest) {
        return unreadable(path, size == 0 ? "it is empty" : "it is larger than 50 MB");
    }
    std::ifstream file(path, std::ios::binary);
    Attachment read{.name = std::filesystem::path(path).filename().string(),
                    .bytes = {std::istreambuf_iterator<char>(file), {}}};
    if (read.bytes.empty()) {
        return unreadable(path, "it cannot be read");
    }
    read.name = emergency::one_line(read.name);
    read.type = type_of(read.bytes);
    return read;
}

}  // namespace

std::string type_of(std::string_view bytes) {
    if (bytes.starts_with("RIFF") && bytes.size() > 12 && bytes.substr(8, 4) == "WEBP") {
        return "image/webp";
    }
    if (is_text(bytes)) {
        return "text/plain";
    }
    for (const auto& signature : signatures) {
        if (bytes.starts_with(signature.begins)) {
            return signature.type;
        }
    }
    return "application/octet-stream";
}

bool is_no_text(const std::string& path) {
    std::ifstream file(path, std::ios::binary);
    std::string bytes(head, '\0');
    file.read(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    bytes.resize(static_cast<std::size_t>(file.gcount()));
    const auto type = type_of(bytes);
    return !bytes.empty() && type != "text/plain";
}

Result<std::vector<Attachment>> read_files(const std::vector<std::string>& paths) {
    std::vector<Attachment> files;
    for (const auto& path : paths) {
        auto file = read_file(path);
        if (!file) {
            return file.error();
        }
        files.push_back(*std::move(file));
    }
    return files;
}

std::string digest_of(const std::vector<Attachment>& files) {
    std::string all;
    for (const auto& file : files) {
        all += emergency::digest(file.bytes);
    }
    return emergency::digest(all);
}

std::string absolute(const std::string& path) {
    std::error_code failure;
    const auto whole = std::filesystem::absolute(path, failure);
    return failure ? path : whole.string();
}

}  // namespace emerg
