#include "libemergency/cases/progress.h"
#include "libemergency/core/text.h"
#include "libemergency/gitlab/checklist.h"
#include "libemergency/procedure/perform.h"
#include "libemergency/procedure/twins.h"

#include <algorithm>
#include <set>

namespace emergency::procedure {
namespace {

using Proven = Result<std::optional<Fact>>;

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

    Proven operator()(const zendesk::NewTicket& wanted) const {
        const auto made = services.zendesk.ticket_of(wanted.external_id);
        if (!made) {
            return made.error();
        }
        if (made->id == 0) {
            return std::optional<Fact>();
        }
        return std::optional(Fact{.id = std::to_string(made->id),
                                  .url = services.zendesk.agent_url(made->id),
                                  .at = made->created_at});
    }

    /// By its note on the ticket that remains; what a customer wrote there proves nothing. Who did
    /// it is not read: its claim has settled that.
    Proven operator()(const zendesk::Merge& merge) const {
        const auto there = services.zendesk.conversation(merge.target_id);
        if (!there) {
            return there.error();
        }
        const auto marker = trimmed(marked("", effect.key));
        for (const auto& comment : there->comments) {
            if (!comment.is_public && trimmed(comment.body).ends_with(marker)) {
                return std::optional(Fact{.id = std::to_string(comment.id)});
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

    /// Resolved ones too: once an incident is resolved, the service would take its key again.
    Proven operator()(const pagerduty::NewIncident& wanted) const {
        const auto found = services.pagerduty.incidents(
            {.statuses = {pagerduty::Status::triggered, pagerduty::Status::acknowledged,
                          pagerduty::Status::resolved},
             .incident_key = wanted.incident_key});
        if (!found) {
            return found.error();
        }
        if (found->empty()) {
            return std::optional<Fact>();
        }
        const auto& first = found->back();  // The newest is the first of the list.
        return std::optional(Fact{.id = first.id, .url = first.url, .at = first.created_at});
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
    Proven operator()(const LinkCommand& /*unused*/) const { return std::optional<Fact>(); }

    Proven operator()(const zoom::NewMeeting& meeting) const {
        if (services.zoom == nullptr) {
            return no_zoom();
        }
        const auto all = services.zoom->meetings();
        if (!all) {
            return without_call(all.error());
        }
        for (const auto& each : *all) {
            if (each.agenda == meeting.agenda) {
                return std::optional(Fact{.id = std::to_string(each.id), .url = each.link});
            }
        }
        return std::optional<Fact>();
    }

    Proven operator()(const gitlab::NewIssue& issue) const {
        if (services.gitlab == nullptr) {
            return no_gitlab();
        }
        const auto found = services.gitlab->issues_with(issue.marker);
        if (!found) {
            return found.error();
        }
        if (found->empty()) {
            return std::optional<Fact>();
        }
        const auto& first = found->front();
        return std::optional(Fact{.id = std::to_string(first.iid), .url = first.link});
    }

    Proven operator()(const gitlab::Ticks& ticks) const {
        if (services.gitlab == nullptr) {
            return no_gitlab();
        }
        const auto issue = services.gitlab->issue(ticks.iid);
        if (!issue) {
            return issue.error();
        }
        if (gitlab::ticked(issue->description, ticks.words) != issue->description) {
            return std::optional<Fact>();
        }
        return std::optional(Fact{.id = std::to_string(issue->iid), .url = issue->link});
    }

    Proven operator()(const zoom::MeetingEnd& end) const {
        if (services.zoom == nullptr) {
            return no_zoom();
        }
        const auto meeting = services.zoom->meeting(end.id);
        if (meeting) {
            return std::optional<Fact>();
        }
        const bool is_gone = meeting.error().kind == ErrorKind::not_found;
        return is_gone ? Proven(std::optional(Fact{.id = end.id})) : Proven(meeting.error());
    }

    Proven operator()(const pagerduty::ConferenceBridge& bridge) const {
        const auto incident = services.pagerduty.incident(bridge.incident_id);
        if (!incident) {
            return incident.error();
        }
        if (incident->conference_url != bridge.url) {
            return std::optional<Fact>();
        }
        return std::optional(Fact{.id = incident->id, .url = incident->url});
    }

    Proven operator()(const pagerduty::NewOverride& wanted) const {
        const auto all = services.pagerduty.overrides(wanted.schedule_id, wanted.start, wanted.end);
        if (!all) {
            return all.error();
        }
        const auto same = twins(*all, wanted);
        return same.empty() ? std::optional<Fact>() : std::optional(Fact{.id = same.front()});
    }

    /// Of one that had begun, what is past remains.
    Proven operator()(const pagerduty::OverrideRemoval& removal) const {
        const auto all =
            services.pagerduty.overrides(removal.schedule_id, removal.start, removal.end);
        if (!all) {
            return all.error();
        }
        const bool stands = std::any_of(all->begin(), all->end(), [&](const auto& each) {
            return each.id == removal.override_id && each.end == removal.end;
        });
        return stands ? std::optional<Fact>() : std::optional(Fact{.id = removal.override_id});
    }

    Proven operator()(const slack::GroupMembers& group) const {
        if (services.slack == nullptr) {
            return no_slack();
        }
        const auto members = services.slack->members(group.group_id);
        if (!members) {
            return members.error();
        }
        const std::set<std::string> are(members->begin(), members->end());
        const std::set<std::string> shall(group.user_ids.begin(), group.user_ids.end());
        return are == shall ? std::optional(Fact{.id = group.group_id}) : std::optional<Fact>();
    }
};

}  // namespace

Result<std::optional<Fact>> prove(const Services& services, const Effect& effect) {
    return std::visit(Prove{services, effect}, effect.change);
}

}  // namespace emergency::procedure
