#include "apps/emerg/commands/schedule_override.h"

#include "apps/emerg/commands/schedule_person.h"
#include "apps/emerg/commands/successor.h"
#include "libemergency/core/local_time.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/procedure/override.h"

#include <CLI/App.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace emerg {
namespace {

using emergency::TimePoint;
using emergency::pagerduty::User;
using emergency::procedure::Handing;
using emergency::procedure::OverrideOptions;
using emergency::procedure::Plan;
using emergency::procedure::Situation;
using emergency::schedule::Stretch;

constexpr std::chrono::days margin_of_preview{2};

Error said_wrongly(std::string message) {
    return {.kind = ErrorKind::usage,
            .message = std::move(message),
            .hint = "emerg schedule override give --rotation ceoc --at 16:30 --to ADDRESS"};
}

/// Does every word have what it needs, and nothing that means nothing to it?
Result<void> check(const OverrideArguments& options) {
    const bool takes = options.what == "take";
    const bool swaps = options.what == "swap";
    if (!takes && !swaps && options.what != "give") {
        return said_wrongly("it must be said what is done: take, give or swap");
    }
    if (takes != options.to.empty()) {
        return said_wrongly(takes ? "take is for me; give has --to"
                                  : "--to says who has it from then on");
    }
    if (swaps != !options.for_shift.empty()) {
        return said_wrongly(swaps ? "--for names their shift, by a moment in it"
                                  : "only swap has --for");
    }
    const bool has_stretch = !options.from.empty() && !options.until.empty();
    const bool has_half = options.from.empty() != options.until.empty();
    if (options.at.empty() != has_stretch || has_half || (swaps && has_stretch)) {
        return said_wrongly(swaps ? "swap takes --at, a moment in the first shift"
                                  : "it takes a moment in the shift (--at), or --from and --until");
    }
    return {};
}

/// The words that ask for the same, whenever they are read.
std::vector<std::string> again(const OverrideArguments& options, const std::string& rotation) {
    std::vector<std::string> words{"schedule", "override", options.what};
    for (const auto& [flag, value] : {std::pair{"--rotation=", rotation},
                                      {"--at=", options.at},
                                      {"--from=", options.from},
                                      {"--until=", options.until},
                                      {"--person=", options.person},
                                      {"--to=", options.to},
                                      {"--for=", options.for_shift}}) {
        if (!value.empty()) {
            words.push_back(flag + value);
        }
    }
    return words;
}

/// Moments become absolute.
Result<OverrideArguments> with_moments(OverrideArguments options, TimePoint now,
                                       const std::string& zone) {
    for (auto* text : {&options.at, &options.from, &options.until, &options.for_shift}) {
        if (text->empty()) {
            continue;
        }
        const auto moment = emergency::moment_in(*text, now, zone);
        if (!moment) {
            return moment.error();
        }
        *text = emergency::utc_text(*moment);
    }
    return options;
}

TimePoint instant(const std::string& text) {
    return *emergency::parse_rfc3339(text);
}

/// One way, or both.
Result<std::vector<Handing>> handings_of(const OverrideArguments& options, Session& session) {
    const auto giver = options.what == "take" && options.person.empty()
                           ? Result<User>(User{})
                           : person_meant(options.person.empty() ? "me" : options.person, session);
    const auto receiver = person_meant(options.to.empty() ? "me" : options.to, session);
    if (!giver || !receiver) {
        return giver ? receiver.error() : giver.error();
    }
    Handing there{.to = *receiver};
    if (!giver->id.empty()) {
        there.from = *giver;
    }
    if (options.at.empty()) {
        there.stretch = {instant(options.from), instant(options.until)};
    } else {
        there.at = instant(options.at);
    }
    if (options.what != "swap") {
        return std::vector{there};
    }
    return std::vector{there,
                       Handing{.from = *receiver, .to = *giver, .at = instant(options.for_shift)}};
}

/// Where to look for what the handings are about, and for what lies around it.
Result<std::vector<Stretch>> stretches_of(const std::vector<Handing>& handings) {
    std::vector<Stretch> stretches;
    for (const auto& handing : handings) {
        auto stretch = handing.at ? Stretch{*handing.at, *handing.at} : handing.stretch;
        stretch.since -= margin_of_preview;
        stretch.until += margin_of_preview;
        if (stretch.until - stretch.since > emergency::schedule::longest_window) {
            return Error{.kind = ErrorKind::policy,
                         .message = fmt::format("more than {} days at once cannot be looked over",
                                                emergency::schedule::longest_window.count())};
        }
        stretches.push_back(stretch);
    }
    return stretches;
}

}  // namespace

void add_override_options(CLI::App& command, OverrideArguments& options) {
    command.add_option("--from", options.from, "override: the time from here, until --until");
    command.add_option("--to", options.to, "override: who has it then: an address");
    command.add_option("--for", options.for_shift,
                       "override swap: a moment in the shift that comes back for it");
}

Result<ExitCode> override_schedule(const OverrideArguments& given, const std::string& name,
                                   Session& session) {
    if (auto fine = check(given); !fine) {
        return fine.error();
    }
    const auto rotation = rotation_of(name, session.config());
    const auto now = rotation ? time_there(session) : Result<TimePoint>(rotation.error());
    const auto options = now ? with_moments(given, *now, session.config().user.time_zone)
                             : Result<OverrideArguments>(now.error());
    const auto handings =
        options ? handings_of(*options, session) : Result<std::vector<Handing>>(options.error());
    const auto stretches =
        handings ? stretches_of(*handings) : Result<std::vector<Stretch>>(handings.error());
    const auto sources = session.sources();
    if (!stretches || !sources) {
        return stretches ? sources.error() : stretches.error();
    }
    const auto plan = [&](const Situation& situation) -> Result<Plan> {
        auto schedules = emergency::schedule::read_standing((*sources)->pagerduty, session.clock(),
                                                            **rotation, *stretches);
        if (!schedules) {
            return schedules.error();
        }
        return plan_override(situation, {.what = options->what,
                                         .rotation = **rotation,
                                         .schedules = *std::move(schedules),
                                         .handings = *handings});
    };
    const auto carried = session.carry_out_alone({plan, again(*options, (*rotation)->name)});
    return carried ? Result<ExitCode>(carried->code) : carried.error();
}

}  // namespace emerg
