#include "libemergency/procedure/bulk.h"

#include "libemergency/core/encoding.h"
#include "libemergency/core/text.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::procedure {
namespace {

constexpr std::size_t key_length = 12;

/// The two answers, and the status that each gives the ticket.
struct Answer {
    const char* step;  ///< In keys.
    const char* text;  ///< In the configuration.
    const char* status;
};
constexpr Answer promised{"promised", "incident_promised", "open"};
constexpr Answer told_of_incident{"told_of_incident", "incident_linked", "solved"};

std::string key_of(const Situation& situation, const BulkOptions& options, const Answer& answer) {
    return fmt::format("{}/bulk/{}/{}", cases::key_root(situation.one),
                       digest(options.incident).substr(0, key_length), answer.step);
}

Error wrong(const std::string& message, const std::string& hint) {
    return {.kind = ErrorKind::usage, .message = message, .hint = hint};
}

/// Zendesk would cut a tag with other letters in two, or drop them.
bool is_tag(const std::string& word) {
    return !word.empty() &&
           word.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_-") == std::string::npos;
}

Result<void> understandable(const BulkOptions& options) {
    if (!is_tag(options.incident)) {
        return wrong("the incident's tag may have small letters, digits, - and _ only",
                     "for example: --incident incident-12345");
    }
    for (const auto& link : {options.issue, options.status_page}) {
        if (!link.empty() && !link.starts_with("https://")) {
            return wrong("a link for customers starts with https://",
                         "leave out --issue or --status-page while there is none");
        }
    }
    return {};
}

std::vector<std::string> tags_of(const Situation& situation, const std::string& key,
                                 const std::string& incident) {
    auto tags = tags_with(situation, key);
    std::erase(tags, tag_of(situation, key));
    if (std::find(tags.begin(), tags.end(), incident) == tags.end()) {
        tags.push_back(incident);
    }
    return tags;
}

Effect comment(const Situation& situation, const BulkOptions& options, const Answer& answer,
               const std::string& text) {
    const auto key = key_of(situation, options, answer);
    const auto& ticket = *situation.one.ticket;
    zendesk::TicketUpdate update{.ticket_id = ticket.id,
                                 .comment = zendesk::NewComment{text, true},
                                 .status = answer.status,
                                 .tags = tags_of(situation, key, options.incident),
                                 .metadata = metadata_of(situation, key),
                                 .updated_stamp = ticket.updated_stamp};
    if (ticket.assignee_id == 0) {
        update.assignee_id = situation.actor.me.zendesk.id;
    }
    return {.key = key,
            .description = fmt::format("public comment on {}, tag {}, status {}",
                                       name_of(situation.one), options.incident, answer.status),
            .since = cases::paged_at(situation.one),
            .change = std::move(update)};
}

/// What was said before that makes this answer needless; null if nothing was.
const zendesk::Audit* said_before(const Situation& situation, const BulkOptions& options) {
    const auto* link =
        cases::record_of(situation.one, key_of(situation, options, told_of_incident));
    return link != nullptr || !options.issue.empty()
               ? link
               : cases::record_of(situation.one, key_of(situation, options, promised));
}

Result<Plan> say(const Situation& situation, Plan plan, const BulkOptions& options,
                 const Answer& answer) {
    auto values = values_of(situation);
    values["issue"] = options.issue;
    values["status_page"] = options.status_page;
    const auto text = customer_text(situation, answer.text, options.text, values);
    if (!text) {
        return text.error();
    }
    const auto turn = turn_of(situation, key_of(situation, options, answer));
    if (turn.whose == Turn::Whose::theirs) {
        return stand_down(situation, plan.step, turn);
    }
    // Who agrees has to see that the ticket is about the incident.
    add_remark(plan, fmt::format("{}: {}", name_of(situation.one),
                                 one_line(situation.one.ticket->subject)));
    add_remark(plan, told_language(situation, answer.text, options.text));
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(situation, turn, plan.step));
    }
    auto written = comment(situation, options, answer, *text);
    written.needs = keys_of(plan.effects);
    written.proof = turn.proof;
    plan.effects.push_back(std::move(written));
    return plan;
}

}  // namespace

Result<Plan> plan_bulk(const Situation& situation, const BulkOptions& options) {
    if (const auto clear = understandable(options); !clear) {
        return clear.error();
    }
    if (const auto possible = answerable(situation); !possible) {
        return possible.error();
    }
    const auto& one = situation.one;
    auto plan = empty_plan(situation, "bulk");
    if (const auto* said = said_before(situation, options)) {
        plan.remarks.push_back(fmt::format(
            "{} was already answered for {} at {} by {}", name_of(one), options.incident,
            at_my_clock(situation, said->at), cases::name_of(one, said->author_id)));
        return plan;
    }
    if (one.ticket->is_done()) {
        plan.remarks.push_back(fmt::format("{} is {}", name_of(one), one.ticket->status));
        return plan;
    }
    return say(situation, std::move(plan), options,
               options.issue.empty() ? promised : told_of_incident);
}

}  // namespace emergency::procedure
