#include "libemergency/procedure/perform.h"

#include "libemergency/core/process.h"

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
};

struct Show {
    const Services& services;
    const Effect& effect;

    http::Shown operator()(const zendesk::TicketUpdate& update) const {
        return services.zendesk.show(update);
    }
    http::Shown operator()(const pagerduty::StatusChange& change) const {
        return services.pagerduty.show(change);
    }
    http::Shown operator()(const pagerduty::NewNote& note) const {
        return services.pagerduty.show(
            pagerduty::NewNote{note.incident_id, marked(note.content, effect.key)});
    }
    http::Shown operator()(const slack::Post& post) const {
        return services.slack == nullptr ? http::Shown{"POST", "(no Slack token)", post.text}
                                         : services.slack->show(post);
    }
    http::Shown operator()(const CommandRun& run) const {
        return {"RUN", fmt::format("{}", fmt::join(run.words, " ")), ""};
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

}  // namespace emergency::procedure
