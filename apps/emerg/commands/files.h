#pragma once

#include "libemergency/core/result.h"
#include "libemergency/zendesk/types.h"

#include <string>
#include <string_view>
#include <vector>

namespace emerg {

/// What the bytes are: "image/png", "application/pdf", …; of text "text/plain".
std::string type_of(std::string_view bytes);

/// Is it a file whose bytes are no text, so that it can only be attached?
bool is_no_text(const std::string& path);

/// The files, whole; fails with `usage` if one cannot be read, is empty, or larger than Zendesk
/// takes.
emergency::Result<std::vector<emergency::zendesk::Attachment>> read_files(
    const std::vector<std::string>& paths);

/// Tells these files from others, and from the same once they changed.
std::string digest_of(const std::vector<emergency::zendesk::Attachment>& files);

/// The path as another working directory finds it.
std::string absolute(const std::string& path);

}  // namespace emerg
