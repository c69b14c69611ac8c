#pragma once

#include "libemergency/config/load.h"
#include "libemergency/core/result.h"

#include <string>
#include <vector>

namespace emergency {

/// The file's text with another text at one place ("slack", "token"); comments, order and all else
/// stay as they are. A section of the file itself that is missing is added at its end. Fails with
/// `configuration` where it takes more than that: what was changed is read again and compared.
Result<std::string> with_setting(const ConfigFile& file, const std::vector<std::string>& path,
                                 const std::string& text);

/// The lines that say the same, for somebody to write into the file.
std::string setting_lines(const std::vector<std::string>& path, const std::string& text);

}  // namespace emergency
