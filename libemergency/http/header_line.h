#pragma once

#include "libemergency/http/transport.h"

#include <string_view>

namespace emergency::http {

/// Takes one line of an answer's head into `headers`; a status line begins them anew, since an
/// interim or a proxy's answer came before.
void take_header_line(Headers& headers, std::string_view line);

}  // namespace emergency::http
