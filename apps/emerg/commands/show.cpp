#include "apps/emerg/case_view.h"
#include "apps/emerg/commands/verb.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace emerg {
namespace {

Result<ExitCode> run(const std::vector<std::string>& words, Session& session) {
    const auto references = session.references(words);
    if (!references) {
        return references.error();
    }
    Listing listing;
    std::optional<Error> missing;
    for (const auto& reference : *references) {
        const auto one = session.find_case(reference, emergency::cases::Reading::what_answers);
        if (!one) {
            return one.error();
        }
        missing = one->ticket_unread ? one->ticket_unread : one->page_unread;
        auto each = listing_of(*one, session.config());
        each.rows.insert(each.rows.begin(), listing.rows.begin(), listing.rows.end());
        listing = std::move(each);
    }
    if (listing.rows.size() != 1) {
        listing.shape = Listing::Shape::many;
    }
    const auto written = session.answer(listing);
    return written && missing ? session.complain(*missing) : written;
}

}  // namespace

void add_show(CLI::App& command, Chosen& chosen) {
    auto words = std::make_shared<std::vector<std::string>>();
    command.add_option("CASE", *words, "The case; left out, the only open one that is mine");
    command.callback([words, &chosen] {
        chosen.job = [words](Session& session) { return run(*words, session); };
    });
}

}  // namespace emerg
