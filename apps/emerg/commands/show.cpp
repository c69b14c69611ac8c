#include "apps/emerg/case_view.h"
#include "apps/emerg/commands/verb.h"
#include "apps/emerg/terminal/browser.h"

#include <CLI/App.hpp>
#include <nlohmann/json.hpp>

#include <memory>

namespace emerg {
namespace {

struct ShowArguments {
    std::vector<std::string> words;
    bool in_browser = false;
};

/// The ticket, where there is one: there the customer is.
Result<ExitCode> open_it(const Listing& listing, Session& session) {
    if (listing.rows.size() != 1) {
        return Error{.kind = ErrorKind::usage, .message = "--web opens one case"};
    }
    const auto& row = listing.rows.front();
    const auto* const part = row.at("ticket").is_null() ? "incident" : "ticket";
    const auto opened = open_in_browser(row.at(part).at("url").get<std::string>(),
                                        session.terminal(), session.environment());
    return opened ? Result<ExitCode>(ExitCode::done) : opened.error();
}

Result<ExitCode> run(const ShowArguments& options, Session& session) {
    const auto references = session.references(options.words);
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
        auto each = emerg::listing_of(*one, session.config());
        each.rows.insert(each.rows.begin(), listing.rows.begin(), listing.rows.end());
        listing = std::move(each);
    }
    if (listing.rows.size() != 1) {
        listing.shape = Listing::Shape::many;
    }
    const auto written = options.in_browser ? open_it(listing, session) : session.answer(listing);
    return written && missing ? session.complain(*missing) : written;
}

}  // namespace

void add_show(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<ShowArguments>();
    command.add_option("CASE", options->words,
                       "The case; left out, the only open one that is mine");
    command.add_flag("-w,--web", options->in_browser,
                     "Open its ticket in the browser; where there is none, print the address");
    command.callback([options, &chosen] {
        chosen.is_long = !options->in_browser;
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
