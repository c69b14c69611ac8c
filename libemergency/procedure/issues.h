#pragma once

#include "libemergency/message/message.h"
#include "libemergency/procedure/verbs.h"

#include <string>
#include <vector>

namespace emergency::procedure {

/// An issue that is to be opened after an emergency, of a kind of the configuration (`issues`).
struct WantedIssue {
    std::string kind = {};  ///< "retro"
    Runbook from = {};      ///< Its template, read beforehand.
};

/// What tells one issue of a case from another.
struct IssueWords {
    std::string title = {};  ///< Name of the message that makes it.
    std::string what = {};   ///< "runbook issue"
    std::string text = {};   ///< The case's links follow it.
    std::vector<std::string> labels = {};
};

/// An issue for the case, under `key`, by which it is found if it is open already: a side effect.
Result<Effect> issue_of_case(const Situation& situation, const std::string& key,
                             const message::Values& values, const IssueWords& words);

/// Adds the issues to a plan: side effects, after the step `step_key`. One that is open already is
/// found by its marker.
Result<void> add_issues(Plan& plan, const Situation& situation, const std::string& step_key,
                        const std::vector<WantedIssue>& wanted);

}  // namespace emergency::procedure
