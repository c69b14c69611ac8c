#pragma once

#include "libemergency/core/error.h"

#include <ostream>
#include <string>

namespace emerg {

/// How a failure is to be told.
struct ComplaintStyle {
    std::string command = {};  ///< "ack"; empty before the command was understood.
    bool json = false;         ///< One object on one line, for scripts.
};

/// "emerg: ack: PagerDuty has no incident Q123 (404)", then hint and request id, a line each.
void write_complaint(const emergency::Error& error, const ComplaintStyle& style, std::ostream& out);

}  // namespace emerg
