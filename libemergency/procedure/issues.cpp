#include "libemergency/procedure/issues.h"

#include "libemergency/core/text.h"
#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

namespace emergency::procedure {
namespace {

Result<Effect> wanted_issue(const Situation& situation, const std::string& key,
                            const WantedIssue& wanted) {
    auto values = values_of(situation);
    values["kind"] = wanted.kind;
    const auto& kinds = situation.config.issues;
    const auto kind = kinds.find(wanted.kind);
    auto issue = issue_of_case(
        situation, key, values,
        {.title = "issue_title",
         .what = fmt::format("{} issue", wanted.kind),
         .text = wanted.from.text,
         .labels = kind == kinds.end() ? std::vector<std::string>() : kind->second.labels});
    if (issue) {
        issue->is_own_wish = true;
    }
    return issue;
}

}  // namespace

Result<Effect> issue_of_case(const Situation& situation, const std::string& key,
                             const message::Values& values, const IssueWords& words) {
    const auto title = colleague_text(situation, words.title, values);
    const auto links = colleague_text(situation, "runbook_links", values);
    if (!title || !links) {
        return title ? links.error() : title.error();
    }
    return Effect{.key = key,
                  .description = words.what,
                  .criticality = Criticality::side,
                  .proof = Proof::before_first,
                  .expires = situation.one.as_of + situation.config.policy.thread_expires,
                  .since = cases::paged_at(situation.one),
                  .change = gitlab::NewIssue{.title = one_line(*title),
                                             .description = trimmed(words.text + "\n" + *links),
                                             .marker = key,
                                             .labels = words.labels}};
}

Result<void> add_issues(Plan& plan, const Situation& situation, const std::string& step_key,
                        const std::vector<WantedIssue>& wanted) {
    const auto before = keys_of(plan.effects);
    for (const auto& each : wanted) {
        if (!each.from.remark.empty()) {
            plan.remarks.push_back(
                fmt::format("no {} issue was opened: {}", each.kind, each.from.remark));
            continue;
        }
        if (!each.from.postponed.empty()) {
            plan.postponed.push_back(
                fmt::format("the {} issue: {}", each.kind, each.from.postponed));
            continue;
        }
        auto issue = wanted_issue(situation, step_key + "/issue/" + each.kind, each);
        if (!issue) {
            return issue.error();
        }
        issue->contested_until = contested_until(situation, step_key);
        // Only what ends the emergency must have happened; the rest is no reason to leave it out.
        for (const auto& key : before) {
            (key == step_key ? issue->needs : issue->after).push_back(key);
        }
        plan.effects.push_back(*std::move(issue));
    }
    return {};
}

}  // namespace emergency::procedure
