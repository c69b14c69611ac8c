#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace emergency {

/// What an outcome of triage does to the ticket; only where `policy.triage` is `full`.
struct TriageOutcome {
    std::string macro = {};    ///< Exact title of a Zendesk macro; its comment is the message.
    std::string message = {};  ///< Ours, if there is no macro; its points hold for both.
    std::vector<std::string> tags = {};               ///< Added.
    std::string priority = {};                        ///< Empty: as it is.
    std::int64_t form = 0;                            ///< Ticket form id; 0: as it is.
    std::map<std::int64_t, std::string> fields = {};  ///< Custom field id → value.
};

/// Something that makes an emergency of what does not meet the definition.
struct TriageCriterion {
    std::string name = {};
    std::string question = {};
};

/// How it is decided whether a request is an emergency (procedure.md A2).
struct Triage {
    std::string definition = {};  ///< The question whose yes makes it an emergency.
    std::map<std::string, TriageOutcome> outcomes = {};  ///< emergency, exception, needs-info, not.
    std::vector<TriageCriterion> criteria = {};          ///< Asked in this order.
};

}  // namespace emergency
