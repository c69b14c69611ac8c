#include "libemergency/cases/progress.h"
#include "libemergency/procedure/perform.h"

#include <algorithm>

namespace emergency::procedure {
namespace {

using Proven = Result<std::optional<Fact>>;

std::string value_of(const std::map<std::string, std::string>& values, const std::string& name) {
    const auto found = values.find(name);
    return found == values.end() ? std::string() : found->second;
}

/// A page that is taken over counts as acknowledged only once the new owner is among those who did;
/// a resolved one counts in any case.
bool is_held_by(const pagerduty::Incident& incident, const std::string& user_id) {
    const auto& all = incident.acknowledgements;
    return user_id.empty() || incident.status == pagerduty::Status::resolved ||
           std::any_of(all.begin(), all.end(),
                       [&](const auto& each) { return each.by.id == user_id; });
}

struct Prove {
    const Services& services;
    const Effect& effect;

    Proven operator()(const zendesk::TicketUpdate& update) const {
        const auto audits = services.zendesk.audits(update.ticket_id);
        if (!audits) {
            return audits.error();
        }
        for (const auto& audit : *audits) {
            if (value_of(audit.custom, cases::metadata::key) == effect.key) {
                const auto by = value_of(audit.custom, cases::metadata::by);
                return std::optional(
                    Fact{.id = std::to_string(audit.id), .by = by, .at = audit.at});
            }
        }
        return std::optional<Fact>();
    }

    Proven operator()(const pagerduty::StatusChange& change) const {
        const auto incident = services.pagerduty.incident(change.incident_id);
        if (!incident) {
            return incident.error();
        }
        if (incident->status == pagerduty::Status::triggered) {
            return std::optional<Fact>();
        }
        const bool resolving = change.status == pagerduty::Status::resolved;
        if (resolving && incident->status != pagerduty::Status::resolved) {
            return std::optional<Fact>();
        }
        if (!resolving && !is_held_by(*incident, change.acknowledger_id)) {
            return std::optional<Fact>();
        }
        Fact fact{.id = incident->id, .url = incident->url};
        if (!incident->acknowledgements.empty()) {
            fact.by = incident->acknowledgements.back().by.name;
            fact.at = incident->acknowledgements.back().at;
        }
        return std::optional(fact);
    }

    Proven operator()(const pagerduty::NewNote& note) const {
        const auto notes = services.pagerduty.notes(note.incident_id);
        if (!notes) {
            return notes.error();
        }
        const auto marker = marked("", effect.key);
        const auto found = std::find_if(notes->begin(), notes->end(), [&](const auto& each) {
            return each.content.ends_with(marker);
        });
        if (found == notes->end()) {
            return std::optional<Fact>();
        }
        return std::optional(Fact{.id = found->id, .by = found->author, .at = found->at});
    }

    Proven operator()(const slack::Post& post) const {
        if (services.slack == nullptr) {
            return no_slack();
        }
        const auto messages = post.thread_ts.empty()
                                  ? services.slack->history(post.channel, effect.since)
                                  : services.slack->replies(post.channel, post.thread_ts);
        if (!messages) {
            return messages.error();
        }
        for (const auto& message : *messages) {
            if (value_of(message.payload, "key") == effect.key) {
                return std::optional(
                    Fact{.id = message.ts, .by = message.user_id, .at = message.at});
            }
        }
        return std::optional<Fact>();
    }

    /// A command leaves no trace that we could read; it is written to be run again.
    Proven operator()(const CommandRun& /*unused*/) const { return std::optional<Fact>(); }
};

}  // namespace

Result<std::optional<Fact>> prove(const Services& services, const Effect& effect) {
    return std::visit(Prove{services, effect}, effect.change);
}

}  // namespace emergency::procedure
