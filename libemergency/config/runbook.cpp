#include "libemergency/config/reading.h"

namespace emergency {

Result<void> read_runbook(const Reading& reading, const YAML::Node& map) {
    if (auto fine = only(reading, map, "a runbook's steps",
                         {"ack", "triage", "contact", "resolve", "followup", "joined", "call",
                          "call end", "capture", "handoff", "accept", "close", "unresolved"});
        !fine) {
        return fine;
    }
    for (const auto& entry : map) {
        reading.loaded.config.runbook[entry.first.as<std::string>()] = texts_in(entry.second);
    }
    return {};
}

}  // namespace emergency
