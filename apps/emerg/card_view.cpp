#include "apps/emerg/card_view.h"

#include "apps/emerg/terminal/shaping.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace emerg {
namespace {

using emergency::Card;
using emergency::cases::Case;
using emergency::cases::FilledCard;

Json sections_of(const Card& card) {
    auto sections = Json::array();
    for (const auto& section : card.sections) {
        sections.push_back({{"title", section.title}, {"lines", section.lines}});
    }
    return sections;
}

Json cadence_of(const Card& card) {
    auto cadence = Json::object();
    for (const auto& each : card.cadence) {
        for (const auto& [stage, span] : each.stages) {
            cadence[each.severity][stage] = span;
        }
    }
    return cadence;
}

Json links_of(const FilledCard& whole) {
    auto links = Json::object();
    for (const auto& [name, address] : whole.links) {
        links[name] = address;
    }
    return links;
}

Json document(const std::string& name, const FilledCard& whole, const Case* one) {
    const auto& card = whole.card;
    return {{"card", name},
            {"title", card.title},
            {"when", card.when},
            {"case", one == nullptr ? Json() : Json(id_of(*one))},
            {"sections", sections_of(card)},
            {"phrases", card.phrases},
            {"commands", card.commands},
            {"links", links_of(whole)},
            {"cadence", cadence_of(card)},
            {"tags", card.tags},
            {"gates", card.gates}};
}

void print_lines(const std::string& title, const std::vector<std::string>& lines,
                 Terminal& terminal) {
    if (lines.empty()) {
        return;
    }
    terminal.print("\n{}", title);
    for (const auto& line : lines) {
        terminal.print("  {}", line);
    }
}

std::string in_words(std::string name) {
    std::replace(name.begin(), name.end(), '_', ' ');
    return name;
}

void print_links(const FilledCard& whole, Terminal& terminal) {
    std::vector<std::string> lines;
    for (const auto& [name, address] : whole.links) {
        lines.push_back(fmt::format("{}: {}", in_words(name), address));
    }
    if (!whole.unset.empty()) {
        lines.push_back(
            fmt::format("not configured (links.NAME): {}", fmt::join(whole.unset, ", ")));
    }
    print_lines("Where to look", lines, terminal);
}

void print_cadence(const Card& card, Terminal& terminal) {
    std::vector<std::string> lines;
    for (const auto& each : card.cadence) {
        std::vector<std::string> stages;
        for (const auto& [stage, span] : each.stages) {
            stages.push_back(fmt::format("{} every {}", stage, span));
        }
        lines.push_back(fmt::format("{}: {}", each.severity, fmt::join(stages, ", ")));
    }
    print_lines("News, also if there is none", lines, terminal);
}

void print_card(const FilledCard& whole, Terminal& terminal) {
    const auto& card = whole.card;
    terminal.print("{}\n{}", card.title, card.when);
    for (const auto& section : card.sections) {
        print_lines(section.title, section.lines, terminal);
    }
    print_lines("To say", card.phrases, terminal);
    print_links(whole, terminal);
    print_cadence(card, terminal);
    print_lines("Commands", card.commands, terminal);
}

void print_phrases(const FilledCard& whole, Terminal& terminal) {
    for (const auto& phrase : whole.card.phrases) {
        terminal.print("{}", phrase);
    }
}

Error no_card(const std::string& name, const emergency::Config& config) {
    std::vector<std::string> known;
    for (const auto& [each, card] : config.cards) {
        known.push_back(each);
    }
    const auto near = emergency::nearest(name, known);
    return {.kind = ErrorKind::not_found,
            .message = fmt::format("there is no card '{}'", emergency::one_line(name)),
            .hint = near.empty() ? fmt::format("there are: {}", fmt::join(known, ", "))
                                 : fmt::format("did you mean {}?", near)};
}

/// The case that the words name; none if there are no words.
Result<std::optional<Case>> named_case(const std::vector<std::string>& words, Session& session) {
    if (words.empty()) {
        return std::optional<Case>();
    }
    const auto references = session.references(words);
    if (!references) {
        return references.error();
    }
    if (references->size() != 1) {
        return Error{.kind = ErrorKind::usage, .message = "a card is for one case at a time"};
    }
    auto one = session.find_case(references->front());
    return one ? Result<std::optional<Case>>(std::optional(*std::move(one)))
               : Result<std::optional<Case>>(one.error());
}

/// The other cards that are for this case.
void say_others(const std::string& name, const Case& one, Session& session) {
    for (const auto& other : cards_for(one, session.config())) {
        if (other != name) {
            session.say(
                fmt::format("there is a card for this case: emerg card {} {}", other, id_of(one)));
        }
    }
}

}  // namespace

Result<ExitCode> show_card(const CardRequest& request, Session& session) {
    const auto& cards = session.config().cards;
    const auto found = cards.find(request.name);
    if (found == cards.end()) {
        return no_card(request.name, session.config());
    }
    const auto one = named_case(request.words, session);
    if (!one) {
        return one.error();
    }
    const Case* const at_hand = *one ? &**one : nullptr;
    const auto now = at_hand == nullptr ? session.clock().now() : at_hand->as_of;
    const auto whole = filled(found->second, session.config(), at_hand, now);
    if (!whole) {
        return whole.error();
    }
    if (at_hand != nullptr) {
        say_others(request.name, *at_hand, session);
    }
    const auto row = document(request.name, *whole, at_hand);
    const auto format = session.options().format;
    if (is_shaped(session.options()) || (format != Format::automatic && format != Format::table)) {
        return session.answer(whole_document(row));
    }
    (request.phrases_only ? print_phrases : print_card)(*whole, session.terminal());
    return ExitCode::done;
}

}  // namespace emerg
