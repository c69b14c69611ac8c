#pragma once

#include <string>
#include <utility>
#include <vector>

namespace emergency {

/// What belongs together on a card, under a heading. Each line is a template.
struct CardSection {
    std::string title = {};
    std::vector<std::string> lines = {};
};

/// How often the customer hears of us, for one severity: stage of the trouble → span.
struct Cadence {
    std::string severity = {};
    std::vector<std::pair<std::string, std::string>> stages = {};
};

/// What helps in one kind of trouble, ready to paste (procedure.md B3, B4, B5, B7, B10).
struct Card {
    std::string title = {};
    std::string when = {};  ///< One sentence: when to reach for it.
    std::vector<CardSection> sections = {};
    std::vector<std::string> phrases = {};   ///< To say to the customer.
    std::vector<std::string> commands = {};  ///< Templates; shown with a case only.
    std::vector<std::string> links = {};     ///< Names of `links`.
    std::vector<Cadence> cadence = {};
    std::vector<std::string> tags = {};   ///< Ticket or organisation tags of cases that it is for.
    std::vector<std::string> gates = {};  ///< "call": contact offers none until a manager agreed.
};

}  // namespace emergency
