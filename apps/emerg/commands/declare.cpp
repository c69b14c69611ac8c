#include "apps/emerg/commands/declare.h"

#include "apps/emerg/terminal/shaping.h"
#include "libemergency/core/text.h"
#include "libemergency/procedure/declaration.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace emerg {
namespace {

using emergency::cases::Case;
using emergency::procedure::Declaration;
using emergency::procedure::Situation;

/// One of the configured words, letter case ignored; the first if none is asked for.
Result<std::string> chosen(const std::string& asked, const std::vector<std::string>& known,
                           const char* what) {
    if (asked.empty() || known.empty()) {
        return known.empty() ? asked : known.front();
    }
    const auto found = std::find_if(known.begin(), known.end(), [&](const auto& each) {
        return emergency::lower(each) == emergency::lower(asked);
    });
    if (found == known.end()) {
        return Error{.kind = ErrorKind::usage,
                     .message = fmt::format("there is no {} {}", what, emergency::one_line(asked)),
                     .hint = fmt::format("known are {}", fmt::join(known, ", "))};
    }
    return *found;
}

Result<Declaration> declaration_of(const Case& one, const DeclarationOptions& options,
                                   const std::string& summary, const emergency::Config& config) {
    const auto& escalation = config.escalation;
    const auto type = chosen(options.type, escalation.incident_types, "type");
    const auto severity = chosen(options.severity, escalation.incident_severities, "severity");
    if (!type || !severity) {
        return type ? severity.error() : type.error();
    }
    const auto subject = one.ticket     ? one.ticket->subject
                         : one.incident ? one.incident->title
                                        : std::string();
    return Declaration{.name = options.name.empty() ? subject : options.name,
                       .type = *type,
                       .severity = *severity,
                       .summary = summary.empty() ? subject : summary};
}

Result<ExitCode> prepare(const std::vector<std::string>& words, const DeclarationOptions& options,
                         const std::string& summary, Session& session) {
    const auto references = session.references(words);
    const auto actor = references ? session.actor()
                                  : Result<const emergency::procedure::Actor*>(references.error());
    const auto one = actor ? session.find_case(references->front()) : Result<Case>(actor.error());
    if (!one) {
        return one.error();
    }
    const auto declaration = declaration_of(*one, options, summary, session.config());
    if (!declaration) {
        return declaration.error();
    }
    const auto text = declaration_text({*one, session.config(), **actor}, *declaration);
    if (!text) {
        return text.error();
    }
    session.say(
        fmt::format("paste it where incidents are declared, then: emerg escalate incident "
                    "{} --link URL",
                    emergency::cases::id_of(*one)));
    if (!wants_document(session.options())) {
        session.terminal().print("{}", *text);
        return ExitCode::done;
    }
    return session.answer({.shape = Listing::Shape::one,
                           .fields = {"name", "type", "severity", "summary", "text"},
                           .columns = {{"text", "text"}},
                           .rows = {{{"name", declaration->name},
                                     {"type", declaration->type},
                                     {"severity", declaration->severity},
                                     {"summary", declaration->summary},
                                     {"text", *text}}}});
}

}  // namespace

void add_declaration_options(CLI::App& command, DeclarationOptions& options) {
    command.add_option("--name", options.name, "The incident's name, instead of the subject");
    command.add_option("--type", options.type, "Its type, of those in the configuration");
    command.add_option("--severity", options.severity,
                       "Its severity, ditto; the highest if unsure");
    command.add_option("--link", options.link, "The declared incident: noted in ticket and thread");
}

Result<ExitCode> declare(const std::vector<std::string>& words, const DeclarationOptions& options,
                         const std::string& summary, Session& session) {
    if (options.link.empty()) {
        return prepare(words, options, summary, session);
    }
    const auto plan = [&](const Situation& situation) {
        return plan_declared(situation, options.link);
    };
    return session.carry_out_each(words,
                                  {plan, {"escalate", "incident", "--link=" + options.link}});
}

}  // namespace emerg
