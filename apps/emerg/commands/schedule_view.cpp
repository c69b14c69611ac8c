#include "apps/emerg/commands/schedule_view.h"

#include "apps/emerg/commands/schedule_person.h"
#include "libemergency/core/duration.h"
#include "libemergency/core/local_time.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/schedule/promise.h"
#include "libemergency/schedule/rotation.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace emerg {
namespace {

using emergency::Rotation;
using emergency::TimePoint;
using emergency::pagerduty::Duty;
using emergency::schedule::People;
using emergency::schedule::Roster;

constexpr std::chrono::days ahead{14};
constexpr std::chrono::days ahead_for_mine{60};
constexpr std::chrono::days ahead_for_show{7};
constexpr std::chrono::days margin{1};

/// When the case's page came; without a page, when its ticket did.
Result<TimePoint> time_of_case(const std::string& words, Session& session) {
    const auto references = session.references({words});
    if (!references || references->size() != 1) {
        return Error{
            .kind = ErrorKind::usage,
            .message =
                fmt::format("'{}' is neither a time nor one case", emergency::one_line(words)),
            .hint = "write --at '2026-03-10 04:00', --at 16:30, --at 3h or --at ZD#400123"};
    }
    const auto found = session.find_case(references->front());
    if (!found) {
        return found.error();
    }
    return found->incident ? found->incident->created_at : found->ticket->created_at;
}

Result<TimePoint> time_meant(const std::string& at, TimePoint now, const std::string& zone,
                             Session& session) {
    if (at.empty()) {
        return now;
    }
    const auto moment = emergency::moment_in(at, now, zone);
    return moment ? moment : time_of_case(at, session);
}

/// The times that the options mean, if it is `now`.
Result<ViewTimes> times_meant(const ViewArguments& options, std::chrono::days span, TimePoint now,
                              const std::string& zone, Session& session) {
    const auto moment = time_meant(options.at, now, zone, session);
    if (!moment) {
        return moment.error();
    }
    const auto since =
        options.since.empty() ? moment : emergency::moment_in(options.since, now, zone);
    if (!since) {
        return since.error();
    }
    const auto until = options.until.empty() ? Result<TimePoint>(*since + span)
                                             : emergency::moment_in(options.until, now, zone);
    if (!until) {
        return until.error();
    }
    if (*until <= *since) {
        return Error{.kind = ErrorKind::usage, .message = "--until must be later than --since"};
    }
    return ViewTimes{.moment = *moment, .stretch = {.since = *since, .until = *until}};
}

Result<void> check_view(const ViewArguments& options) {
    const bool has_stretch = !options.since.empty() || !options.until.empty();
    const bool is_moment = options.what == "now" || options.what == "next";
    if (has_stretch && is_moment) {
        return Error{
            .kind = ErrorKind::usage,
            .message = fmt::format("schedule {} is asked for one moment: --at", options.what),
            .hint = "emerg schedule show --since … --until … tells a stretch of time"};
    }
    if (!options.at.empty() && !options.since.empty()) {
        return Error{.kind = ErrorKind::usage, .message = "--at and --since exclude each other"};
    }
    return {};
}

/// The duties of a rotation that the word asks for.
std::vector<Duty> wanted(const std::string& what, const std::vector<Duty>& duties,
                         const ViewTimes& times, const std::string& me) {
    if (what == "now") {
        return emergency::schedule::on_duty(duties, times.moment);
    }
    if (what == "next") {
        const auto next = emergency::schedule::next_duty(duties, times.moment, {});
        return next ? std::vector{*next} : std::vector<Duty>();
    }
    std::vector<Duty> found;
    std::copy_if(duties.begin(), duties.end(), std::back_inserter(found), [&](const Duty& duty) {
        return duty.end > times.stretch.since && duty.start < times.stretch.until &&
               (me.empty() || duty.user.id == me);
    });
    return found;
}

/// "3h 20m left", "in 2h", "ended": seen from `moment`.
std::string left_of(const Duty& duty, TimePoint moment) {
    if (duty.end <= moment) {
        return "ended";
    }
    return duty.start <= moment
               ? fmt::format("{} left", emergency::brief_duration(duty.end - moment))
               : fmt::format("in {}", emergency::brief_duration(duty.start - moment));
}

/// Whoever comes after it, and after how long a time without anybody.
Json follows(const Duty& duty, const std::vector<Duty>& duties) {
    const auto next = emergency::schedule::successor(duties, duty.end, duty.user.id);
    if (!next) {
        return nullptr;
    }
    const auto start = std::max(next->start, duty.end);
    const auto name = emergency::one_line(next->user.name);
    const auto gap = start > duty.end
                         ? fmt::format("nobody for {}, then {}",
                                       emergency::brief_duration(start - duty.end), name)
                         : name;
    return {{"user", {{"id", next->user.id}, {"name", next->user.name}}},
            {"start", emergency::utc_text(start)},
            {"says", gap}};
}

/// What a row is made of.
struct Looking {
    const Roster& roster;
    const People& people;
    TimePoint moment;
    const std::string& zone;
};

Json document(const Duty& duty, const Looking& looking) {
    const auto& rotation = looking.roster.rotation;
    const auto local = [&](const std::string& zone) -> Json {
        return {{"start", emergency::day_and_time(duty.start, zone)},
                {"end", emergency::day_and_time(duty.end, zone)}};
    };
    const bool runs = duty.start <= looking.moment && looking.moment < duty.end;
    const auto shift = emergency::schedule::shift_at(rotation, runs ? looking.moment : duty.start);
    return {{"rotation", rotation.name},
            {"shift", shift.empty() ? duty.schedule_name : shift},
            {"user",
             {{"id", duty.user.id},
              {"name", duty.user.name},
              {"email", looking.people.at(duty.user.id).email}}},
            {"start", emergency::utc_text(duty.start)},
            {"end", emergency::utc_text(duty.end)},
            {"source", duty.from_override ? "override" : "layer"},
            {"schedule", duty.schedule_id},
            {"left", left_of(duty, looking.moment)},
            {"follows", follows(duty, looking.roster.duties)},
            {"local", local(looking.zone)},
            {"there", local(rotation.time_zone)}};
}

Listing empty_view() {
    return {.fields = {"rotation", "shift", "user", "start", "end", "source", "schedule", "left",
                       "follows", "local", "there"},
            .columns = {{"ROTATION", "rotation"},
                        {"WHO", "user.name"},
                        {"FROM (MINE)", "local.start"},
                        {"TO (MINE)", "local.end"},
                        {"LEFT", "left"},
                        {"THEN", "follows.says"},
                        {"BY", "source"},
                        {"SHIFT", "shift"},
                        {"FROM (ROTATION)", "there.start"},
                        {"TO (ROTATION)", "there.end"},
                        {"FROM (UTC)", "start"},
                        {"TO (UTC)", "end"}},
            .rows = {}};
}

std::chrono::days span_of(const std::string& what) {
    return what == "mine" ? ahead_for_mine : what == "show" ? ahead_for_show : ahead;
}

Result<std::string> person_wanted(const ViewArguments& options, Session& session) {
    if (options.what != "mine") {
        return std::string();
    }
    const auto actor = session.actor();
    return actor ? Result<std::string>((*actor)->me.pagerduty.id) : actor.error();
}

/// The rosters with only what is asked for.
std::vector<Roster> chosen_of(const ViewArguments& options, const View& view, const std::string& me,
                              Session& session) {
    auto chosen = view.rosters;
    for (auto& roster : chosen) {
        roster.duties = wanted(options.what, roster.duties, view.times, me);
        if (options.what == "now" && roster.duties.empty()) {
            session.say(fmt::format("nobody is on call in the rotation {}",
                                    emergency::one_line(roster.rotation.name)));
        }
    }
    return chosen;
}

}  // namespace

Result<std::string> zone_of_view(const ViewArguments& options, const Session& session) {
    if (options.zone.empty()) {
        return session.config().user.time_zone;
    }
    if (!emergency::zone_exists(options.zone)) {
        return Error{
            .kind = ErrorKind::usage,
            .message = fmt::format("'{}' is not a time zone", emergency::one_line(options.zone)),
            .hint = "write it like Europe/Madrid"};
    }
    return options.zone;
}

/// Before the first answer only this machine's clock is known; if the services' turns out to be
/// far from it, the window was wrong and is read again.
Result<View> read_view(const ViewArguments& options, std::chrono::days span, Session& session) {
    const auto rotations = rotations_meant(options.rotation, session);
    const auto zone = zone_of_view(options, session);
    const auto sources = session.sources();
    if (!rotations || !zone || !sources) {
        return !rotations ? rotations.error() : !zone ? zone.error() : sources.error();
    }
    const auto read = [&](TimePoint now) -> Result<View> {
        const auto times = times_meant(options, span, now, *zone, session);
        if (!times) {
            return times.error();
        }
        auto rosters = emergency::schedule::read_rosters(
            (*sources)->pagerduty, *rotations,
            {times->stretch.since - margin, times->stretch.until}, reading_progress(session));
        return rosters ? Result<View>(View{*times, *std::move(rosters)}) : rosters.error();
    };
    const auto guess = session.clock().now();
    auto view = read(guess);
    const auto now = session.clock().now();
    if (std::chrono::abs(now - guess) >= margin) {
        return read(now);
    }
    if (view && options.at.empty() && options.since.empty()) {
        view->times.moment = now;
        view->times.stretch.since = now;
    }
    return view;
}

Result<ExitCode> view_schedule(const ViewArguments& options, Session& session) {
    if (auto fine = check_view(options); !fine) {
        return fine.error();
    }
    const auto me = person_wanted(options, session);
    const auto view = me ? read_view(options, span_of(options.what), session) : me.error();
    if (!view) {
        return view.error();
    }
    const auto zone = zone_of_view(options, session);
    const auto chosen = chosen_of(options, *view, *me, session);
    const auto people = emergency::schedule::people_in((*session.sources())->pagerduty, chosen);
    if (!people) {
        return people.error();
    }
    auto listing = empty_view();
    for (std::size_t i = 0; i < chosen.size(); ++i) {
        const Looking looking{.roster = view->rosters[i],
                              .people = *people,
                              .moment = view->times.moment,
                              .zone = *zone};
        for (const auto& duty : chosen[i].duties) {
            listing.rows.push_back(document(duty, looking));
        }
    }
    return session.answer(listing);
}

}  // namespace emerg
