#include "libemergency/procedure/runbook.h"

#include "libemergency/core/text.h"
#include "libemergency/gitlab/checklist.h"
#include "libemergency/procedure/issues.h"
#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace emergency::procedure {
namespace {

/// The words of the items that a step ticks.
std::vector<std::string> words_of(const Config& config, const std::string& step) {
    const auto found = config.runbook.find(step);
    return found == config.runbook.end() ? std::vector<std::string>() : found->second;
}

/// ".../issues/7" is 7; 0 if the link ends otherwise.
long long number_in(const std::string& link) {
    const auto digits = link.substr(link.rfind('/') + 1);
    long long number = 0;
    const auto* const end = digits.data() + digits.size();
    const auto [stop, problem] = std::from_chars(digits.data(), end, number);
    return problem == std::errc() && stop == end ? number : 0;
}

bool was_done(const cases::Case& one, const std::string& step) {
    if (step == "resolve") {
        return one.incident && one.incident->status == pagerduty::Status::resolved;
    }
    const auto start = fmt::format("{}/{}/", cases::key_root(one), step.substr(0, step.find(' ')));
    return std::any_of(one.audits.begin(), one.audits.end(), [&](const auto& audit) {
        return value_of(audit.custom, cases::metadata::key).starts_with(start);
    });
}

Result<Effect> issue(const Situation& situation, const std::string& key, const Runbook& runbook) {
    return issue_of_case(situation, key, values_of(situation),
                         {.title = "runbook_title",
                          .what = "runbook issue",
                          .text = gitlab::ticked(runbook.text, words_of(situation.config, "ack")),
                          .labels = situation.config.gitlab.labels});
}

/// The ticket remembers the runbook, for everybody.
Result<Effect> note(const Situation& situation, const std::string& issue_key) {
    auto values = values_of(situation);
    values["runbook_url"] = late(issue_key, "url");
    const auto text = colleague_text(situation, "runbook_note", values);
    if (!text) {
        return text.error();
    }
    const auto& ticket = *situation.one.ticket;
    const auto key = issue_key + "-note";
    auto metadata = metadata_of(situation, key);
    metadata[cases::metadata::runbook] = values["runbook_url"];
    return Effect{.key = key,
                  .description = fmt::format("internal note on {} with the runbook's link",
                                             name_of(situation.one)),
                  .criticality = Criticality::side,
                  .needs = {issue_key},
                  .since = cases::paged_at(situation.one),
                  .change = zendesk::TicketUpdate{.ticket_id = ticket.id,
                                                  .comment = zendesk::NewComment{*text, false},
                                                  .metadata = std::move(metadata),
                                                  .updated_stamp = ticket.updated_stamp}};
}

}  // namespace

std::string runbook_of(const cases::Case& one) {
    std::string link;
    for (const auto& audit : one.audits) {
        const auto found = audit.custom.find(cases::metadata::runbook);
        link = found == audit.custom.end() ? link : found->second;
    }
    return link;
}

void add_ticks(Plan& plan, const Situation& situation) {
    const auto& one = situation.one;
    const auto number = number_in(runbook_of(one));
    auto words = words_of(situation.config, plan.step);
    const bool is_reached = !plan.effects.empty() || was_done(one, plan.step);
    if (number == 0 || words.empty() || !is_reached) {
        return;
    }
    auto step = plan.step;
    std::erase(step, ' ');
    Effect effect{.key = fmt::format("{}/runbook/{}/{}", cases::key_root(one), number, step),
                  .description = fmt::format("runbook ticked: {}", plan.step),
                  .criticality = Criticality::side,
                  .since = cases::paged_at(one),
                  .change = gitlab::Ticks{.iid = number, .words = std::move(words)}};
    for (const auto& other : plan.effects) {
        (other.criticality == Criticality::core ? effect.needs : effect.after).push_back(other.key);
    }
    plan.effects.push_back(std::move(effect));
}

Result<void> add_runbook(Plan& plan, const Situation& situation, const std::string& step_key,
                         const Runbook& runbook) {
    if (const auto link = runbook_of(situation.one); !link.empty()) {
        plan.remarks.push_back(fmt::format("the runbook is {}", link));
        return {};
    }
    if (!situation.one.ticket) {
        plan.remarks.emplace_back("without a ticket no runbook is opened");
        return {};
    }
    if (!runbook.remark.empty()) {
        plan.remarks.push_back(fmt::format("no runbook was opened: {}", runbook.remark));
        return {};
    }
    if (!runbook.postponed.empty()) {
        plan.postponed.push_back(fmt::format("the runbook: {}", runbook.postponed));
        return {};
    }
    if (is_at_it_elsewhere(situation, step_key)) {
        plan.postponed.emplace_back("the runbook: another machine may be opening it right now");
        return {};
    }
    const auto key = step_key + "/runbook";
    auto opened = issue(situation, key, runbook);
    auto noted = note(situation, key);
    if (!opened || !noted) {
        return opened ? noted.error() : opened.error();
    }
    for (const auto& effect : plan.effects) {
        if (effect.part == Part::claim) {
            opened->needs.push_back(effect.key);
        }
        // Two guarded updates of a ticket at once would refuse each other.
        if (effect.key == step_key + "/thread-note") {
            noted->after.push_back(effect.key);
        }
    }
    plan.effects.push_back(*std::move(opened));
    plan.effects.push_back(*std::move(noted));
    return {};
}

}  // namespace emergency::procedure
