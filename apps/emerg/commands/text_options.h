#pragma once

#include "apps/emerg/terminal/ask.h"

#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): not ours.
class App;
}

namespace emerg {

/// The words that give `text` again.
std::vector<std::string> with_text(std::vector<std::string> words, const std::string& text);

/// Declares -m, --file and --edit: the same in every command that sends a text.
void add_text_options(CLI::App& command, TextSource& source);

}  // namespace emerg
