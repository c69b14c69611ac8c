#include "libemergency/cases/cards.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/procedure/bridge.h"
#include "libemergency/procedure/off_hours.h"
#include "libemergency/procedure/words.h"
#include "libemergency/procedure/writable.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::procedure {
namespace {

constexpr const char* agreed_name = "emerg_manager_agreed";  ///< Custom metadata.
constexpr const char* off_hours_name = "emerg_off_hours";    ///< Custom metadata.

const char* message_of(const ContactOptions& options) {
    if (options.off_hours == OffHours::yes) {
        return "contact_off_hours";
    }
    return options.call == OfferCall::yes ? "contact" : "contact_without_bridge";
}

/// Refuses what cannot be contacted.
Result<void> contactable(const Situation& situation) {
    const auto& one = situation.one;
    if (auto possible = writable(situation); !possible) {
        return possible;
    }
    if (one.page_unread && cases::first_contact(one) != nullptr) {
        auto error = *one.page_unread;
        error.hint = fmt::format(
            "{} was written to before, and only PagerDuty knows whether that "
            "was after the page: read the ticket, write there by hand",
            name_of(one));
        return error;
    }
    return {};
}

/// A link that is not known yet, in a form that the checks of the text can read.
constexpr const char* link_to_come = "https://link-of-the-call.invalid/";

std::string with_link(std::string text, const Bridge& bridge) {
    const std::string stand_in(link_to_come);
    for (auto at = text.find(stand_in); at != std::string::npos;
         at = text.find(stand_in, at + bridge.link.size())) {
        text.replace(at, stand_in.size(), bridge.link);
    }
    return text;
}

/// What the customer reads, with the link of the call if one is offered.
Result<std::string> text_of(const Situation& situation, const ContactOptions& options,
                            const Bridge& bridge, TimePoint next) {
    auto values = values_of(situation);
    values["bridge"] = bridge.opening ? link_to_come : bridge.link;
    values["next_time"] = promise_to_customer(situation, next);
    values["hours"] = uncovered_hours(situation);
    const auto text = customer_text(situation, message_of(options), options.text, values);
    return text && bridge.opening ? Result<std::string>(with_link(*text, bridge)) : text;
}

Effect comment(const Situation& situation, const std::string& key, const std::string& text,
               const Bridge& bridge, TimePoint next) {
    const auto& ticket = *situation.one.ticket;
    auto metadata = metadata_of(situation, key);
    metadata[cases::metadata::next] = utc_text(next);
    if (!bridge.link.empty()) {
        metadata[cases::metadata::bridge] = bridge.link;
    }
    if (!bridge.meeting.empty()) {
        metadata[cases::metadata::meeting] = bridge.meeting;
    }
    zendesk::TicketUpdate update{.ticket_id = ticket.id,
                                 .comment = zendesk::NewComment{text, true},
                                 .tags = tags_with(situation, key),
                                 .metadata = std::move(metadata),
                                 .updated_stamp = ticket.updated_stamp};
    if (ticket.assignee_id == 0) {
        update.assignee_id = situation.actor.me.zendesk.id;
    }
    return {.key = key,
            .description = fmt::format("public comment on {}", name_of(situation.one)),
            .since = cases::paged_at(situation.one),
            .change = std::move(update)};
}

/// Tells the thread, after the comment.
Result<void> add_thread_line(Plan& plan, const Situation& situation, const std::string& step_key,
                             const std::string& next_time) {
    if (!situation.one.thread) {
        return {};
    }
    auto values = slack_values_of(situation);
    values["next_time"] = next_time;
    const auto text = colleague_text(situation, "thread_contact", values);
    if (!text) {
        return text.error();
    }
    add_after(plan, step_key, thread_line(situation, step_key + "/thread", *text));
    return {};
}

/// Puts the link onto the page, after the comment.
void add_conference(Plan& plan, const Situation& situation, const std::string& step_key,
                    const std::string& link) {
    if (auto effect = conference(situation, step_key, link)) {
        add_after(plan, step_key, *std::move(effect));
    }
}

/// What was done already; finishes what follows if this machine wrote the comment.
Result<Plan> contacted_already(const Situation& situation, Plan plan, const std::string& step_key,
                               const ContactOptions& options) {
    const auto& one = situation.one;
    const auto* contact = cases::first_contact(one);
    plan.remarks.push_back(fmt::format("{} was already contacted at {} by {}", name_of(one),
                                       at_my_clock(situation, contact->at),
                                       cases::name_of(one, contact->author_id)));
    if (!options.text.empty()) {
        plan.remarks.push_back(fmt::format(
            "your text was not sent now; a further message: emerg contact {} --further -m TEXT",
            cases::id_of(one)));
    }
    const auto* record = cases::record_of(one, step_key);
    if (record == nullptr) {
        return plan;
    }
    const auto by = record->custom.find(cases::metadata::by);
    const auto next = record->custom.find(cases::metadata::next);
    if (by == record->custom.end() || by->second != situation.actor.by ||
        next == record->custom.end()) {
        return plan;
    }
    // Whoever did not say it again does not know the manager: it is left to what was begun.
    const bool is_off_hours =
        value_of(record->custom, off_hours_name) == "yes" && options.off_hours == OffHours::yes;
    if (auto noted = is_off_hours ? add_off_hours_note(plan, situation, step_key, options.manager)
                                  : Result<void>();
        !noted) {
        return noted.error();
    }
    add_conference(plan, situation, step_key, one.bridge);
    const auto next_at = parse_rfc3339(next->second);
    auto added = add_thread_line(plan, situation, step_key,
                                 next_at ? promise(situation, *next_at) : next->second);
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

/// The same link for all cases would bring two customers into one call.
void warn_of_others(Plan& plan, const Situation& situation, const ContactOptions& options,
                    const Bridge& bridge) {
    const auto own = cases::id_of(situation.one);
    const auto& others = options.in_fixed_call;
    const auto other =
        std::find_if(others.begin(), others.end(), [&](const auto& id) { return id != own; });
    if (other != others.end() && bridge.link == situation.config.bridge.link) {
        plan.remarks.push_back(fmt::format(
            "the link of the call is the same for every case: the customer of {} has it, too, and "
            "both would meet; --no-bridge offers no call",
            *other));
    }
}

Error no_bridge(const Situation& situation) {
    return {.kind = ErrorKind::policy,
            .message = fmt::format("there is no call to offer to the customer of {}",
                                   name_of(situation.one)),
            .hint = fmt::format("set bridge.link, bridge.command or zoom.account_id; write without "
                                "a call: emerg contact {} --no-bridge",
                                cases::id_of(situation.one))};
}

/// Call, comment, and what follows it; `plan` holds the claim, if one is to be made.
Result<Plan> write_to_customer(const Situation& situation, Plan plan, const ContactOptions& options,
                               const Turn& turn) {
    const auto step_key = cases::key_of(situation.one, "contact");
    const auto next = std::chrono::floor<std::chrono::minutes>(
        situation.one.as_of + situation.config.policy.next_message_within);
    const auto bridge = options.call == OfferCall::yes ? bridge_of(situation, step_key, turn)
                                                       : Result<Bridge>(Bridge{});
    if (!bridge) {
        return bridge.error();
    }
    if (options.call == OfferCall::yes && bridge->link.empty()) {
        return no_bridge(situation);
    }
    if (!bridge->link.empty()) {
        warn_of_others(plan, situation, options, *bridge);
    }
    const auto text = text_of(situation, options, *bridge, next);
    if (!text) {
        return text.error();
    }
    if (bridge->opening) {
        auto opening = *bridge->opening;
        opening.needs = keys_of(plan.effects);
        plan.effects.push_back(std::move(opening));
    }
    auto written = comment(situation, step_key, *text, *bridge, next);
    if (options.agreed == ManagerAgreed::yes) {
        std::get<zendesk::TicketUpdate>(written.change).metadata[agreed_name] = "yes";
    }
    if (options.off_hours == OffHours::yes) {
        std::get<zendesk::TicketUpdate>(written.change).metadata[off_hours_name] = "yes";
    }
    written.needs = keys_of(plan.effects);
    written.proof = turn.proof;
    plan.effects.push_back(std::move(written));
    if (auto noted = options.off_hours == OffHours::yes
                         ? add_off_hours_note(plan, situation, step_key, options.manager)
                         : Result<void>();
        !noted) {
        return noted.error();
    }
    add_conference(plan, situation, step_key, bridge->link);
    auto added = add_thread_line(plan, situation, step_key, promise(situation, next));
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

Result<void> may_be_said(const Situation& situation, const ContactOptions& options) {
    return options.call == OfferCall::yes ? may_offer_call(situation, options.agreed)
                                          : Result<void>();
}

}  // namespace

Result<void> writable(const Situation& situation) {
    const auto& one = situation.one;
    if (auto possible = answerable(situation); !possible) {
        return possible;
    }
    if (!one.ticket->is_done()) {
        return {};
    }
    return Error{.kind = ErrorKind::policy,
                 .message = fmt::format("{} is {}", name_of(one), one.ticket->status),
                 .hint = fmt::format("write in the customer's open ticket, or reopen this one: "
                                     "emerg api zendesk PUT /tickets/{} -f "
                                     "ticket[status]=open; the page alone: emerg resolve {}",
                                     one.ticket->id, cases::id_of(one))};
}

Result<void> may_offer_call(const Situation& situation, ManagerAgreed agreed) {
    const auto card = cases::barring_card(situation.one, situation.config);
    if (card.empty() || agreed == ManagerAgreed::yes) {
        return {};
    }
    return Error{.kind = ErrorKind::policy,
                 .message = fmt::format("{} is a case of the card '{}': no call is offered before "
                                        "a manager agreed",
                                        name_of(situation.one), card),
                 .hint = fmt::format("emerg card {0} {1} says what to do; write without a call: "
                                     "emerg contact {1} --no-bridge; agreed: --manager-agreed",
                                     card, cases::id_of(situation.one))};
}

Result<Plan> plan_contact(const Situation& situation, const ContactOptions& options) {
    const auto& one = situation.one;
    if (const auto possible = contactable(situation); !possible) {
        return possible.error();
    }
    auto plan = empty_plan(situation, "contact");
    const auto step_key = cases::key_of(one, "contact");
    if (cases::first_contact(one) != nullptr) {
        return contacted_already(situation, std::move(plan), step_key, options);
    }
    const auto turn = turn_of(situation, step_key);
    if (turn.whose == Turn::Whose::theirs) {
        return stand_down(situation, "contact", turn);
    }
    if (const auto may = may_be_said(situation, options); !may) {
        return may.error();
    }
    if (one.page_unread) {
        plan.remarks.push_back(fmt::format("the page was not read: {}", one.page_unread->message));
    }
    if (options.off_hours == OffHours::no) {
        add_remark(plan, coverage_warning(situation));
    }
    tell_owner(plan, situation);
    add_remark(plan, told_language(situation, message_of(options), options.text));
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(situation, turn, "contact"));
    }
    return write_to_customer(situation, std::move(plan), options, turn);
}

}  // namespace emergency::procedure
