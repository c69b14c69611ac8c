#include "apps/emerg/commands/incoming.h"

#include "apps/emerg/case_view.h"
#include "apps/emerg/commands/successor.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/core/together.h"
#include "libemergency/schedule/rotation.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <optional>

namespace emerg {
namespace {

using emergency::cases::Case;
using emergency::cases::Reference;
using emergency::cases::Sources;

constexpr std::chrono::days longest_shift{4};
constexpr std::chrono::minutes just_now{1};

/// Why a case waits for me.
enum class Reason { handed_to_me, of_the_outgoing, unowned };

const char* word(Reason reason) {
    switch (reason) {
        case Reason::handed_to_me:
            return "handed to me";
        case Reason::of_the_outgoing:
            return "of the outgoing engineer";
        case Reason::unowned:
            return "unowned";
    }
    return "";
}

/// Whose shift ends, or ended last: the newest duty of the rotation that is not mine.
Result<std::optional<emergency::zendesk::Id>> outgoing(const Sources& sources, Session& session,
                                                       const std::string& me) {
    using Found = std::optional<emergency::zendesk::Id>;
    const auto rotation = rotation_of(session.config().handoff_rotation, session.config());
    if (!rotation) {
        return rotation.error();
    }
    const auto now = session.clock().now();
    const auto duties = emergency::schedule::duties_of(sources.pagerduty, **rotation,
                                                       now - longest_shift, now + just_now);
    if (!duties) {
        return duties.error();
    }
    const auto last = std::find_if(duties->rbegin(), duties->rend(), [&](const auto& duty) {
        return duty.user.id != me && duty.start <= now;
    });
    if (last == duties->rend()) {
        return Found();
    }
    const auto person = sources.pagerduty.user(last->user.id);
    const auto known = person ? sources.zendesk.user_by_email(person->email)
                              : Result<emergency::zendesk::User>(person.error());
    if (known) {
        return Found(known->id);
    }
    return known.error().kind == ErrorKind::not_found ? Result<Found>(Found()) : known.error();
}

struct Inherited {
    Case one;
    Reason reason;
};

std::optional<Reason> reason_of(const Case& one, emergency::zendesk::Id me,
                                const std::optional<emergency::zendesk::Id>& leaving,
                                const std::string& tag_prefix) {
    const auto owner = one.ticket ? one.ticket->assignee_id : 0;
    if (owner == me && emergency::cases::has_step(one, "handoff", tag_prefix)) {
        return Reason::handed_to_me;
    }
    if (leaving && owner == *leaving) {
        return Reason::of_the_outgoing;
    }
    const bool is_held = one.incident && !one.incident->acknowledgements.empty();
    return owner == 0 && !is_held ? std::optional(Reason::unowned) : std::nullopt;
}

Reference reference_of(const Case& one) {
    return one.incident ? Reference(emergency::cases::IncidentId{one.incident->id})
                        : Reference(emergency::cases::TicketId{one.ticket->id});
}

/// With comments and audits, for promises and clocks.
Result<std::vector<Inherited>> whole(const std::vector<Inherited>& listed, Session& session) {
    std::vector<std::function<Result<Case>()>> tasks;
    tasks.reserve(listed.size());
    for (const auto& each : listed) {
        tasks.emplace_back([&] { return session.find_case(reference_of(each.one)); });
    }
    std::vector<Inherited> all;
    for (auto& one : emergency::together(tasks)) {
        if (!one) {
            return one.error();
        }
        all.push_back({*std::move(one), listed[all.size()].reason});
    }
    return all;
}

std::string command_for(const Inherited& waiting, const emergency::Config& config) {
    const auto id = id_of(waiting.one);
    switch (waiting.reason) {
        case Reason::handed_to_me:
            return awaits_acceptance(waiting.one, config.zendesk.tag_prefix)
                       ? fmt::format("emerg handoff accept {}", id)
                       : next_of(waiting.one, config).command;
        case Reason::of_the_outgoing:
            return fmt::format("emerg ack {} --take", id);
        case Reason::unowned:
            return fmt::format("emerg ack {}", id);
    }
    return {};
}

Json row(const Inherited& waiting, const emergency::Config& config) {
    auto row = document(waiting.one, config);
    const auto handover = last_handover(waiting.one);
    row["why"] = word(waiting.reason);
    row["handover"] = Json();
    if (handover) {
        const auto* accepted = handover->accepted;
        row["handover"] = {
            {"at", emergency::utc_text(handover->given->at)},
            {"by", writer_of(waiting.one, *handover->given)},
            {"accepted_at",
             accepted == nullptr ? Json() : Json(emergency::utc_text(accepted->at))}};
    }
    row["first_clock"] = row["clocks"].empty() ? Json() : row["clocks"].front();
    row["command"] = command_for(waiting, config);
    return row;
}

Listing inherited_listing(const std::vector<Inherited>& all, const emergency::Config& config) {
    auto listing = emerg::listing_of(std::vector<Case>(), config);
    listing.fields.insert(listing.fields.end(), {"why", "handover", "first_clock", "command"});
    listing.columns = {{"CASE", "id", Cell::text, {}, {"incident.url", "ticket.url"}},
                       {"TICKET", "ticket.id", Cell::text, {}, {"ticket.url"}},
                       {"WHY", "why"},
                       {"FROM", "handover.by", Cell::text, "owner"},
                       {"ACCEPTED", "handover.accepted_at", Cell::moment},
                       {"STAGE", "stage"},
                       {"CLOCK", "first_clock.name"},
                       {"DUE", "first_clock.due", Cell::deadline},
                       {"CUSTOMER", "customer"},
                       {"COMMAND", "command"}};
    for (const auto& waiting : all) {
        listing.rows.push_back(row(waiting, config));
    }
    return listing;
}

}  // namespace

Result<ExitCode> show_incoming(Session& session) {
    const auto sources = session.sources();
    const auto actor =
        sources ? session.actor() : Result<const emergency::procedure::Actor*>(sources.error());
    if (!actor) {
        return actor.error();
    }
    const auto& me = (*actor)->me;
    const auto [open, leaving] =
        emergency::together([&] { return emergency::cases::open_cases(**sources); },
                            [&] { return outgoing(**sources, session, me.pagerduty.id); });
    if (!open || !leaving) {
        return open ? leaving.error() : open.error();
    }
    const auto& prefix = session.config().zendesk.tag_prefix;
    std::vector<Inherited> listed;
    for (const auto& one : *open) {
        if (const auto reason = reason_of(one, me.zendesk.id, *leaving, prefix)) {
            listed.push_back({one, *reason});
        }
    }
    const auto all = whole(listed, session);
    if (!all) {
        return all.error();
    }
    if (all->empty()) {
        session.say("nothing is handed to you, and nothing is without an owner");
    }
    return session.answer(inherited_listing(*all, session.config()));
}

}  // namespace emerg
