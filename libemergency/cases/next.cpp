#include "libemergency/cases/progress.h"
#include "libemergency/core/text.h"
#include "libemergency/message/message.h"

#include <algorithm>

namespace emergency::cases {
namespace {

using pagerduty::Status;

bool has_status(const Case& one, Status status) {
    return one.incident && one.incident->status == status;
}

/// Of a page that is resolved whoever wrote to the customer since has the ticket, too.
bool is_owned(const Case& one, const std::string& tag_prefix) {
    if (!one.ticket) {
        return !has_status(one, Status::triggered);
    }
    const bool is_worked_on =
        has_status(one, Status::resolved) && stage_of(one, tag_prefix) >= Stage::contacted;
    return one.ticket->assignee_id != 0 || has_status(one, Status::acknowledged) || is_worked_on;
}

bool is_past(const Case& one, const Config& config, const std::string& limit) {
    const auto running = deadlines_of(one, config);
    return std::any_of(running.begin(), running.end(), [&](const Deadline& each) {
        return each.name == limit && each.due <= one.as_of;
    });
}

bool has_tag(const Case& one, const std::string& tag) {
    const auto is_in = [&](const std::vector<std::string>& tags) {
        return std::find(tags.begin(), tags.end(), tag) != tags.end();
    };
    return (one.ticket && is_in(one.ticket->tags)) ||
           (one.organization && is_in(one.organization->tags));
}

bool is_mentioned(const Case& one, const std::string& words) {
    const auto wanted = lower(words);
    return one.ticket && (lower(one.ticket->subject).find(wanted) != std::string::npos ||
                          lower(one.ticket->description).find(wanted) != std::string::npos);
}

bool is_fact(const Case& one, const Config& config, const Condition& condition) {
    const auto stage = stage_of(one, config.zendesk.tag_prefix);
    switch (condition.fact) {
        case Fact::page:
            return one.incident.has_value();
        case Fact::page_rings:
            return has_status(one, Status::triggered);
        case Fact::page_acknowledged:
            return has_status(one, Status::acknowledged);
        case Fact::page_resolved:
            return has_status(one, Status::resolved);
        case Fact::ticket:
            return one.ticket.has_value();
        case Fact::owned:
            return is_owned(one, config.zendesk.tag_prefix);
        case Fact::contacted:
            return stage == Stage::contacted || stage == Stage::engaged || stage == Stage::closed;
        case Fact::answered:
            return is_engaged(one, config.zendesk.tag_prefix);
        case Fact::closed:
            return stage == Stage::closed;
        case Fact::thread:
            return one.thread.has_value();
        case Fact::bridge:
            return !one.bridge.empty();
        case Fact::in_call:
            return is_in_call(one, config.zendesk.tag_prefix);
        case Fact::handed_over:
            return awaits_acceptance(one, config.zendesk.tag_prefix);
        case Fact::done:
            return has_step(one, condition.name, config.zendesk.tag_prefix);
        case Fact::due:
            return is_past(one, config, condition.name);
        case Fact::older:
            return one.as_of - paged_at(one) > condition.span;
        case Fact::tagged:
            return has_tag(one, condition.name);
        case Fact::mentions:
            return is_mentioned(one, condition.name);
    }
    return false;
}

bool all_hold(const std::vector<Condition>& conditions, const Case& one, const Config& config) {
    return std::all_of(conditions.begin(), conditions.end(), [&](const Condition& condition) {
        return is_fact(one, config, condition) != condition.is_negated;
    });
}

std::optional<TimePoint> due_of(const ProcedureState& state, const Case& one,
                                const Config& config) {
    if (state.due.empty()) {
        return std::nullopt;
    }
    const auto running = deadlines_of(one, config);
    for (const auto& name : state.due) {
        const auto found = std::find_if(running.begin(), running.end(),
                                        [&](const auto& each) { return each.name == name; });
        if (found != running.end()) {
            return found->due;
        }
    }
    return std::nullopt;
}

/// A template that cannot be rendered is shown as it is: `next` must never fail at 04:00.
std::string filled_in(const std::string& command, const Case& one) {
    const auto text = message::render(
        command, {{"case", id_of(one)}, {"thread_url", one.thread ? one.thread->url : ""}});
    return text ? *text : command;
}

/// Of several reasons for the same advice one is enough.
void add_option(std::vector<Option>& options, const ProcedureOption& option, const Case& one) {
    const auto is_same = [&](const Option& other) { return other.title == option.title; };
    if (std::none_of(options.begin(), options.end(), is_same)) {
        options.push_back({option.title, filled_in(option.command, one)});
    }
}

}  // namespace

std::vector<Option> advice_for(const Case& one, const Config& config) {
    std::vector<Option> advice;
    for (const auto& option : config.advice) {
        if (all_hold(option.when, one, config)) {
            add_option(advice, option, one);
        }
    }
    return advice;
}

NextStep next_of(const Case& one, const Config& config) {
    const auto& states = config.procedure;
    const auto state = std::find_if(states.begin(), states.end(), [&](const auto& each) {
        return all_hold(each.when, one, config);
    });
    if (state == states.end()) {
        return {.step = "none"};
    }
    NextStep next{.state = state->name,
                  .means = state->means,
                  .step = state->step.empty() ? "none" : state->step,
                  .title = state->title,
                  .due = due_of(*state, one, config),
                  .command = filled_in(state->command, one)};
    for (const auto& option : state->also) {
        if (all_hold(option.when, one, config)) {
            add_option(next.also, option, one);
        }
    }
    const auto advice = advice_for(one, config);
    next.also.insert(next.also.begin(), advice.begin(), advice.end());
    return next;
}

}  // namespace emergency::cases
