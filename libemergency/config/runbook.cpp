#include "libemergency/config/reading.h"

namespace emergency {

Result<void> read_runbook(const Reading& reading, const Tree& map) {
    if (auto fine = only(reading, map, "a runbook's steps",
                         {"ack", "triage", "contact", "resolve", "followup", "joined", "call",
                          "call end", "capture", "handoff", "accept", "close", "unresolved"});
        !fine) {
        return fine;
    }
    for (const auto& entry : map.entries()) {
        reading.loaded.config.runbook[entry.name.text()] = texts_in(entry.value);
    }
    return {};
}

}  // namespace emergency
