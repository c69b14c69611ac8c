#pragma once

#include "apps/emerg/commands/verb.h"

#include <string>
#include <vector>

namespace emerg {

/// The commands by the stages of an emergency: what `emerg` alone says.
std::string overview();

/// Purpose, usage, examples, options and exit codes of a verb.
std::string help_of(const Verb& verb);

/// What follows a verb: "[options] [CASE]".
std::string arguments_of(const Verb& verb);

/// The page on a topic; empty if there is none.
std::string topic(const std::string& name);

/// The names of the topics.
std::vector<std::string> topics();

/// The man page in scdoc's language: of a verb, of "emerg" itself, of "config" (section 5).
std::string scdoc_of(const std::string& page);

/// The completion script of "bash", "zsh" or "fish"; empty for another shell.
std::string completion_of(const std::string& shell);

}  // namespace emerg
