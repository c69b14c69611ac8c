#include "libemergency/procedure/override.h"

#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::procedure {
namespace {

using pagerduty::Duty;
using pagerduty::NewOverride;
using pagerduty::OverrideRemoval;

constexpr std::chrono::days around{1};  // So much before and after is shown, too.

std::string compact(TimePoint moment) {
    return local_text(moment, "UTC", "%Y%m%dT%H%M%SZ");
}

std::string key_of(const Piece& piece) {
    return fmt::format("{}/override/{}/{}/{}", piece.schedule_id, piece.to.id,
                       compact(piece.stretch.since), compact(piece.stretch.until));
}

std::string named(const Piece& piece, const std::string& zone) {
    return fmt::format("{} in place of {}, {} to {}", one_line(piece.to.name),
                       one_line(piece.from.name), day_and_time(piece.stretch.since, zone),
                       day_and_time(piece.stretch.until, zone));
}

Effect removal_of(const Piece& piece, std::string key, std::string what, std::string id) {
    return {.key = std::move(key),
            .description = std::move(what),
            .change = OverrideRemoval{.schedule_id = piece.schedule_id,
                                      .override_id = std::move(id),
                                      .start = piece.stretch.since,
                                      .end = piece.stretch.until}};
}

std::vector<Effect> doubles_of(const Piece& piece) {
    std::vector<Effect> all;
    for (const auto& id : piece.doubles) {
        all.push_back(removal_of(piece, fmt::format("{}/double/{}", key_of(piece), id),
                                 "the same override made twice: one taken back", id));
    }
    return all;
}

/// The override, after the same one that lies beneath another: the last made counts, and the two
/// could not be told apart.
void add_piece(Plan& plan, const Piece& piece, const std::string& zone) {
    Effect made{.key = key_of(piece),
                .description = fmt::format("override: {}", named(piece, zone)),
                .proof = Proof::before_first,
                .expires = piece.stretch.until,
                .change = NewOverride{.schedule_id = piece.schedule_id,
                                      .user_id = piece.to.id,
                                      .start = piece.stretch.since,
                                      .end = piece.stretch.until}};
    if (!plan.effects.empty()) {
        made.needs = {plan.effects.back().key};
    }
    if (!piece.beneath.empty()) {
        auto cleared = removal_of(piece, made.key + "/cleared",
                                  "override that others lay upon taken back", piece.beneath);
        cleared.needs = made.needs;
        made.needs = {cleared.key};
        plan.effects.push_back(std::move(cleared));
    }
    for (auto& double_one : doubles_of(piece)) {
        double_one.needs = made.needs;
        made.needs = {double_one.key};
        plan.effects.push_back(std::move(double_one));
    }
    plan.effects.push_back(std::move(made));
}

/// Says that the piece stands, and takes back what stands beside it.
void add_standing(Plan& plan, const Piece& piece, const std::string& zone) {
    add_remark(plan, fmt::format("already so, by an override: {} is on call from {} to {}",
                                 one_line(piece.to.name), day_and_time(piece.stretch.since, zone),
                                 day_and_time(piece.stretch.until, zone)));
    for (auto& double_one : doubles_of(piece)) {
        plan.effects.push_back(std::move(double_one));
    }
}

/// What takes back each piece but the last, should one that comes after it fail.
void add_ways_back(Plan& plan, const std::vector<Piece>& pieces, const std::string& zone) {
    const auto last = key_of(pieces.back());
    for (auto piece = pieces.begin(); piece + 1 != pieces.end(); ++piece) {
        const auto key = key_of(*piece);
        auto back = removal_of(*piece, key + "/undone",
                               fmt::format("taken back: {}", named(*piece, zone)), late(key, "id"));
        back.needs = {key};
        back.unless = {last};
        plan.effects.push_back(std::move(back));
    }
}

/// The schedule with the pieces in their places.
std::vector<Duty> with_pieces(const schedule::Standing& standing,
                              const std::vector<Piece>& pieces) {
    auto duties = standing.duties;
    for (const auto& piece : pieces) {
        if (piece.schedule_id == standing.schedule_id) {
            duties = schedule::overlaid(
                duties,
                {.user = piece.to, .start = piece.stretch.since, .end = piece.stretch.until});
        }
    }
    return duties;
}

/// "> Tue 10 Mar 05:00 CET to …  Bo (in place of Ana)"; what does not change has no mark.
std::string line_of(const Duty& duty, const Piece* piece, const std::string& zone) {
    const auto replaced = piece == nullptr
                              ? std::string()
                              : fmt::format(" (in place of {})", one_line(piece->from.name));
    return fmt::format("{} {} to {}  {}{}\n", piece == nullptr ? " " : ">",
                       day_and_time(duty.start, zone), day_and_time(duty.end, zone),
                       one_line(duty.user.name), replaced);
}

/// The duty's line if it is near one of the schedule's pieces, marked if it is one of them.
std::string line_near(const Duty& duty, const std::string& schedule_id,
                      const std::vector<Piece>& pieces, const std::string& zone) {
    const Piece* changed = nullptr;
    bool is_near = false;
    for (const auto& piece : pieces) {
        const auto& [since, until] = piece.stretch;
        if (piece.schedule_id != schedule_id) {
            continue;
        }
        is_near = is_near || (duty.start < until + around && duty.end > since - around);
        changed = duty.start == since && duty.end == until ? &piece : changed;
    }
    return is_near ? line_of(duty, changed, zone) : std::string();
}

/// A line for each duty around the pieces, as it will be.
std::string resulting(const std::vector<Piece>& pieces, const OverrideOptions& options,
                      const std::string& zone) {
    auto lines = fmt::format("{} as it will be:\n", options.rotation.name);
    for (const auto& standing : options.schedules) {
        for (const auto& duty : with_pieces(standing, pieces)) {
            lines += line_near(duty, standing.schedule_id, pieces, zone);
        }
    }
    return lines;
}

Result<std::vector<Piece>> all_pieces(const OverrideOptions& options, const Lookout& lookout) {
    std::vector<Piece> all;
    for (const auto& handing : options.handings) {
        const auto pieces = pieces_of(handing, lookout);
        if (!pieces) {
            return pieces.error();
        }
        all.insert(all.end(), pieces->begin(), pieces->end());
    }
    return all;
}

}  // namespace

Result<Plan> plan_override(const Situation& situation, const OverrideOptions& options) {
    const auto& zone = situation.config.user.time_zone;
    const auto pieces =
        all_pieces(options, {.rotation = options.rotation,
                             .schedules = options.schedules,
                             .now = std::chrono::floor<std::chrono::seconds>(situation.one.as_of),
                             .zone = zone});
    if (!pieces) {
        return pieces.error();
    }
    auto plan = empty_plan(situation, "override " + options.what);
    const bool has_happened = std::all_of(pieces->begin(), pieces->end(),
                                          [](const Piece& piece) { return piece.stands; });
    if (has_happened) {
        for (const auto& piece : *pieces) {
            add_standing(plan, piece, zone);
        }
        return plan;
    }
    for (const auto& piece : *pieces) {
        add_piece(plan, piece, zone);
    }
    add_ways_back(plan, *pieces, zone);
    plan.consent = Consent{.preview = resulting(*pieces, options, zone),
                           .question = "Change who is on call like this?"};
    return plan;
}

}  // namespace emergency::procedure
