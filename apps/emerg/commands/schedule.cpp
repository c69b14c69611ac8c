#include "apps/emerg/commands/successor.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/schedule/rotation.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <map>
#include <memory>

namespace emerg {
namespace {

using emergency::Rotation;
using emergency::TimePoint;
using emergency::pagerduty::Duty;

constexpr std::chrono::days ahead{14};
constexpr std::chrono::days ahead_for_mine{60};
constexpr std::chrono::days margin{1};

struct Options {
    std::string what = "now";
    std::string rotation;
    std::string zone;
};

/// The addresses of people, each asked for once.
class Addresses {
public:
    explicit Addresses(const emergency::cases::Sources& sources) : sources_(sources) {}

    Result<std::string> of(const std::string& user_id) {
        if (const auto known = known_.find(user_id); known != known_.end()) {
            return known->second;
        }
        const auto user = sources_.pagerduty.user(user_id);
        if (!user) {
            return user.error();
        }
        return known_.emplace(user_id, user->email).first->second;
    }

private:
    const emergency::cases::Sources& sources_;
    std::map<std::string, std::string> known_;
};

std::vector<Duty> wanted(const Options& options, const std::vector<Duty>& duties, TimePoint now,
                         const std::string& me) {
    if (options.what == "now") {
        return emergency::schedule::on_duty(duties, now);
    }
    if (options.what == "next") {
        const auto next = emergency::schedule::next_duty(duties, now, {});
        return next ? std::vector{*next} : std::vector<Duty>();
    }
    std::vector<Duty> mine;
    for (const auto& duty : duties) {
        if (duty.user.id == me && duty.end > now) {
            mine.push_back(duty);
        }
    }
    return mine;
}

Json document(const Rotation& rotation, const Duty& duty, const std::string& address,
              const std::string& my_zone) {
    const auto local = [&](TimePoint moment, const std::string& zone) {
        return emergency::day_and_time(moment, zone);
    };
    return {{"rotation", rotation.name},
            {"shift", duty.schedule_name},
            {"user", {{"id", duty.user.id}, {"name", duty.user.name}, {"email", address}}},
            {"start", emergency::utc_text(duty.start)},
            {"end", emergency::utc_text(duty.end)},
            {"source", duty.from_override ? "override" : "layer"},
            {"schedule", duty.schedule_id},
            {"local", {{"start", local(duty.start, my_zone)}, {"end", local(duty.end, my_zone)}}},
            {"there",
             {{"start", local(duty.start, rotation.time_zone)},
              {"end", local(duty.end, rotation.time_zone)}}}};
}

Listing empty_listing() {
    return {.fields = {"rotation", "shift", "user", "start", "end", "source", "schedule", "local",
                       "there"},
            .columns = {{"ROTATION", "rotation"},
                        {"WHO", "user.name"},
                        {"FROM (MINE)", "local.start"},
                        {"TO (MINE)", "local.end"},
                        {"FROM (ROTATION)", "there.start"},
                        {"TO (ROTATION)", "there.end"},
                        {"FROM (UTC)", "start"},
                        {"TO (UTC)", "end"},
                        {"BY", "source"}},
            .rows = {}};
}

Result<std::vector<const Rotation*>> chosen_rotations(const Options& options,
                                                      const Session& session) {
    std::vector<const Rotation*> chosen;
    const auto first = rotation_of(options.rotation, session.config());
    if (!first) {
        return first.error();
    }
    if (!options.rotation.empty()) {
        return std::vector{*first};
    }
    for (const auto& rotation : session.config().rotations) {
        chosen.push_back(&rotation);
    }
    return chosen;
}

/// From a day ago until `span` from now. Before the first answer only this machine's clock is
/// known; if the services' turns out to be far from it, the window was wrong and is read again.
Result<std::vector<Duty>> duties_around_now(const Rotation& rotation, std::chrono::days span,
                                            const emergency::cases::Sources& sources,
                                            const emergency::Clock& clock) {
    const auto read = [&](TimePoint now) {
        return emergency::schedule::duties_of(sources.pagerduty, rotation, now - margin,
                                              now + span);
    };
    const auto guess = clock.now();
    auto duties = read(guess);
    const auto now = clock.now();
    return std::chrono::abs(now - guess) < margin ? duties : read(now);
}

Result<void> add_rows(const Options& options, const Rotation& rotation, Session& session,
                      Addresses& addresses, Listing& listing) {
    const bool mine = options.what == "mine";
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    std::string me;
    if (mine) {
        const auto actor = session.actor();
        if (!actor) {
            return actor.error();
        }
        me = (*actor)->me.pagerduty.id;
    }
    const auto duties =
        duties_around_now(rotation, mine ? ahead_for_mine : ahead, **sources, session.clock());
    if (!duties) {
        return duties.error();
    }
    const auto& zone = options.zone.empty() ? session.config().user.time_zone : options.zone;
    const auto moment = session.clock().now();
    for (const auto& duty : wanted(options, *duties, moment, me)) {
        const auto address = addresses.of(duty.user.id);
        if (!address) {
            return address.error();
        }
        listing.rows.push_back(document(rotation, duty, *address, zone));
    }
    return {};
}

Result<ExitCode> run(const Options& options, Session& session) {
    if (!options.zone.empty() && !emergency::zone_exists(options.zone)) {
        return Error{
            .kind = ErrorKind::usage,
            .message = fmt::format("'{}' is not a time zone", emergency::one_line(options.zone)),
            .hint = "write it like Europe/Madrid"};
    }
    const auto rotations = chosen_rotations(options, session);
    const auto sources = session.sources();
    if (!rotations || !sources) {
        return rotations ? sources.error() : rotations.error();
    }
    auto listing = empty_listing();
    Addresses addresses(**sources);
    for (const auto* rotation : *rotations) {
        if (auto added = add_rows(options, *rotation, session, addresses, listing); !added) {
            return added.error();
        }
    }
    return session.answer(listing);
}

}  // namespace

void add_schedule(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<Options>();
    command.add_option("WHAT", options->what, "now, next or mine")
        ->check(CLI::IsMember(verb_of("schedule")->words));
    command.add_option("--rotation", options->rotation, "Only this rotation");
    command.add_option("--tz", options->zone, "My zone for this once, like Europe/Madrid");
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
