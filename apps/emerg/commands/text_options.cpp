#include "apps/emerg/commands/text_options.h"

#include <CLI/App.hpp>

namespace emerg {

std::vector<std::string> with_text(std::vector<std::string> words, const std::string& text) {
    if (!text.empty()) {
        words.push_back("--message=" + text);
    }
    return words;
}

void add_text_options(CLI::App& command, TextSource& source) {
    command.add_option("-m,--message", source.message, "The text; - reads standard input");
    command.add_option("-F,--file", source.file, "The text's file; - reads standard input");
    command.add_flag("-e,--edit", source.edit, "Edit the text before it is sent");
}

}  // namespace emerg
