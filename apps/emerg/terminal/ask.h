#pragma once

#include "apps/emerg/global_options.h"
#include "apps/emerg/terminal/terminal.h"
#include "libemergency/config/secret_source.h"
#include "libemergency/core/result.h"

#include <string>

namespace emerg {

/// Asks yes or no; anything but yes is a `usage` error, and so is having nobody to ask (it names
/// `--yes`).
emergency::Result<void> ask(const std::string& question, const GlobalOptions& options,
                            Terminal& terminal);

/// Asks yes or no; yes is y or yes, anything else no. Fails with `usage` if the input ends.
emergency::Result<bool> ask_whether(const std::string& question, Terminal& terminal);

/// Asks for one line. Fails with `usage` if nothing is said.
emergency::Result<std::string> ask_for_line(const std::string& question, Terminal& terminal);

/// Where a text comes from: the same words in every command.
struct TextSource {
    std::string message = {};  ///< -m TEXT
    std::string file = {};     ///< --file PATH; "-" is standard input.
    bool edit = false;         ///< --edit
};

/// The text: the message, the file, standard input, or what the editor leaves of `draft`, whose
/// file is one of the terminal's drafts from then on. None of them: empty. An edited text that is
/// empty is a `usage` error.
emergency::Result<std::string> read_text(const TextSource& source, const std::string& draft,
                                         const emergency::Environment& environment,
                                         Terminal& terminal);

}  // namespace emerg
