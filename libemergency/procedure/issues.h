#pragma once

#include "libemergency/procedure/verbs.h"

#include <string>
#include <vector>

namespace emergency::procedure {

/// An issue that is to be opened after an emergency, of a kind of the configuration (`issues`).
struct WantedIssue {
    std::string kind = {};  ///< "retro"
    Runbook from = {};      ///< Its template, read beforehand.
};

/// Adds the issues to a plan: side effects, after the step `step_key`. One that is open already is
/// found by its marker.
Result<void> add_issues(Plan& plan, const Situation& situation, const std::string& step_key,
                        const std::vector<WantedIssue>& wanted);

}  // namespace emergency::procedure
