#include "apps/emerg/debriefing_view.h"

#include "apps/emerg/terminal/shaping.h"
#include "libemergency/core/duration.h"
#include "libemergency/core/time_zone.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace emerg {
namespace {

using emergency::TimePoint;

std::optional<TimePoint> told_moment(const Json& value) {
    const auto moment =
        emergency::parse_rfc3339(value.is_string() ? value.get<std::string>() : std::string());
    return moment ? std::optional(*moment) : std::nullopt;
}

std::string by_the_clock(const std::optional<TimePoint>& moment) {
    return moment ? emergency::clock_text(*moment, "UTC") : std::string();
}

/// "3m before its limit".
std::string beside_limit(const std::optional<TimePoint>& at, const std::optional<TimePoint>& due) {
    if (!at || !due) {
        return fmt::format("at {}", by_the_clock(at));
    }
    return *at <= *due ? fmt::format("{} before its limit", emergency::brief_duration(*due - *at))
                       : fmt::format("{} after its limit", emergency::brief_duration(*at - *due));
}

std::string told_when(const Json& finding, const std::optional<TimePoint>& now) {
    const auto verdict = finding.at("verdict").get<std::string>();
    const auto at = told_moment(finding.at("at"));
    const auto due = told_moment(finding.at("due"));
    if (verdict == "early") {
        return fmt::format("at {}, before its time", by_the_clock(at));
    }
    if (verdict == "twice") {
        return fmt::format("again at {}", by_the_clock(at));
    }
    if (verdict == "missed") {
        return due ? fmt::format("it was due at {}", by_the_clock(due)) : "it was not done";
    }
    if (verdict == "open") {
        return due && now ? fmt::format("due in {}", emergency::brief_duration(*due - *now))
                          : "not done yet";
    }
    return beside_limit(at, due);
}

std::string debriefing_summary(const Json& debriefing) {
    const auto& findings = debriefing.at("findings");
    const auto met = std::count_if(findings.begin(), findings.end(), [](const Json& finding) {
        return finding.at("verdict") == "in time";
    });
    return fmt::format("{}: {} of {} in time{}", debriefing.at("title").get<std::string>(), met,
                       findings.size(), debriefing.at("over") == true ? "" : " so far");
}

const std::vector<std::string> fields_of_finding{"ticket", "duty",    "verdict", "at",
                                                 "due",    "section", "why"};
const std::vector<std::string> fields_of_debriefing{"drill",   "title",    "at",      "over",
                                                    "in_time", "findings", "troubles"};

/// The sandbox sorts its keys by their letters.
Json in_order(const Json& object, const std::vector<std::string>& fields) {
    auto ordered = Json::object();
    for (const auto& field : fields) {
        ordered[field] = object.at(field);
    }
    return ordered;
}

Json document_of(const Json& debriefing) {
    auto document = in_order(debriefing, fields_of_debriefing);
    for (auto& finding : document.at("findings")) {
        finding = in_order(finding, fields_of_finding);
    }
    return document;
}

Listing findings_listing(const Json& debriefing) {
    Listing listing{.fields = fields_of_finding,
                    .columns = {{"VERDICT", "verdict"},
                                {"CASE", "ticket"},
                                {"DUTY", "duty"},
                                {"AT", "at", Cell::moment},
                                {"DUE", "due", Cell::moment},
                                {"SECTION", "section"},
                                {"WHY", "why"}},
                    .rows = {}};
    for (const auto& finding : debriefing.at("findings")) {
        listing.rows.push_back(in_order(finding, fields_of_finding));
    }
    return listing;
}

}  // namespace

std::vector<std::string> debriefing_lines(const Json& debriefing) {
    const auto now = told_moment(debriefing.at("at"));
    std::vector<std::string> lines{debriefing_summary(debriefing), ""};
    for (const auto& finding : debriefing.at("findings")) {
        const auto verdict = finding.at("verdict").get<std::string>();
        lines.push_back(
            fmt::format("{:8} #{} {}: {}", verdict, finding.at("ticket").get<std::int64_t>(),
                        finding.at("duty").get<std::string>(), told_when(finding, now)));
        if (verdict != "in time") {
            lines.push_back(fmt::format("{:8} {}: {}", "", finding.at("section").get<std::string>(),
                                        finding.at("why").get<std::string>()));
        }
    }
    for (const auto& trouble : debriefing.at("troubles")) {
        lines.push_back(fmt::format("the drill itself failed: {}", trouble.get<std::string>()));
    }
    return lines;
}

emergency::Result<void> write_debriefing(const Json& debriefing, const GlobalOptions& options,
                                         Terminal& terminal, TimePoint now) {
    if (wants_document(options)) {
        return write({.shape = Listing::Shape::one,
                      .fields = fields_of_debriefing,
                      .columns = {},
                      .rows = {document_of(debriefing)}},
                     options, terminal, now);
    }
    if (options.format != Format::automatic) {
        return write(findings_listing(debriefing), options, terminal, now);
    }
    for (const auto& line : debriefing_lines(debriefing)) {
        terminal.print("{}", line);
    }
    return {};
}

}  // namespace emerg
