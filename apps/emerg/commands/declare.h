#pragma once

#include "apps/emerg/session.h"

#include <string>
#include <vector>

namespace CLI {  // NOLINT(readability-identifier-naming): not ours.
class App;
}

namespace emerg {

/// What `escalate incident` may be told of the declaration.
struct DeclarationOptions {
    std::string name = {};
    std::string type = {};
    std::string severity = {};
    std::string link = {};
};

void add_declaration_options(CLI::App& command, DeclarationOptions& options);

/// Without a link: the fields and the text, ready to paste. With the declared incident's link:
/// notes it in ticket and thread.
Result<ExitCode> declare(const std::vector<std::string>& words, const DeclarationOptions& options,
                         const std::string& summary, Session& session);

}  // namespace emerg
