#pragma once

#include "libemergency/core/result.h"
#include "libemergency/pagerduty/types.h"
#include "libemergency/procedure/plan.h"

#include <string>
#include <vector>

namespace emergency::procedure {

/// Whoever is to be reached, as PagerDuty knows them.
struct Callee {
    std::string word = {};  ///< In keys: letters and digits.
    std::string name = {};  ///< As it is told: "manager (Mel Tanaka)".
    std::vector<std::string> assignee_ids = {};
    std::string escalation_policy_id = {};  ///< If there is no assignee.
    std::string service_id = {};            ///< Empty: cannot be paged.
};

/// What keys hold of a role's name or a person: itself if it is letters and digits, else a digest.
std::string word_of(const std::string& name);

/// What the key of a page starts with: the case's root; without a case, of callee and text.
std::string root_of_page(const cases::Case& one, const std::string& word, const std::string& text);

/// "ZD-400123/page/manager/2": the second page of the manager for this case; the incident's key.
std::string page_key(const std::string& root, const std::string& word, std::size_t number);

struct PageOptions {
    Callee callee = {};
    std::string title = {};  ///< Empty: the configured one, from the text's first line.
    std::string text = {};
    std::vector<pagerduty::Incident> earlier = {};  ///< By their keys' number, from 1 on.
    TimePoint since = {};                           ///< Resolved pages that are older do not count.
};

/// The page that stands: one that is open, or was made since; null if a new one is needed.
const pagerduty::Incident* standing_page(const PageOptions& options);

/// A manual incident on the callee's service → a line in the case's thread. `situation.one` may be
/// of nothing.
Result<Plan> plan_page(const Situation& situation, const PageOptions& options);

/// Adds page and line to a plan; `after` must have been tried before.
Result<void> add_page(Plan& plan, const Situation& situation, const PageOptions& options,
                      const std::vector<std::string>& after);

}  // namespace emergency::procedure
