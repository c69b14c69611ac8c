#include "libemergency/procedure/handing.h"

#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/procedure/twins.h"
#include "libemergency/schedule/duty_chart.h"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>
#include <utility>

namespace emergency::procedure {
namespace {

using pagerduty::Duty;
using pagerduty::Override;
using schedule::Stretch;

Error refused(std::string message, std::string hint = {}) {
    return {.kind = ErrorKind::policy, .message = std::move(message), .hint = std::move(hint)};
}

std::string told(Stretch stretch, const Lookout& lookout) {
    return fmt::format("{} to {}", day_and_time(stretch.since, lookout.zone),
                       day_and_time(stretch.until, lookout.zone));
}

Error nobody_has(Stretch stretch, const Lookout& lookout) {
    return refused(fmt::format("nobody is on call in {} from {}", lookout.rotation.name,
                               told(stretch, lookout)),
                   "an override replaces somebody; emerg schedule show tells who has which time");
}

Error is_of(const pagerduty::User& holder, Stretch stretch, const Lookout& lookout) {
    return refused(fmt::format("{} is on call in {} from {}", one_line(holder.name),
                               lookout.rotation.name, told(stretch, lookout)),
                   "name whose time it is: --person ADDRESS");
}

Error is_of_several(const Lookout& lookout) {
    return {
        .kind = ErrorKind::usage,
        .message = fmt::format("several people are on call in {} at once", lookout.rotation.name),
        .hint = "name whose time it is: --person ADDRESS"};
}

Error has_already(const pagerduty::User& who, Stretch stretch, const Lookout& lookout) {
    return refused(fmt::format("{} is on call in {} already from {}", one_line(who.name),
                               lookout.rotation.name, told(stretch, lookout)));
}

bool overlap(Stretch one, Stretch other) {
    return one.since < other.until && other.since < one.until;
}

Stretch stretch_of(const Duty& duty) {
    return {duty.start, duty.end};
}

Stretch within(Stretch stretch, Stretch bounds) {
    return {std::max(stretch.since, bounds.since), std::min(stretch.until, bounds.until)};
}

/// The override by which somebody has a time.
const Override* override_of(const std::string& user_id, Stretch stretch,
                            const schedule::Standing& standing) {
    const auto& all = standing.overrides;
    const auto found = std::find_if(all.begin(), all.end(), [&](const Override& each) {
        return each.user.id == user_id && overlap({each.start, each.end}, stretch);
    });
    return found == all.end() ? nullptr : &*found;
}

/// What a stretch of the rotation is made of, as a handing sees it.
struct Findings {
    std::vector<Piece> pieces = {};
    std::vector<Duty> covered = {};  ///< By pieces, or by who shall have it already.
    std::vector<Duty> others = {};   ///< Of people who were not named.
};

/// The same overrides as the piece would be, the first of them and the others.
std::pair<std::string, std::vector<std::string>> same_as(const Piece& piece,
                                                         const schedule::Standing& standing) {
    auto same = twins(standing.overrides, {.schedule_id = standing.schedule_id,
                                           .user_id = piece.to.id,
                                           .start = piece.stretch.since,
                                           .end = piece.stretch.until});
    if (same.empty()) {
        return {};
    }
    return {same.front(), {same.begin() + 1, same.end()}};
}

Piece piece_of(const Duty& duty, const Handing& handing, const schedule::Standing& standing,
               Stretch part) {
    Piece piece{
        .schedule_id = standing.schedule_id, .from = duty.user, .to = handing.to, .stretch = part};
    std::tie(piece.beneath, piece.doubles) = same_as(piece, standing);
    return piece;
}

/// What they have by an override already.
Piece standing_piece(const Duty& duty, const Override& made, const schedule::Standing& standing) {
    Piece piece{.schedule_id = standing.schedule_id,
                .from = duty.user,
                .to = duty.user,
                .stretch = {made.start, made.end},
                .stands = true};
    piece.doubles = same_as(piece, standing).second;
    return piece;
}

/// Adds to the last piece what only goes on with it.
void add(std::vector<Piece>& pieces, Piece piece) {
    const bool goes_on = !pieces.empty() && !piece.stands && !pieces.back().stands &&
                         pieces.back().schedule_id == piece.schedule_id &&
                         pieces.back().from.id == piece.from.id &&
                         pieces.back().stretch.until == piece.stretch.since;
    if (goes_on) {
        pieces.back().stretch.until = piece.stretch.until;
    } else {
        pieces.push_back(std::move(piece));
    }
}

void sort_duty(Findings& findings, const Duty& duty, const Handing& handing,
               const schedule::Standing& standing, Stretch part) {
    auto clipped = duty;
    clipped.start = part.since;
    clipped.end = part.until;
    if (duty.user.id == handing.to.id) {
        findings.covered.push_back(clipped);
        if (const auto* made = override_of(handing.to.id, part, standing)) {
            add(findings.pieces, standing_piece(duty, *made, standing));
        }
    } else if (handing.from && duty.user.id != handing.from->id) {
        findings.others.push_back(clipped);
    } else {
        findings.covered.push_back(clipped);
        add(findings.pieces, piece_of(duty, handing, standing, part));
    }
}

Findings look_at(Stretch stretch, const Handing& handing, const Lookout& lookout) {
    Findings findings;
    for (const auto& standing : lookout.schedules) {
        for (const auto& duty : standing.duties) {
            const auto part = within(stretch_of(duty), stretch);
            if (part.since < part.until) {
                sort_duty(findings, duty, handing, standing, part);
            }
        }
    }
    return findings;
}

/// Is everything there, and everybody's?
Result<void> check(const Findings& findings, Stretch stretch, const Lookout& lookout) {
    auto covered = findings.covered;
    std::sort(covered.begin(), covered.end(),
              [](const Duty& one, const Duty& other) { return one.start < other.start; });
    for (const auto& gap : schedule::gaps_in(covered, stretch)) {
        for (const auto& other : findings.others) {
            if (overlap(stretch_of(other), gap)) {
                return is_of(other.user, within(stretch_of(other), gap), lookout);
            }
        }
        return nobody_has(gap, lookout);
    }
    for (const auto& one : findings.pieces) {
        for (const auto& other : findings.pieces) {
            if (one.from.id != other.from.id && overlap(one.stretch, other.stretch)) {
                return is_of_several(lookout);
            }
        }
    }
    return {};
}

Result<std::vector<Piece>> pieces_in(Stretch stretch, const Handing& handing,
                                     const Lookout& lookout) {
    auto findings = look_at(stretch, handing, lookout);
    if (auto fine = check(findings, stretch, lookout); !fine) {
        return fine.error();
    }
    const bool moves = std::any_of(findings.pieces.begin(), findings.pieces.end(),
                                   [](const Piece& piece) { return !piece.stands; });
    if (findings.pieces.empty()) {
        return has_already(handing.to, stretch, lookout);
    }
    if (moves) {
        std::erase_if(findings.pieces, [](const Piece& piece) { return piece.stands; });
    }
    std::sort(findings.pieces.begin(), findings.pieces.end(),
              [](const Piece& one, const Piece& other) {
                  return one.stretch.since < other.stretch.since;
              });
    return findings.pieces;
}

/// What of a duty goes together at a moment: the service may join what somebody has by an override
/// to what the layers give them.
Duty parted(Duty duty, TimePoint moment, const schedule::Standing& standing) {
    for (const auto& each : standing.overrides) {
        if (each.user.id != duty.user.id || !overlap({each.start, each.end}, stretch_of(duty))) {
            continue;
        }
        if (each.end <= moment) {
            duty.start = std::max(duty.start, each.end);
        } else if (each.start > moment) {
            duty.end = std::min(duty.end, each.start);
        } else {
            duty.start = std::max(duty.start, each.start);
            duty.end = std::min(duty.end, each.end);
        }
    }
    return duty;
}

/// How much a duty is what was meant: of who gives it, of who shall have it, of somebody else.
int rank_of(const Duty& duty, const Handing& handing) {
    const bool is_wanted =
        handing.from ? duty.user.id == handing.from->id : duty.user.id != handing.to.id;
    if (is_wanted) {
        return 2;
    }
    return duty.user.id == handing.to.id ? 1 : 0;
}

/// The shift that covers a moment: of who was named, of anybody else, or of who shall have it.
std::optional<Duty> shift_at(TimePoint moment, const Handing& handing, const Lookout& lookout) {
    std::optional<Duty> best;
    const auto rank = [&](const Duty& duty) { return rank_of(duty, handing); };
    for (const auto& standing : lookout.schedules) {
        for (const auto& duty : standing.duties) {
            const bool covers = duty.start <= moment && moment < duty.end;
            if (covers && (!best || rank(duty) > rank(*best))) {
                best = parted(duty, moment, standing);
            }
        }
    }
    return best;
}

}  // namespace

Result<std::vector<Piece>> pieces_of(const Handing& handing, const Lookout& lookout) {
    if (handing.from && handing.from->id == handing.to.id) {
        return refused(fmt::format("{} cannot hand over to themselves", one_line(handing.to.name)));
    }
    auto stretch = handing.stretch;
    if (handing.at) {
        const auto shift = shift_at(*handing.at, handing, lookout);
        const Stretch moment{*handing.at, *handing.at + std::chrono::minutes(1)};
        stretch = shift ? stretch_of(*shift) : moment;
    }
    if (stretch.until <= lookout.now) {
        return refused(fmt::format("{} is past", told(stretch, lookout)));
    }
    if (stretch.since >= stretch.until) {
        return Error{.kind = ErrorKind::usage, .message = "--from must be before --until"};
    }
    stretch.since = std::max(stretch.since, lookout.now);
    return pieces_in(stretch, handing, lookout);
}

}  // namespace emergency::procedure
