#include "apps/emerg/commands/init_questions.h"

#include "libemergency/core/text.h"
#include "libemergency/core/together.h"
#include "libemergency/slack/refusal.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>
#include <functional>

namespace emerg {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;
using emergency::http::Method;
using Texts = std::vector<std::string>;

/// More would not be read: they are picked by name.
constexpr std::size_t most_shown = 30;

/// Things of one kind: all of them, and those that are probably meant.
struct Offer {
    Texts names = {};
    Texts likely = {};
};

bool tells_of_emergencies(const nlohmann::json& thing) {
    return emergency::lower(emergency::http::text_at(thing, "/name")).find("emergenc") !=
           std::string::npos;
}

bool is_joined(const nlohmann::json& channel) {
    return channel.value("is_member", false);
}

bool is_never_likely(const nlohmann::json& /*group*/) {
    return false;
}

/// What is asked of a service, and how its answer is read.
struct Source {
    const char* path;
    emergency::http::Query query;
    const char* list;
    const char* name;
    bool (*is_likely)(const nlohmann::json& thing);
};

/// The only one there is is likely, too.
Result<Offer> offer_of(const Result<nlohmann::json>& answer, const Source& source) {
    if (!answer) {
        return answer.error();
    }
    Offer offer;
    for (const auto& thing : answer->value(source.list, nlohmann::json::array())) {
        offer.names.push_back(emergency::http::text_at(thing, source.name));
        if (source.is_likely(thing)) {
            offer.likely.push_back(offer.names.back());
        }
    }
    if (offer.names.size() == 1) {
        offer.likely = offer.names;
    }
    return offer;
}

Result<Offer> asked_of_pagerduty(const Source& source, const emergency::cases::Sources& sources) {
    return offer_of(sources.pagerduty.raw(Method::get).get({source.path}, source.query), source);
}

/// Nothing, where Slack is left out.
Result<Offer> asked_of_slack(const Source& source, const emergency::cases::Sources& sources) {
    if (sources.slack == nullptr) {
        return Offer{};
    }
    return offer_of(emergency::slack::accepted(
                        sources.slack->raw(Method::get).get({source.path}, source.query)),
                    source);
}

Result<std::string> line_of(Terminal& terminal) {
    std::string line;
    if (!std::getline(terminal.in(), line)) {
        return Error{.kind = ErrorKind::usage,
                     .message = "the question was not answered; nothing was written"};
    }
    return emergency::trimmed(emergency::one_line(line));
}

void show_offer(const std::string& question, const Offer& offer, Terminal& terminal) {
    terminal.err() << '\n' << question << '\n';
    const auto shown = std::min(offer.names.size(), most_shown);
    for (std::size_t n = 0; n < shown; ++n) {
        terminal.err() << fmt::format("  {:>2}  {}\n", n + 1, emergency::one_line(offer.names[n]));
    }
    if (shown < offer.names.size()) {
        terminal.err() << fmt::format("  and {} more, by name\n", offer.names.size() - shown);
    }
}

/// Asks until the answer fits; of nothing that there is, nothing is asked.
Result<Texts> ask_for_some(const std::string& question, const Offer& offer, Terminal& terminal) {
    if (offer.names.empty()) {
        return Texts{};
    }
    show_offer(question, offer, terminal);
    while (true) {
        terminal.err() << fmt::format("Numbers or names, with commas; - for none [{}]: ",
                                      offer.likely.empty()
                                          ? "-"
                                          : emergency::one_line(
                                                fmt::format("{}", fmt::join(offer.likely, ", "))))
                       << std::flush;
        const auto answer = line_of(terminal);
        if (!answer) {
            return answer.error();
        }
        if (auto some = picked(*answer, offer.names, offer.likely)) {
            return *std::move(some);
        }
        terminal.err() << "That is none of them.\n";
    }
}

/// One group for each rotation that there will be.
Result<void> ask_groups(Names& names, Offer offer, Terminal& terminal) {
    for (const auto& schedule : names.schedules) {
        const auto rotation = rotation_name({.id = schedule, .name = schedule});
        offer.likely.clear();
        std::copy_if(offer.names.begin(), offer.names.end(), std::back_inserter(offer.likely),
                     [&](const std::string& name) { return name == rotation; });
        const auto group =
            ask_for_some(fmt::format("Which Slack group holds who is on call in {}?", rotation),
                         offer, terminal);
        if (!group) {
            return group.error();
        }
        for (const auto& handle : *group) {
            names.groups.push_back(fmt::format("{}={}", rotation, handle));
        }
    }
    return {};
}

}  // namespace

std::optional<std::vector<std::string>> picked(const std::string& answer,
                                               const std::vector<std::string>& offered,
                                               const std::vector<std::string>& otherwise) {
    if (answer.empty() || answer == "-") {
        return answer.empty() ? otherwise : Texts();
    }
    Texts some;
    for (const auto& part : emergency::split(answer, ',')) {
        const auto word = emergency::trimmed(part);
        std::size_t number = 0;
        const auto [end, problem] = std::from_chars(word.data(), word.data() + word.size(), number);
        const bool is_number = problem == std::errc() && end == word.data() + word.size();
        const auto named =
            std::find_if(offered.begin(), offered.end(), [&](const std::string& name) {
                return emergency::lower(name) ==
                       emergency::lower(word.starts_with('#') ? word.substr(1) : word);
            });
        if (named != offered.end()) {
            some.push_back(*named);
        } else if (is_number && number >= 1 && number <= offered.size()) {
            some.push_back(offered[number - 1]);
        } else {
            return std::nullopt;
        }
    }
    return some;
}

Result<void> ask_names(Names& names, const emergency::cases::Sources& sources, Terminal& terminal) {
    const std::vector<std::function<Result<Offer>()>> lookups{
        [&] {
            return asked_of_pagerduty(
                {"services", {{"limit", "100"}}, "services", "/name", &tells_of_emergencies},
                sources);
        },
        [&] {
            return asked_of_pagerduty(
                {"schedules", {{"limit", "100"}}, "schedules", "/name", &tells_of_emergencies},
                sources);
        },
        [&] {
            return asked_of_slack({"conversations.list",
                                   {{"types", "public_channel,private_channel"},
                                    {"exclude_archived", "true"},
                                    {"limit", "1000"}},
                                   "channels",
                                   "/name",
                                   &is_joined},
                                  sources);
        },
        [&] {
            return asked_of_slack(
                {"usergroups.list", {}, "usergroups", "/handle", &is_never_likely}, sources);
        }};
    const auto offers = emergency::together(lookups);
    const std::vector<std::pair<Texts*, const char*>> questions{
        {&names.services, "Which PagerDuty services page for emergencies?"},
        {&names.schedules, "Which schedules say who is on call for them?"},
        {&names.channels, "In which Slack channels do threads begin? The first is the usual one."}};
    for (std::size_t n = 0; n < questions.size(); ++n) {
        if (!offers[n]) {
            return offers[n].error();
        }
        if (auto& some = *questions[n].first; some.empty()) {
            const auto answer = ask_for_some(questions[n].second, *offers[n], terminal);
            if (!answer) {
                return answer.error();
            }
            some = *answer;
        }
    }
    const auto& groups = offers.back();
    // Without the scope for groups there is no question.
    return groups && names.groups.empty() ? ask_groups(names, *groups, terminal) : Result<void>();
}

}  // namespace emerg
