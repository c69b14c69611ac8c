#pragma once

#include "libemergency/cases/case.h"
#include "libemergency/config/config.h"
#include "libemergency/core/result.h"

#include <string>
#include <utility>
#include <vector>

namespace emergency::cases {

/// A card with everything filled in, ready to read out and paste.
struct FilledCard {
    Card card = {};  ///< Its lines, phrases and commands are text now, no templates.
    std::vector<std::pair<std::string, std::string>> links = {};  ///< Name → address.
    std::vector<std::string> unset = {};  ///< Links that the card names and nobody configured.
};

/// Fills a card in for a case, from its page until `now`; `one` null: for any case, commands say
/// CASE, links show the last hour. A malformed template fails with `configuration`.
Result<FilledCard> filled(const Card& card, const Config& config, const Case* one, TimePoint now);

/// The names of the cards whose tags the case's ticket or organisation has.
std::vector<std::string> cards_for(const Case& one, const Config& config);

/// The card that lets no call be offered on this case before a manager agreed; empty if none does.
std::string barring_card(const Case& one, const Config& config);

}  // namespace emergency::cases
