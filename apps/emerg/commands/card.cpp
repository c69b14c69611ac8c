#include "apps/emerg/card_view.h"
#include "apps/emerg/commands/verb.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace emerg {
namespace {

/// All cards, for whoever does not know which.
Result<ExitCode> list_cards(Session& session) {
    Listing listing{.fields = {"card", "title", "when", "tags", "gates"},
                    .columns = {{"CARD", "card"}, {"TITLE", "title"}, {"WHEN", "when"}},
                    .rows = {}};
    for (const auto& [name, card] : session.config().cards) {
        listing.rows.push_back({{"card", name},
                                {"title", card.title},
                                {"when", card.when},
                                {"tags", card.tags},
                                {"gates", card.gates}});
    }
    return session.answer(listing);
}

}  // namespace

void add_card(CLI::App& command, Chosen& chosen) {
    auto request = std::make_shared<CardRequest>();
    command.add_option("NAME", request->name, "The card; left out, all are listed");
    command.add_option("CASE", request->words,
                       "The case, to fill in links and commands; left out, nothing is asked");
    command.add_flag("--phrases", request->phrases_only, "Only what to say, a line each");
    command.callback([request, &chosen] {
        chosen.job = [request](Session& session) {
            return request->name.empty() ? list_cards(session) : show_card(*request, session);
        };
    });
}

}  // namespace emerg
