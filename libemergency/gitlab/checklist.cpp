#include "libemergency/gitlab/checklist.h"

#include "libemergency/core/text.h"

#include <fmt/ranges.h>

#include <algorithm>

namespace emergency::gitlab {
namespace {

constexpr std::string_view bullets = "-*+";
constexpr std::string_view open_box = " [ ] ";

/// Where the box of an open item begins in its line; npos if the line is none.
std::size_t box_in(const std::string& line) {
    const auto bullet = line.find_first_not_of(" \t");
    const bool is_item = bullet != std::string::npos &&
                         bullets.find(line[bullet]) != std::string_view::npos &&
                         line.compare(bullet + 1, open_box.size(), open_box) == 0;
    return is_item ? bullet + 1 : std::string::npos;
}

bool holds_one_of(const std::string& line, const std::vector<std::string>& words) {
    return std::any_of(words.begin(), words.end(), [&](const auto& word) {
        return lower(line).find(lower(word)) != std::string::npos;
    });
}

}  // namespace

std::string ticked(std::string_view markdown, const std::vector<std::string>& words) {
    auto lines = split(markdown, '\n');
    for (auto& line : lines) {
        const auto box = box_in(line);
        if (box != std::string::npos && holds_one_of(line.substr(box), words)) {
            line[box + 2] = 'x';
        }
    }
    return fmt::format("{}", fmt::join(lines, "\n"));
}

}  // namespace emergency::gitlab
