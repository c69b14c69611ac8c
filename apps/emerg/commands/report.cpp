#include "libemergency/record/report.h"

#include "apps/emerg/commands/schedule_person.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/cases/locate.h"
#include "libemergency/core/duration.h"
#include "libemergency/core/local_time.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/core/together.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <set>

namespace emerg {
namespace {

using emergency::TimePoint;
using emergency::cases::Reading;
using emergency::pagerduty::Incident;
using emergency::record::Course;
using emergency::record::Grouping;
using emergency::record::Happened;
using emergency::record::Load;
using emergency::record::Spans;
using emergency::schedule::Roster;
using emergency::schedule::Stretch;

constexpr std::chrono::days usual_span{28};
constexpr std::chrono::days longest_span{180};  ///< PagerDuty lists incidents of half a year.

struct ReportArguments {
    std::string since;
    std::string until;
    std::string by = "week";
};

Result<Stretch> stretch_of(const ReportArguments& options, TimePoint now, const std::string& zone) {
    const auto moment = [&](const std::string& text, TimePoint otherwise) {
        return text.empty() ? Result<TimePoint>(otherwise) : emergency::moment_in(text, now, zone);
    };
    const auto until = moment(options.until, now);
    const auto since =
        until ? moment(options.since, *until - usual_span) : Result<TimePoint>(until.error());
    if (!since) {
        return since.error();
    }
    if (*since >= *until) {
        return Error{.kind = ErrorKind::usage, .message = "--since must be before --until"};
    }
    if (*until - *since > longest_span) {
        return Error{.kind = ErrorKind::usage,
                     .message = fmt::format("more than {} days at once cannot be reported",
                                            longest_span.count()),
                     .hint = "set --since and --until, and add up"};
    }
    return Stretch{*since, *until};
}

/// The pages of a stretch, but for those that called a colleague to a case; the oldest first.
Result<std::vector<Incident>> pages_in(Stretch stretch, Session& session) {
    using emergency::pagerduty::Status;
    auto pages = (*session.sources())
                     ->pagerduty.incidents(
                         {.statuses = {Status::triggered, Status::acknowledged, Status::resolved},
                          .service_ids = session.config().pagerduty.services,
                          .since = stretch.since,
                          .until = stretch.until});
    if (!pages) {
        return pages.error();
    }
    std::erase_if(*pages, &emergency::cases::is_call_for_help);
    std::reverse(pages->begin(), pages->end());
    return pages;
}

/// One case with its log; what a service does not tell is noted in the case itself.
Result<Happened> read_case(const Incident& page, Session& session) {
    auto [one, log] = emergency::together(
        [&] {
            return session.find_case(emergency::cases::IncidentId{page.id}, Reading::what_answers);
        },
        [&] { return (*session.sources())->pagerduty.log(page.id); });
    if (!one || !log) {
        return one ? log.error() : one.error();
    }
    return Happened{.one = *std::move(one), .log = *std::move(log)};
}

struct Read {
    std::vector<Happened> cases = {};
    std::vector<Error> missing = {};
};

Read read_cases(const std::vector<Incident>& pages, Session& session) {
    const auto counted = reading_progress(session);
    std::size_t answered = 0;
    std::mutex counting;
    std::vector<std::function<Result<Happened>()>> reads;
    reads.reserve(pages.size());
    for (const auto& page : pages) {
        reads.emplace_back([&] {
            auto happened = read_case(page, session);
            const std::lock_guard lock(counting);
            counted(++answered, pages.size());
            return happened;
        });
    }
    Read read;
    for (auto& happened : emergency::together(reads, emergency::schedule::requests_at_a_time)) {
        if (!happened) {
            read.missing.push_back(happened.error());
            continue;
        }
        if (const auto& unread = happened->one.ticket_unread) {
            read.missing.push_back(*unread);
        }
        read.cases.push_back(*std::move(happened));
    }
    return read;
}

Json span_document(const Course& course, std::optional<TimePoint> Course::*moment) {
    const auto span = emergency::record::span_of(course, moment);
    return span ? Json{{"seconds", span->count()}, {"says", emergency::brief_duration(*span)}}
                : Json();
}

Json spans_document(const Spans& spans) {
    if (spans.count == 0) {
        return nullptr;
    }
    return {{"count", spans.count},
            {"median", spans.median.count()},
            {"longest", spans.longest.count()},
            {"says", fmt::format("{} ({})", emergency::brief_duration(spans.median),
                                 emergency::brief_duration(spans.longest))}};
}

Listing listing_of(const std::vector<Course>& courses) {
    Listing listing{.fields = {"case", "paged", "customer", "region", "rotation", "acknowledge",
                               "contact", "engage", "resolve", "handovers"},
                    .columns = {{"PAGED", "paged"},
                                {"CASE", "case"},
                                {"ACKNOWLEDGE", "acknowledge.says"},
                                {"CONTACT", "contact.says"},
                                {"ENGAGE", "engage.says"},
                                {"RESOLVE", "resolve.says"},
                                {"HANDOVERS", "handovers"},
                                {"ROTATION", "rotation"},
                                {"REGION", "region"},
                                {"CUSTOMER", "customer"}},
                    .rows = {}};
    for (const auto& one : courses) {
        listing.rows.push_back({{"case", one.id},
                                {"paged", emergency::utc_text(one.paged)},
                                {"customer", one.customer},
                                {"region", one.region},
                                {"rotation", one.rotation},
                                {"acknowledge", span_document(one, &Course::acknowledged)},
                                {"contact", span_document(one, &Course::contacted)},
                                {"engage", span_document(one, &Course::engaged)},
                                {"resolve", span_document(one, &Course::resolved)},
                                {"handovers", one.handovers}});
    }
    return listing;
}

const char* title_of(const std::string& by) {
    return by == "region" ? "REGION" : by == "rotation" ? "ROTATION" : "WEEK";
}

Listing listing_of(const std::vector<Load>& loads, const std::string& by) {
    Listing listing{.fields = {"by", "group", "cases", "acknowledge", "contact", "engage",
                               "resolve", "handovers"},
                    .columns = {{title_of(by), "group"},
                                {"CASES", "cases"},
                                {"ACKNOWLEDGE", "acknowledge.says"},
                                {"CONTACT", "contact.says"},
                                {"ENGAGE", "engage.says"},
                                {"RESOLVE", "resolve.says"},
                                {"HANDOVERS", "handovers"}},
                    .rows = {}};
    for (const auto& load : loads) {
        listing.rows.push_back({{"by", by},
                                {"group", load.group.empty() ? Json() : Json(load.group)},
                                {"cases", load.cases},
                                {"acknowledge", spans_document(load.acknowledge)},
                                {"contact", spans_document(load.contact)},
                                {"engage", spans_document(load.engage)},
                                {"resolve", spans_document(load.resolve)},
                                {"handovers", load.handovers}});
    }
    return listing;
}

Listing listing_of(const ReportArguments& options, const std::vector<Course>& courses,
                   const std::string& zone) {
    if (options.by == "case") {
        return listing_of(courses);
    }
    const auto by = options.by == "region"     ? Grouping::region
                    : options.by == "rotation" ? Grouping::rotation
                                               : Grouping::week;
    return listing_of(emergency::record::loads_of(courses, by, zone), options.by);
}

/// Who was on call, for as long as acknowledgements may have come.
Result<std::vector<Roster>> rosters_of(Stretch stretch, Session& session) {
    return emergency::schedule::read_rosters((*session.sources())->pagerduty,
                                             session.config().rotations, stretch,
                                             reading_progress(session));
}

Result<ExitCode> run(const ReportArguments& options, Session& session) {
    const auto& zone = session.config().user.time_zone;
    const auto now = time_there(session);
    const auto stretch = now ? stretch_of(options, *now, zone) : Result<Stretch>(now.error());
    const auto pages =
        stretch ? pages_in(*stretch, session) : Result<std::vector<Incident>>(stretch.error());
    const auto rosters = pages ? rosters_of({stretch->since, *now}, session)
                               : Result<std::vector<Roster>>(pages.error());
    if (!rosters) {
        return rosters.error();
    }
    const auto read = read_cases(*pages, session);
    if (read.cases.empty() && !read.missing.empty()) {
        return read.missing.front();
    }
    std::vector<Course> courses;
    courses.reserve(read.cases.size());
    for (const auto& happened : read.cases) {
        courses.push_back(emergency::record::course_of(happened, *rosters, session.config()));
    }
    const auto answered = session.answer(listing_of(options, courses, zone));
    std::set<std::string> told;
    for (const auto& each : read.missing) {
        if (told.insert(each.message).second) {
            session.complain(each);
        }
    }
    return answered && !read.missing.empty() ? Result<ExitCode>(ExitCode::in_part) : answered;
}

}  // namespace

void add_report(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<ReportArguments>();
    command.add_option("--since", options->since,
                       "Pages from then on: 2026-03-01; without it the last four weeks");
    command.add_option("--until", options->until, "Pages until then; without it until now");
    command.add_option("--by", options->by, "A line for each week, region, rotation or case")
        ->check(CLI::IsMember({"week", "region", "rotation", "case"}));
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
