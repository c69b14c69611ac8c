#include "libemergency/record/timeline_page.h"

#include "libemergency/core/duration.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/message/page.h"
#include "libemergency/record/timeline_page_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace emergency::record {
namespace {

using message::PageData;

constexpr double names_width = 90;  // In the picture's own units.
constexpr double time_width = 1000;
constexpr double head_height = 26;
constexpr double lane_height = 34;
constexpr int ticks = 6;
constexpr std::chrono::minutes shortest{1};
constexpr std::size_t longest_hint = 120;
constexpr std::array lanes{Origin::pagerduty, Origin::zendesk, Origin::slack, Origin::journal};

std::string number(double value) {
    return fmt::format("{:.2f}", value);
}

/// Where moments are in the picture, from the first event to the last.
struct Scale {
    TimePoint since;
    TimePoint until;

    double at(TimePoint moment) const {
        const auto part = static_cast<double>((moment - since).count());
        return names_width + time_width * part / static_cast<double>((until - since).count());
    }
};

Scale scale_of(const std::vector<Event>& events, TimePoint otherwise) {
    const auto since = events.empty() ? otherwise : events.front().at;
    const auto until = events.empty() ? otherwise : events.back().at;
    return {since, std::max(until, since + shortest)};
}

double middle_of(std::size_t lane) {
    return head_height + lane_height * (static_cast<double>(lane) + 0.5);
}

PageData dot_of(const Event& event, const Scale& scale, std::size_t lane, const std::string& zone) {
    const auto said = shortened(one_line(event.text), longest_hint);
    return {.texts = {{"x", number(scale.at(event.at))},
                      {"y", number(middle_of(lane))},
                      {"radius", event.is_public ? "8" : "5"},
                      {"look", event.is_public ? "public" : fmt::format("l{}", lane)},
                      {"says", fmt::format("{} {}, {}: {}", local_text(event.at, zone, "%T %Z"),
                                           one_line(event.who), event.what, said)}},
            .lists = {}};
}

std::vector<PageData> lanes_of(const std::vector<Event>& events, const Scale& scale,
                               const std::string& zone) {
    std::vector<PageData> all;
    for (std::size_t lane = 0; lane < lanes.size(); ++lane) {
        PageData data{.texts = {{"name", word(lanes.at(lane))},
                                {"middle", number(middle_of(lane))},
                                {"base", number(middle_of(lane) + 4)}},
                      .lists = {}};
        for (const auto& event : events) {
            if (event.origin == lanes.at(lane)) {
                data.lists["dots"].push_back(dot_of(event, scale, lane, zone));
            }
        }
        all.push_back(std::move(data));
    }
    return all;
}

std::vector<PageData> ticks_of(const Scale& scale, const std::string& zone) {
    std::vector<PageData> all;
    for (int n = 0; n <= ticks; ++n) {
        const auto moment = scale.since + (scale.until - scale.since) * n / ticks;
        const auto* anchor = n == ticks ? "end" : n == 0 ? "start" : "middle";
        all.push_back({.texts = {{"x", number(scale.at(moment))},
                                 {"anchor", anchor},
                                 {"time", local_text(moment, zone, "%a %H:%M %Z")}},
                       .lists = {}});
    }
    return all;
}

/// An address that a browser follows without running anything.
std::string safe_address(const std::string& url) {
    return url.starts_with("https://") || url.starts_with("http://") ? one_line(url) : "";
}

PageData row_of(const Event& event, TimePoint begun, const std::string& zone) {
    return {.texts = {{"at", local_text(event.at, zone, "%a %d %b %T %Z")},
                      {"utc", utc_text(event.at)},
                      {"after", brief_duration(event.at - begun)},
                      {"where", word(event.origin)},
                      {"url", safe_address(event.url)},
                      {"who", one_line(event.who)},
                      {"what", event.what},
                      {"text", trimmed(printable(event.text))},
                      {"public", event.is_public ? "yes" : ""}},
            .lists = {}};
}

}  // namespace

Result<std::string> timeline_page(const Heading& heading, const std::vector<Event>& events) {
    const auto scale = scale_of(events, heading.as_of);
    const auto bottom = head_height + lane_height * static_cast<double>(lanes.size());
    PageData data{
        .texts = {{"title", one_line(heading.title)},
                  {"customer", one_line(heading.customer)},
                  {"zone", heading.zone},
                  {"made", local_text(heading.as_of, heading.zone, "%a %d %b %Y %H:%M %Z")},
                  {"made_utc", utc_text(heading.as_of)},
                  {"length", brief_duration(scale.until - scale.since)},
                  {"left", number(names_width)},
                  {"right", number(names_width + time_width)},
                  {"width", number(names_width + time_width + 12)},
                  {"top", number(head_height)},
                  {"bottom", number(bottom)},
                  {"height", number(bottom + 4)}},
        .lists = {}};
    data.lists["lanes"] = lanes_of(events, scale, heading.zone);
    data.lists["ticks"] = ticks_of(scale, heading.zone);
    for (const auto& event : events) {
        data.lists["events"].push_back(row_of(event, scale.since, heading.zone));
    }
    return message::render_page(timeline_page_text, data);
}

}  // namespace emergency::record
