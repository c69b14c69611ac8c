#include "libemergency/procedure/perform.h"

#include "libemergency/core/process.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <utility>

namespace emergency::procedure {
namespace {

struct Perform {
    const Services& services;
    const Effect& effect;

    Result<Fact> operator()(const zendesk::TicketUpdate& update) const {
        const auto updated = services.zendesk.apply(update);
        if (!updated) {
            return updated.error();
        }
        return Fact{.id = std::to_string(updated->audit.id),
                    .at = updated->audit.at,
                    .stamp = updated->ticket.updated_stamp};
    }

    Result<Fact> operator()(const zendesk::NewTicket& wanted) const {
        const auto made = services.zendesk.apply(wanted);
        if (!made) {
            return made.error();
        }
        return Fact{.id = std::to_string(made->id),
                    .url = services.zendesk.agent_url(made->id),
                    .at = made->created_at};
    }

    Result<Fact> operator()(const zendesk::Merge& merge) const {
        return perform(services, effect, merge);
    }

    Result<Fact> operator()(const pagerduty::StatusChange& change) const {
        const auto incident = services.pagerduty.apply(change);
        if (!incident) {
            return incident.error();
        }
        return Fact{.id = incident->id, .url = incident->url};
    }

    Result<Fact> operator()(const pagerduty::NewNote& note) const {
        const auto written = services.pagerduty.apply(
            pagerduty::NewNote{note.incident_id, marked(note.content, effect.key)});
        if (!written) {
            return written.error();
        }
        return Fact{.id = written->id, .at = written->at};
    }

    Result<Fact> operator()(const pagerduty::NewIncident& wanted) const {
        const auto incident = services.pagerduty.apply(wanted);
        if (!incident) {
            return incident.error();
        }
        return Fact{.id = incident->id, .url = incident->url, .at = incident->created_at};
    }

    Result<Fact> operator()(const slack::Post& post) const {
        if (services.slack == nullptr) {
            return no_slack();
        }
        const auto posted = services.slack->apply(post);
        if (!posted) {
            return posted.error();
        }
        return Fact{.id = posted->ts};
    }

    Result<Fact> operator()(const CommandRun& run) const {
        auto variables = services.variables;
        variables["EMERG_EFFECT"] = effect.key;
        const auto output = output_of({.words = run.words, .variables = std::move(variables)});
        if (!output) {
            return output.error();
        }
        return Fact{};
    }

    Result<Fact> operator()(const LinkCommand& command) const {
        auto variables = services.variables;
        variables["EMERG_EFFECT"] = effect.key;
        for (const auto& [name, value] : command.variables) {
            variables[name] = value;
        }
        const auto link = output_of({.words = command.words, .variables = std::move(variables)});
        if (!link) {
            return without_call(link.error());
        }
        if (trimmed(*link).empty()) {
            return without_call(
                {.kind = ErrorKind::local, .message = "bridge.command printed nothing"});
        }
        return Fact{.id = trimmed(*link), .url = trimmed(*link)};
    }

    Result<Fact> operator()(const zoom::NewMeeting& meeting) const {
        if (services.zoom == nullptr) {
            return no_zoom();
        }
        const auto made = services.zoom->apply(meeting);
        if (!made) {
            return without_call(made.error());
        }
        return Fact{.id = std::to_string(made->id), .url = made->link};
    }

    Result<Fact> operator()(const zoom::MeetingEnd& end) const {
        if (services.zoom == nullptr) {
            return no_zoom();
        }
        const auto ended = services.zoom->apply(end);
        return ended ? Result<Fact>(Fact{.id = end.id}) : Result<Fact>(ended.error());
    }

    Result<Fact> operator()(const gitlab::NewIssue& issue) const {
        if (services.gitlab == nullptr) {
            return no_gitlab();
        }
        const auto opened = services.gitlab->apply(issue);
        if (!opened) {
            return opened.error();
        }
        return Fact{.id = std::to_string(opened->iid), .url = opened->link};
    }

    Result<Fact> operator()(const gitlab::Ticks& ticks) const {
        if (services.gitlab == nullptr) {
            return no_gitlab();
        }
        const auto issue = services.gitlab->apply(ticks);
        return issue ? Result<Fact>(Fact{.id = std::to_string(issue->iid), .url = issue->link})
                     : Result<Fact>(issue.error());
    }

    Result<Fact> operator()(const pagerduty::ConferenceBridge& bridge) const {
        const auto set = services.pagerduty.apply(bridge);
        return set ? Result<Fact>(Fact{.id = bridge.incident_id}) : Result<Fact>(set.error());
    }

    Result<Fact> operator()(const pagerduty::NewOverride& wanted) const {
        const auto made = services.pagerduty.apply(wanted);
        return made ? Result<Fact>(Fact{.id = made->id}) : Result<Fact>(made.error());
    }

    Result<Fact> operator()(const pagerduty::OverrideRemoval& removal) const {
        const auto gone = services.pagerduty.apply(removal);
        return gone ? Result<Fact>(Fact{.id = removal.override_id}) : Result<Fact>(gone.error());
    }

    Result<Fact> operator()(const slack::GroupMembers& group) const {
        if (services.slack == nullptr) {
            return no_slack();
        }
        const auto set = services.slack->apply(group);
        return set ? Result<Fact>(Fact{.id = group.group_id}) : Result<Fact>(set.error());
    }
};

struct Show {
    const Services& services;
    const Effect& effect;

    http::Shown operator()(const zendesk::TicketUpdate& update) const {
        return services.zendesk.show(update);
    }
    http::Shown operator()(const zendesk::NewTicket& wanted) const {
        return services.zendesk.show(wanted);
    }
    http::Shown operator()(const zendesk::Merge& merge) const {
        return services.zendesk.show(merge);
    }
    http::Shown operator()(const pagerduty::StatusChange& change) const {
        return services.pagerduty.show(change);
    }
    http::Shown operator()(const pagerduty::NewNote& note) const {
        return services.pagerduty.show(
            pagerduty::NewNote{note.incident_id, marked(note.content, effect.key)});
    }
    http::Shown operator()(const pagerduty::NewIncident& wanted) const {
        return services.pagerduty.show(wanted);
    }
    http::Shown operator()(const slack::Post& post) const {
        return services.slack == nullptr ? http::Shown{"POST", "(no Slack token)", post.text}
                                         : services.slack->show(post);
    }
    http::Shown operator()(const CommandRun& run) const {
        return {"RUN", fmt::format("{}", fmt::join(run.words, " ")), ""};
    }
    http::Shown operator()(const LinkCommand& command) const {
        return {"RUN", fmt::format("{}", fmt::join(command.words, " ")), ""};
    }
    http::Shown operator()(const zoom::NewMeeting& meeting) const {
        return services.zoom == nullptr ? http::Shown{"POST", "(no Zoom app)", meeting.topic}
                                        : services.zoom->show(meeting);
    }
    http::Shown operator()(const zoom::MeetingEnd& end) const {
        return services.zoom == nullptr ? http::Shown{"DELETE", "(no Zoom app)", end.id}
                                        : services.zoom->show(end);
    }
    http::Shown operator()(const gitlab::NewIssue& issue) const {
        return services.gitlab == nullptr ? http::Shown{"POST", "(no GitLab token)", issue.title}
                                          : services.gitlab->show(issue);
    }
    http::Shown operator()(const gitlab::Ticks& ticks) const {
        return services.gitlab == nullptr ? http::Shown{"PUT", "(no GitLab token)", ""}
                                          : services.gitlab->show(ticks);
    }
    http::Shown operator()(const pagerduty::ConferenceBridge& bridge) const {
        return services.pagerduty.show(bridge);
    }
    http::Shown operator()(const pagerduty::NewOverride& wanted) const {
        return services.pagerduty.show(wanted);
    }
    http::Shown operator()(const pagerduty::OverrideRemoval& removal) const {
        return services.pagerduty.show(removal);
    }
    http::Shown operator()(const slack::GroupMembers& group) const {
        return services.slack == nullptr ? http::Shown{"POST", "(no Slack token)", group.handle}
                                         : services.slack->show(group);
    }
};

}  // namespace

Result<Fact> perform(const Services& services, const Effect& effect) {
    return std::visit(Perform{services, effect}, effect.change);
}

http::Shown show(const Services& services, const Effect& effect) {
    return std::visit(Show{services, effect}, effect.change);
}

std::string marked(const std::string& content, const std::string& key) {
    return fmt::format("{}\n[emerg {}]", content, key);
}

Error no_slack() {
    return {.kind = ErrorKind::configuration,
            .message = "there is no Slack token",
            .hint = "set slack.token, or EMERG_SLACK_TOKEN",
            .service = "Slack"};
}

Error no_zoom() {
    return {.kind = ErrorKind::configuration,
            .message = "no Zoom app is configured",
            .hint = "set zoom.account_id, zoom.client_id and zoom.client_secret",
            .service = "Zoom"};
}

Error no_gitlab() {
    return {.kind = ErrorKind::configuration,
            .message = "no GitLab project is configured",
            .hint = "set gitlab.project and gitlab.token",
            .service = "GitLab"};
}

Error without_call(Error error) {
    error.hint += error.hint.empty() ? "" : "; ";
    error.hint += "to write without a call: emerg contact CASE --no-bridge";
    return error;
}

}  // namespace emergency::procedure
