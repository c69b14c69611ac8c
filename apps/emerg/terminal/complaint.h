#pragma once

#include "apps/emerg/terminal/listing.h"
#include "libemergency/core/error.h"

#include <ostream>
#include <string>

namespace emerg {

/// How a failure is to be told.
struct ComplaintStyle {
    std::string command = {};     ///< "ack"; empty before the command was understood.
    bool json = false;            ///< One object on one line, for scripts.
    std::string case_id = {};     ///< The case at hand; empty if there is none.
    const Json* steps = nullptr;  ///< What became of each effect, if any was tried.
    bool in_part = false;         ///< Something happened: exit 8, and the same command finishes it.
};

/// "emerg: ack: PagerDuty has no incident Q123 (404)", then hint and request id, a line each.
void write_complaint(const emergency::Error& error, const ComplaintStyle& style, std::ostream& out);

}  // namespace emerg
