#include "apps/emerg/commands/shift_checks.h"
#include "apps/emerg/commands/smoke.h"
#include "apps/emerg/commands/smoke_emergency.h"
#include "apps/emerg/commands/verb.h"
#include "apps/emerg/introductions.h"
#include "libemergency/core/together.h"
#include "libemergency/health/checks.h"
#include "libemergency/schedule/rotation.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <functional>
#include <memory>
#include <optional>
#include <set>

namespace emerg {
namespace {

using emergency::health::Check;
using emergency::health::Identities;
using Checks = std::vector<Check>;

/// Asks what can be asked at the same time, at the same time.
class Rounds {
public:
    Rounds(Session& session, const Session::Reached& reached)
        : config_(session.config()), reached_(reached), now_(session.clock().now()) {}

    Checks services() {
        Checks all;
        const auto said = introductions(reached_, config_);
        for (const auto& one : said) {
            all.insert(all.end(), one.checks.begin(), one.checks.end());
        }
        who_ = {.configured = config_.user.email,
                .pagerduty = said[0].who,
                .zendesk = said[1].who,
                .slack_owner = said[2].is_person ? said[2].who : std::nullopt};
        return all;
    }

    /// Of a service that the first round did not find well nothing is asked, and that is said.
    Checks places() {
        std::vector<std::function<Check()>> questions{[this] { return identity(); }};
        for (const auto& name : channels()) {
            questions.emplace_back([this, name] { return channel(name); });
        }
        for (const auto& id : schedules()) {
            questions.emplace_back([this, id] { return schedule(id); });
        }
        for (const auto& rotation : config_.rotations) {
            if (!rotation.escalation_policy.empty()) {
                questions.emplace_back([this, &rotation] { return policy_of(rotation); });
            }
        }
        return emergency::together(questions);
    }

private:
    Check identity() {
        const auto* const slack = reached_.sources->slack;
        if (slack == nullptr) {
            return emergency::health::identity(who_);
        }
        if (const auto found = slack->user_by_email(who_.configured); found) {
            who_.slack_by_email = found->id;
        }
        return emergency::health::identity(who_);
    }

    Check channel(const std::string& name) const {
        const auto* const slack = reached_.sources->slack;
        return slack == nullptr ? emergency::health::not_made("channel " + name, "slack")
                                : emergency::health::channel(name, slack->channel(name));
    }

    Check schedule(const std::string& id) const {
        return duty_in(id, [this, &id] {
            return reached_.sources->pagerduty.duties(id, now_, now_ + std::chrono::minutes(1));
        });
    }

    Check policy_of(const emergency::Rotation& rotation) const {
        return duty_in("of escalation policy " + rotation.escalation_policy, [this, &rotation] {
            return emergency::schedule::duties_of(reached_.sources->pagerduty, rotation, now_,
                                                  now_ + std::chrono::minutes(1));
        });
    }

    template <class Question>
    Check duty_in(const std::string& schedule, const Question& question) const {
        return who_.pagerduty
                   ? emergency::health::schedule(schedule, question())
                   : emergency::health::not_made("schedule " + schedule, "the checks of pagerduty");
    }

    std::set<std::string> channels() const {
        std::set<std::string> names;
        for (const auto& rule : config_.channels) {
            names.insert(rule.channel);
        }
        return names;
    }

    std::set<std::string> schedules() const {
        std::set<std::string> ids;
        for (const auto& rotation : config_.rotations) {
            ids.insert(rotation.schedules.begin(), rotation.schedules.end());
        }
        return ids;
    }

    const emergency::Config& config_;
    const Session::Reached& reached_;
    emergency::TimePoint now_;
    Identities who_ = {};
};

void add(Checks& all, const Checks& more) {
    all.insert(all.end(), more.begin(), more.end());
}

Result<Checks> examine(Session& session) {
    const auto shipped = emergency::load_config({});
    const auto reached = shipped ? session.reach() : Result<Session::Reached>(shipped.error());
    if (!reached) {
        return reached.error();
    }
    Rounds rounds(session, *reached);
    auto all = rounds.services();
    add(all, rounds.places());
    all.push_back(emergency::health::clock(session.skew()));
    add(all, emergency::health::templates(session.config(), shipped->config));
    return all;
}

Listing listing_of(const Checks& checks) {
    Listing listing{
        .fields = {"check", "verdict", "told", "hint", "kind"},
        .columns = {{"", "verdict"}, {"CHECK", "check"}, {"WHAT", "told"}, {"HINT", "hint"}},
        .rows = {}};
    for (const auto& check : checks) {
        listing.rows.push_back({{"check", check.name},
                                {"verdict", word(check.verdict)},
                                {"told", check.told},
                                {"hint", check.hint},
                                {"kind", check.kind ? Json(word(*check.kind)) : Json()}});
    }
    return listing;
}

struct DoctorArguments {
    bool with_tour = false;
    bool with_emergency = false;
    bool shift = false;
};

bool is_well(const Checks& checks) {
    return !emergency::health::worst(checks);
}

Result<ExitCode> run(const DoctorArguments& options, Session& session) {
    auto checks = examine(session);
    if (!checks) {
        return checks.error();
    }
    if (options.with_tour) {
        add(*checks, tour(session));
    }
    if (options.with_emergency) {
        const auto played = is_well(*checks) ? emergency_of_our_own(session)
                                             : Result<Checks>(Checks{emergency::health::not_made(
                                                   "smoke emergency", "the checks that failed")});
        if (!played) {
            return played.error();
        }
        add(*checks, *played);
    }
    if (options.shift) {
        add(*checks, shift_checks(session));
    }
    const auto written = session.answer(listing_of(*checks));
    const auto worst = emergency::health::worst(*checks);
    return written && worst ? Result<ExitCode>(exit_code_of(*worst)) : written;
}

}  // namespace

void add_doctor(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<DoctorArguments>();
    auto* smoke = command.add_flag("--smoke", options->with_tour,
                                   "Read what the commands read, too: a tour that changes nothing");
    command
        .add_flag("--write", options->with_emergency,
                  "Play a whole emergency, too, on a test ticket and a page on smoke.service, and "
                  "clean up: for a sandbox account")
        ->needs(smoke);
    command.add_flag("--shift", options->shift,
                     "What to look at before a shift: when, what wakes me, what is open");
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
