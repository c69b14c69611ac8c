#include "apps/sandbox/gitlab/project.h"
#include "apps/sandbox/text.h"
#include "apps/sandbox/time_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace sandbox::gitlab {
namespace {

using nlohmann::json;

/// Every word of the search must be in one of the places that `in` names.
bool has_searched_words(const json& issue, const Request& request) {
    const auto in =
        parameter(request, "in").empty() ? "title,description" : parameter(request, "in");
    std::string text;
    for (const auto* place : {"title", "description"}) {
        text += in.find(place) == std::string::npos ? "" : text_in(issue, place) + "\n";
    }
    text = lower_case(text);
    auto wanted = lower_case(parameter(request, "search"));
    std::ranges::replace(wanted, ' ', ',');
    return std::ranges::all_of(split_at_commas(wanted), [&](const std::string& word) {
        return text.find(word) != std::string::npos;
    });
}

/// Every label must be there; `None` and `Any` ask whether there is one at all.
bool has_labels(const json& issue, const Request& request) {
    const auto& labels = issue.at("labels");
    const auto wanted = parameter(request, "labels");
    if (wanted == "None" || wanted == "Any") {
        return labels.empty() == (wanted == "None");
    }
    return std::ranges::all_of(split_at_commas(wanted), [&](const std::string& label) {
        return std::ranges::find(labels, json(label)) != labels.end();
    });
}

bool has_number(const json& issue, const Request& request) {
    const auto [first, last] = request.query.equal_range("iids[]");
    return first == last || std::any_of(first, last, [&](const auto& each) {
               return issue.at("iid").dump() == each.second;
           });
}

struct TimeFilter {
    const char* name;
    const char* field;
    bool (*passes)(TimePoint moment, TimePoint limit);
};

bool is_after(TimePoint moment, TimePoint limit) {
    return moment >= limit;
}

bool is_before(TimePoint moment, TimePoint limit) {
    return moment <= limit;
}

constexpr std::array time_filters{TimeFilter{"created_after", "created_at", &is_after},
                                  TimeFilter{"created_before", "created_at", &is_before},
                                  TimeFilter{"updated_after", "updated_at", &is_after},
                                  TimeFilter{"updated_before", "updated_at", &is_before}};

/// A moment in the query, where a plus that was not encoded arrives as a blank.
std::optional<TimePoint> moment_in(const Request& request, const char* name) {
    auto text = parameter(request, name);
    std::ranges::replace(text, ' ', '+');
    return parse_moment(text);
}

bool is_of_time(const json& issue, const Request& request) {
    return std::ranges::all_of(time_filters, [&](const TimeFilter& filter) {
        const auto limit = moment_in(request, filter.name);
        const auto moment = parse_moment(text_in(issue, filter.field));
        return !limit || (moment && filter.passes(*moment, *limit));
    });
}

}  // namespace

std::string problem_with_filters(const Request& request) {
    for (const auto& filter : time_filters) {
        if (!parameter(request, filter.name).empty() && !moment_in(request, filter.name)) {
            return std::string(filter.name) + " is invalid";
        }
    }
    constexpr std::array<std::string_view, 4> states{"", "all", "opened", "closed"};
    return std::ranges::find(states, parameter(request, "state")) == states.end()
               ? "state does not have a valid value"
               : "";
}

bool is_chosen(const json& issue, const Request& request) {
    const auto state = parameter(request, "state");
    const bool is_of_state = state.empty() || state == "all" || state == text_in(issue, "state");
    return is_of_state && has_searched_words(issue, request) && has_labels(issue, request) &&
           has_number(issue, request) && is_of_time(issue, request);
}

}  // namespace sandbox::gitlab
