#pragma once

#include "apps/emerg/terminal/screen.h"
#include "libemergency/cases/case.h"
#include "libemergency/config/config.h"

#include <deque>
#include <string>
#include <vector>

namespace emerg {

/// What the board of `watch` shows.
struct Board {
    std::vector<emergency::cases::Case> cases = {};
    emergency::TimePoint now = {};      ///< The services' time.
    std::string zone = {};              ///< In which moments are told.
    std::string selected = {};          ///< Id of the case that the keys mean.
    std::deque<std::string> news = {};  ///< What happened, the newest first.
    std::string state = {};             ///< "looked 3s ago", "stale since …", "looking".
    std::string said = {};              ///< What has to be said just now; empty: the keys.
    bool is_known = false;              ///< Has anybody looked yet?
    bool has_colour = false;
};

/// The one that the keys mean; nullptr if none is chosen, or it is open no longer.
const emergency::cases::Case* selected_case(const Board& board);

/// Selects the case so many lines further down, the first if none is; stays at either end.
void move_selection(Board& board, int lines);

/// The whole screen, line by line; never more or wider than fits.
std::vector<std::string> lines_of(const Board& board, const emergency::Config& config,
                                  ScreenSize size);

}  // namespace emerg
