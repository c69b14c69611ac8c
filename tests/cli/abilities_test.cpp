#include "apps/emerg/terminal/abilities.h"

#include <catch2/catch.hpp>

using namespace emerg;

TEST_CASE("a terminal shows links if it is known to, or if it is said to") {
    CHECK(shows_links({{"TERM", "xterm-kitty"}}, true));
    CHECK(shows_links({{"TERM", "xterm-256color"}, {"VTE_VERSION", "7006"}}, true));
    CHECK(shows_links({{"TERM", "xterm-256color"}, {"TERM_PROGRAM", "WezTerm"}}, true));
    CHECK(shows_links({{"TERM", "xterm-256color"}, {"WT_SESSION", "1"}}, true));
    CHECK(shows_links({{"TERM", "dumb"}, {"EMERG_HYPERLINK", "always"}}, false));

    CHECK_FALSE(shows_links({{"TERM", "xterm-256color"}}, true));
    CHECK_FALSE(shows_links({{"TERM", "xterm"}, {"VTE_VERSION", "4999"}}, true));
    CHECK_FALSE(shows_links({{"TERM", "xterm-kitty"}}, false));
    CHECK_FALSE(shows_links({{"TERM", "xterm-kitty"}, {"EMERG_HYPERLINK", "never"}}, true));
    CHECK_FALSE(shows_links({{"TERM", "dumb"}, {"VTE_VERSION", "7006"}}, true));
    CHECK_FALSE(shows_links({{"TERM", "tmux-256color"}, {"VTE_VERSION", "7006"}}, true));
    CHECK_FALSE(shows_links({}, true));
}
