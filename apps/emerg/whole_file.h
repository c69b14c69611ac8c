#pragma once

#include "libemergency/core/result.h"

#include <string>

namespace emerg {

/// The file's text; empty if there is none. Fails with `local`.
emergency::Result<std::string> text_of_file(const std::string& path);

/// Who may read a file that was not there before.
enum class Readers { everybody, owner };

/// Puts `text` in the file's place, whole or not at all: whoever reads it meanwhile gets the old
/// text or the new one. The mode of one that was there stays. Fails with `local`.
emergency::Result<void> write_whole_file(const std::string& path, const std::string& text,
                                         Readers readers);

}  // namespace emerg
