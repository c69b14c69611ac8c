#include "apps/emerg/commands/callee.h"
#include "apps/emerg/commands/text_options.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/core/together.h"

#include <CLI/App.hpp>

#include <algorithm>
#include <memory>

namespace emerg {
namespace {

using emergency::TimePoint;
using emergency::procedure::PageOptions;
using emergency::procedure::Plan;
using emergency::procedure::Situation;

struct PageArguments {
    std::vector<std::string> words;
    TextSource source;
    std::string title;
    std::string since;
};

/// Who is paged, and the case if one is named, in any order.
struct PageWords {
    std::string who;
    std::string reference;
};

bool is_who(const std::string& word, const emergency::Config& config) {
    return (word.find('@') != std::string::npos && word.find('/') == std::string::npos) ||
           std::any_of(config.roles.begin(), config.roles.end(),
                       [&](const auto& role) { return role.name == word; });
}

/// The word that can only be meant as somebody: it names no case.
const std::string* stranger(const std::vector<std::string>& words) {
    const auto found = std::find_if(words.begin(), words.end(), [](const auto& word) {
        return !emergency::cases::parse_reference(word);
    });
    return found == words.end() ? nullptr : &*found;
}

Result<PageWords> page_words(const std::vector<std::string>& words,
                             const emergency::Config& config) {
    const bool names_somebody = std::any_of(words.begin(), words.end(),
                                            [&](const auto& word) { return is_who(word, config); });
    if (const auto* unknown = stranger(words); unknown != nullptr && !names_somebody) {
        return called(*unknown, config).error();
    }
    PageWords sorted;
    for (const auto& word : words) {
        auto& place = sorted.who.empty() && is_who(word, config) ? sorted.who : sorted.reference;
        if (!place.empty()) {
            return Error{.kind = ErrorKind::usage,
                         .message = "page takes one role or address, and one case",
                         .hint = "emerg page manager CASE -m TEXT"};
        }
        place = word;
    }
    if (sorted.who.empty() && !sorted.reference.empty()) {
        return called(sorted.reference, config).error();
    }
    if (sorted.who.empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "it must be said who is paged",
                     .hint = "a role or an address: emerg page manager -m TEXT"};
    }
    return sorted;
}

/// Pages before this moment do not count. With --again those before now.
Result<TimePoint> moment_of(const PageArguments& options, Session& session) {
    if (!options.since.empty()) {
        return emergency::parse_rfc3339(options.since);
    }
    if (!session.options().again) {
        return TimePoint{};
    }
    const auto sources = session.sources();
    const auto me = sources ? (*sources)->pagerduty.me()  // Whoever is asked tells the time, too.
                            : Result<emergency::pagerduty::User>(sources.error());
    return me ? Result<TimePoint>(session.clock().now()) : Result<TimePoint>(me.error());
}

/// Adds to `page` who it is for, and the pages that went before it.
Result<PageOptions> page_for(const Called& who, const std::string& root, PageOptions page,
                             Session& session) {
    const auto sources = session.sources();
    if (!sources) {
        return sources.error();
    }
    auto [holder, earlier] =
        emergency::together([&] { return holder_of(who, session); },
                            [&] { return earlier_pages(root, who.word, **sources); });
    if (!holder || !earlier) {
        return holder ? earlier.error() : holder.error();
    }
    page.callee = std::move(holder->callee);
    page.earlier = *std::move(earlier);
    return page;
}

Result<Plan> page_plan(const Situation& situation, const Called& who, const PageOptions& asked,
                       Session& session) {
    const auto& one = situation.one;
    const auto root = emergency::procedure::root_of_page(one, who.word, asked.text);
    auto page = page_for(who, root, asked, session);
    if (!page) {
        return page.error();
    }
    if (page->since == TimePoint{} && (one.incident || one.ticket)) {
        page->since = emergency::cases::paged_at(one);
    }
    return plan_page(situation, *page);
}

/// The words that ask for the same page, not for one more.
std::vector<std::string> again(const PageArguments& options, const std::string& who,
                               const std::string& text, TimePoint since) {
    std::vector<std::string> words{"page", who};
    if (!options.title.empty()) {
        words.push_back("--title=" + options.title);
    }
    if (since != TimePoint{}) {
        words.push_back("--since=" + emergency::utc_text(since));
    }
    return with_text(std::move(words), text);
}

Result<ExitCode> run(const PageArguments& options, Session& session) {
    const auto words = page_words(options.words, session.config());
    if (!words) {
        return words.error();
    }
    const auto who = called(words->who, session.config());
    const auto text = read_text(options.source, {}, session.environment(), session.terminal());
    const auto since = moment_of(options, session);
    if (!who || !text || !since) {
        return !who ? who.error() : !text ? text.error() : since.error();
    }
    const PageOptions asked{.title = options.title, .text = *text, .since = *since};
    const auto plan = [&](const Situation& situation) {
        return page_plan(situation, *who, asked, session);
    };
    const Session::Work work{plan, again(options, words->who, *text, *since)};
    if (!words->reference.empty()) {
        return session.carry_out_each({words->reference}, work);
    }
    const auto carried = session.carry_out_alone(work);
    return carried ? Result<ExitCode>(carried->code) : carried.error();
}

}  // namespace

void add_page(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<PageArguments>();
    command.add_option("WHO CASE", options->words,
                       "A role of the configuration or a person's address; then the case, if it "
                       "is about one");
    command.add_option("--title", options->title,
                       "The page's title, instead of the text's first line");
    command.add_option("--since", options->since,
                       "Resolved pages before this moment do not count; --again means now");
    add_text_options(command, options->source);
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
