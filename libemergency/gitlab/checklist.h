#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace emergency::gitlab {

/// A Markdown text in which every open item ("- [ ] …") that holds one of the words, in any case,
/// is ticked ("- [x] …"); all else stays as it is.
std::string ticked(std::string_view markdown, const std::vector<std::string>& words);

}  // namespace emergency::gitlab
