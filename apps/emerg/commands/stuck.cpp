#include "apps/emerg/card_view.h"
#include "apps/emerg/commands/verb.h"

#include <CLI/App.hpp>

#include <memory>

namespace emerg {

void add_stuck(CLI::App& command, Chosen& chosen) {
    auto request = std::make_shared<CardRequest>(CardRequest{.name = "stuck"});
    command.add_option("CASE", request->words,
                       "The case, to fill in links and commands; left out, nothing is asked");
    command.add_flag("--phrases", request->phrases_only, "Only what to say, a line each");
    command.callback([request, &chosen] {
        chosen.job = [request](Session& session) { return show_card(*request, session); };
    });
}

}  // namespace emerg
