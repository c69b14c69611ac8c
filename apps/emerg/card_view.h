#pragma once

#include "apps/emerg/session.h"
#include "libemergency/cases/cards.h"

#include <string>
#include <vector>

namespace emerg {

/// What a card is shown for.
struct CardRequest {
    std::string name = {};
    std::vector<std::string> words = {};  ///< Names a case; none: the card needs no service.
    bool phrases_only = false;
};

/// Shows a card: text, or the chosen format.
Result<ExitCode> show_card(const CardRequest& request, Session& session);

}  // namespace emerg
