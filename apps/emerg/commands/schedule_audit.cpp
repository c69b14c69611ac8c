#include "apps/emerg/commands/schedule_audit.h"

#include "apps/emerg/commands/schedule_person.h"
#include "libemergency/core/local_time.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/schedule/audit_reading.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace emerg {
namespace {

using emergency::TimePoint;
using emergency::schedule::Finding;
using emergency::schedule::Stretch;

constexpr std::chrono::weeks audited_ahead{8};

Result<Stretch> stretch_audited(const ViewArguments& options, TimePoint now,
                                const std::string& zone) {
    const auto since = options.since.empty() ? Result<TimePoint>(now)
                                             : emergency::moment_in(options.since, now, zone);
    if (!since) {
        return since.error();
    }
    const auto until = options.until.empty() ? Result<TimePoint>(*since + audited_ahead)
                                             : emergency::moment_in(options.until, now, zone);
    if (!until) {
        return until.error();
    }
    if (*until <= *since) {
        return Error{.kind = ErrorKind::usage, .message = "--until must be later than --since"};
    }
    return Stretch{.since = *since, .until = *until};
}

Json text_or_null(const std::string& text) {
    return text.empty() ? Json(nullptr) : Json(text);
}

/// Null for what holds at all times.
Json document(const Finding& finding, const std::string& zone) {
    const bool is_always = finding.when.since == finding.when.until;
    const auto moment = [&](TimePoint when) -> Json {
        return is_always ? Json(nullptr) : Json(emergency::utc_text(when));
    };
    const auto local = [&](TimePoint when) -> Json {
        return is_always ? Json(nullptr) : Json(emergency::day_and_time(when, zone));
    };
    const auto user = finding.user.id.empty()
                          ? Json(nullptr)
                          : Json{{"id", finding.user.id}, {"name", finding.user.name}};
    return {{"kind", emergency::schedule::word(finding.kind)},
            {"rotation", text_or_null(finding.rotation)},
            {"schedule", text_or_null(finding.schedule)},
            {"user", user},
            {"start", moment(finding.when.since)},
            {"end", moment(finding.when.until)},
            {"says", finding.says},
            {"hint", finding.hint},
            {"local", {{"start", local(finding.when.since)}, {"end", local(finding.when.until)}}}};
}

Listing findings_listing(const std::vector<Finding>& findings, const std::string& zone) {
    Listing listing{
        .fields = {"kind", "rotation", "schedule", "user", "start", "end", "says", "hint", "local"},
        .columns = {{"WRONG", "kind"},
                    {"ROTATION", "rotation"},
                    {"FROM (MINE)", "local.start"},
                    {"TO (MINE)", "local.end"},
                    {"WHAT", "says"},
                    {"MEND IT", "hint"},
                    {"FROM (UTC)", "start"},
                    {"TO (UTC)", "end"}},
        .rows = {}};
    for (const auto& finding : findings) {
        listing.rows.push_back(document(finding, zone));
    }
    return listing;
}

/// An audit that compares nothing must not look like one that found nothing.
void say_what_is_not_promised(const std::vector<emergency::Rotation>& rotations, Session& session) {
    for (const auto& rotation : rotations) {
        if (rotation.coverage.empty()) {
            session.say(
                fmt::format("the rotation {} has no coverage in the configuration: gaps, "
                            "overlaps and its zone are not judged",
                            rotation.name));
        }
    }
}

}  // namespace

Result<ExitCode> audit_schedule(const ViewArguments& options, Session& session) {
    if (!options.at.empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "an audit is of a stretch of time: --since, --until"};
    }
    const auto rotations = rotations_meant(options.rotation, session);
    const auto zone = zone_of_view(options, session);
    if (!rotations || !zone) {
        return rotations ? zone.error() : rotations.error();
    }
    const auto now = time_there(session);
    const auto stretch = now ? stretch_audited(options, *now, *zone) : now.error();
    if (!stretch) {
        return stretch.error();
    }
    const auto audited = emergency::schedule::read_audited(
        (*session.sources())->pagerduty, *rotations, *stretch, reading_progress(session));
    if (!audited) {
        return audited.error();
    }
    say_what_is_not_promised(*rotations, session);
    const auto findings = emergency::schedule::audit(*audited);
    const auto told = session.answer(findings_listing(findings, *zone));
    return told && !findings.empty() ? Result<ExitCode>(ExitCode::refused) : told;
}

}  // namespace emerg
