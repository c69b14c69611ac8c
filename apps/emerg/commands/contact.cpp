#include "apps/emerg/commands/text_options.h"
#include "apps/emerg/commands/verb.h"
#include "libemergency/procedure/verbs.h"

#include <CLI/App.hpp>

#include <memory>
#include <utility>

namespace emerg {
namespace {

using emergency::procedure::ContactOptions;
using emergency::procedure::ManagerAgreed;
using emergency::procedure::OfferCall;
using emergency::procedure::OffHours;
using emergency::procedure::Situation;

struct ContactArguments {
    std::vector<std::string> words;
    TextSource source;
    bool manager_agreed = false;
    bool no_bridge = false;
    bool off_hours = false;
    bool further = false;
};

std::string configured_text(const Session& session, const ContactArguments& options) {
    const auto* const name = options.further     ? "contact_further"
                             : options.off_hours ? "contact_off_hours"
                             : options.no_bridge ? "contact_without_bridge"
                                                 : "contact";
    const auto found = session.config().messages.find(name);
    return found == session.config().messages.end() ? std::string() : found->second.text;
}

/// My manager in Zendesk; 0 if none is configured, or they are not there.
Result<emergency::zendesk::Id> manager(Session& session) {
    const auto& address = session.config().user.manager;
    const auto sources = session.sources();
    if (address.empty() || !sources) {
        return sources ? Result<emergency::zendesk::Id>(0) : sources.error();
    }
    const auto user = (*sources)->zendesk.user_by_email(address);
    if (user || user.error().kind == ErrorKind::not_found) {
        return user ? user->id : 0;
    }
    return user.error();
}

std::vector<std::string> again(const ContactArguments& options, const std::string& text) {
    auto words = with_text({"contact"}, text);
    for (const auto& [is_set, flag] : {std::pair{options.manager_agreed, "--manager-agreed"},
                                       {options.no_bridge, "--no-bridge"},
                                       {options.off_hours, "--off-hours"}}) {
        if (is_set) {
            words.emplace_back(flag);
        }
    }
    return words;
}

Result<ExitCode> write_further(const ContactArguments& options, const std::string& text,
                               Session& session) {
    const auto plan = [&](const Situation& situation) {
        return plan_contact_further(situation, text);
    };
    return session.carry_out_each(options.words, {plan, with_text({"contact", "--further"}, text)});
}

Result<ExitCode> run(const ContactArguments& options, Session& session) {
    const auto text = read_text(options.source, configured_text(session, options),
                                session.environment(), session.terminal());
    const auto follower =
        text && options.off_hours ? manager(session) : Result<emergency::zendesk::Id>(0);
    if (!text || !follower) {
        return text ? follower.error() : text.error();
    }
    if (options.further) {
        return write_further(options, *text, session);
    }
    const ContactOptions wanted{
        .text = *text,
        .call = options.no_bridge ? OfferCall::no : OfferCall::yes,
        .agreed = options.manager_agreed ? ManagerAgreed::yes : ManagerAgreed::no,
        .off_hours = options.off_hours ? OffHours::yes : OffHours::no,
        .manager = *follower,
        .in_fixed_call = session.config().bridge.link.empty() ? std::vector<std::string>()
                                                              : session.contacted_cases()};
    const auto plan = [&](const Situation& situation) { return plan_contact(situation, wanted); };
    return session.carry_out_each(
        options.words, {plan, again(options, *text), emergency::cases::Reading::what_answers});
}

}  // namespace

void add_contact(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<ContactArguments>();
    command.add_option("CASE", options->words,
                       "The case, or several; - reads them from standard input");
    add_text_options(command, options->source);
    command.add_flag("--manager-agreed", options->manager_agreed,
                     "A manager agreed to a call that the case's card bars");
    auto* further = command.add_flag("--further", options->further,
                                     "A further message, which promises the next one: yours (-m, "
                                     "once), or the configured one when one was promised");
    command.add_flag("--no-bridge", options->no_bridge, "Offer no call")->excludes(further);
    command
        .add_flag(
            "--off-hours", options->off_hours,
            "Outside of the hours that the customer is covered in: help this once, and say so")
        ->excludes(further);
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
