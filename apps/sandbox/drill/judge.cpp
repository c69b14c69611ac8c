#include "apps/sandbox/drill/judge.h"

#include <algorithm>

namespace sandbox::drill {
namespace {

std::optional<TimePoint> moment_in(const Conduct& conduct, const std::string& what) {
    const auto found = conduct.moments.find(what);
    return found == conduct.moments.end() ? std::nullopt : std::optional(found->second);
}

Verdict undone(const std::optional<TimePoint>& due, const Look& look) {
    const bool is_past = due && look.at > *due;
    return is_past || look.phase == Look::Phase::over ? Verdict::missed : Verdict::open;
}

Finding judged_duty(const Duty& duty, const Conduct& conduct, const Look& look) {
    const auto from = moment_in(conduct, duty.from);
    const auto at = moment_in(conduct, duty.done);
    Finding finding{.ticket = duty.ticket,
                    .duty = duty.name,
                    .at = at,
                    .section = duty.section,
                    .why = duty.why};
    if (from && duty.within) {
        finding.due = *from + *duty.within;
    }
    if (!at) {
        finding.verdict = undone(finding.due, look);
    } else if (!from || *at < *from + duty.not_before) {
        finding.verdict = Verdict::early;
    } else {
        finding.verdict = finding.due && *at > *finding.due ? Verdict::late : Verdict::in_time;
    }
    return finding;
}

/// A promise ends with the case.
Finding judged_promise(const Promise& promise, const Conduct& conduct, const Look& look) {
    Finding finding{.ticket = conduct.ticket,
                    .duty = "promise",
                    .at = promise.kept,
                    .due = promise.due,
                    .section = "Engage",
                    .why = "the customer was promised a message by then"};
    const auto ended = moment_in(conduct, "closed");
    if (promise.kept) {
        finding.verdict = *promise.kept > promise.due ? Verdict::late : Verdict::in_time;
    } else if (ended && *ended <= promise.due) {
        finding.at = ended;
        finding.verdict = Verdict::in_time;
    } else {
        finding.verdict = look.at > promise.due ? Verdict::missed : Verdict::open;
    }
    return finding;
}

/// Leaving a drill does not break a promise that still runs.
bool is_worth_telling(const Finding& promise, const Look& look) {
    return look.phase == Look::Phase::running || promise.verdict != Verdict::open;
}

void add_rest(std::vector<Finding>& findings, const Conduct& conduct, const Look& look) {
    for (const auto& promise : conduct.promises) {
        auto finding = judged_promise(promise, conduct, look);
        if (is_worth_telling(finding, look)) {
            findings.push_back(std::move(finding));
        }
    }
    for (const auto& repetition : conduct.repetitions) {
        findings.push_back({.ticket = conduct.ticket,
                            .duty = repetition.what,
                            .verdict = Verdict::twice,
                            .at = repetition.at,
                            .section = "every step",
                            .why = "customer and colleagues read everything once"});
    }
}

}  // namespace

const char* word(Verdict verdict) {
    switch (verdict) {
        case Verdict::in_time:
            return "in time";
        case Verdict::late:
            return "late";
        case Verdict::early:
            return "early";
        case Verdict::missed:
            return "missed";
        case Verdict::twice:
            return "twice";
        case Verdict::open:
            return "open";
    }
    return "";
}

std::vector<Finding> judged(const std::vector<Duty>& duties, const std::vector<Conduct>& conducts,
                            const Look& look) {
    std::vector<Finding> findings;
    for (const auto& conduct : conducts) {
        for (const auto& duty : duties) {
            if (duty.ticket == conduct.ticket) {
                findings.push_back(judged_duty(duty, conduct, look));
            }
        }
        add_rest(findings, conduct, look);
    }
    return findings;
}

bool is_all_in_time(const std::vector<Finding>& findings) {
    return std::ranges::all_of(
        findings, [](const Finding& each) { return each.verdict == Verdict::in_time; });
}

}  // namespace sandbox::drill
