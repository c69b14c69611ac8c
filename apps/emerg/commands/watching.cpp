#include "apps/emerg/commands/watching.h"

#include "apps/emerg/case_view.h"
#include "libemergency/cases/history.h"
#include "libemergency/core/process.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace emerg {
namespace {

using emergency::cases::Event;
using emergency::cases::EventKind;
using emergency::cases::Look;
using emergency::cases::Me;

constexpr int list_requests = 2;  ///< One to PagerDuty, one to Zendesk.

/// Also what is no longer mine.
bool concerns(const Event& event, const std::optional<Me>& me) {
    return !me || is_mine(event.one, *me) || (event.had_by != 0 && event.had_by == me->zendesk.id);
}

Result<Look> look_once(Progress& progress, Session& session) {
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    progress.requests = list_requests;
    auto cases = emergency::cases::open_cases(**sources);
    if (!cases) {
        return cases.error();
    }
    Look now{.at = (*sources)->clock.now(), .cases = *std::move(cases)};
    const auto histories = read_histories(**sources, now.cases, progress.known.cases);
    progress.requests += histories.requests;
    if (histories.missing) {
        return *histories.missing;
    }
    progress.requests += name_owners(**sources, now.cases);
    session.remember_all(now.cases);
    for (const auto id : to_read(progress.known, now.cases)) {
        ++progress.requests;
        auto conversation = (*sources)->zendesk.conversation(id);
        if (!conversation) {
            return conversation.error();
        }
        now.conversations.emplace(id, *std::move(conversation));
    }
    return now;
}

Result<void> learn_who_i_am(Progress& progress, Session& session) {
    const auto actor = session.actor();
    if (!actor) {
        return actor.error();
    }
    progress.me = (*actor)->me;
    return {};
}

/// Runs the words of an option and more; what is to be said if that fails.
std::optional<std::string> complaint_of(const char* option, const std::string& words,
                                        const std::vector<std::string>& more,
                                        emergency::Command command) {
    command.words = emergency::split(words, ' ');
    std::erase(command.words, "");
    if (command.words.empty()) {
        return std::nullopt;
    }
    command.words.insert(command.words.end(), more.begin(), more.end());
    const auto output = emergency::output_of(command);
    return output ? std::nullopt
                  : std::optional(fmt::format("{}: {}", option, output.error().message));
}

}  // namespace

Result<std::vector<Event>> look(const WatchArguments& options, Progress& progress,
                                Session& session) {
    if (options.mine && !progress.me) {
        if (const auto known = learn_who_i_am(progress, session); !known) {
            return known.error();
        }
    }
    auto now = look_once(progress, session);
    if (!now) {
        return now.error();
    }
    progress.whole_at = now->at;
    auto events = changes(progress.known, *now, session.config());
    progress.known = seen(std::move(progress.known), *std::move(now));
    std::erase_if(events, [&](const Event& event) { return !concerns(event, progress.me); });
    return events;
}

std::string how_it_went(const std::optional<Error>& failure, Progress& progress, Session& session) {
    const bool stale = failure.has_value();
    progress.declined = stale && failure->kind == ErrorKind::busy ? progress.declined + 1 : 0;
    if (stale) {
        session.reconnect();
    }
    if (stale == progress.stale) {
        return {};
    }
    progress.stale = stale;
    if (!stale) {
        return "the picture is whole again";
    }
    const auto since = progress.whole_at
                           ? "is stale since " + emergency::utc_text(*progress.whole_at)
                           : std::string("is not there yet");
    return fmt::format("the picture {}: {}; watching on", since, failure->message);
}

Json row(const Event& event, const emergency::Config& config) {
    return {{"event", word(event.kind)},
            {"at", emergency::utc_text(event.at)},
            {"deadline", event.deadline.empty() ? Json() : Json(event.deadline)},
            {"case", document(event.one, config)}};
}

std::string told(const Event& event) {
    const auto owner = event.kind == EventKind::owner ? owner_of(event.one) : std::string();
    const auto what = event.deadline.empty() ? emergency::one_line(owner) : event.deadline;
    return what.empty() ? word(event.kind) : fmt::format("{} {}", word(event.kind), what);
}

std::string told_case(const Event& event) {
    return fmt::format("{}  {}  {}", id_of(event.one), key_root(event.one),
                       emergency::one_line(customer_of(event.one)));
}

std::vector<std::string> pass_on(const Event& event, const WatchArguments& options,
                                 const Session& session) {
    if (session.options().dry_run) {
        return {};
    }
    emergency::Command command{.variables = session.environment(),
                               .input = json_text(row(event, session.config()))};
    command.variables["EMERG_EVENT"] = word(event.kind);
    command.variables["EMERG_CASE"] = id_of(event.one);
    std::vector<std::string> complaints;
    for (const auto& complaint :
         {complaint_of("--exec", options.command, {}, command),
          complaint_of("--notify", options.notify, {"emerg: " + told(event), told_case(event)},
                       command)}) {
        if (complaint) {
            complaints.push_back(*complaint);
        }
    }
    return complaints;
}

}  // namespace emerg
