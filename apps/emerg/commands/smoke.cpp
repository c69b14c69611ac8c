#include "apps/emerg/commands/smoke.h"

#include "libemergency/schedule/rotation.h"

#include <fmt/format.h>

namespace emerg {
namespace {

using emergency::cases::Case;
using emergency::health::Check;

template <class Value>
Check step(const std::string& name, const Result<Value>& answer, const std::string& told) {
    return answer ? Check{.name = "smoke " + name, .told = told}
                  : emergency::health::failed("smoke " + name, answer.error());
}

Check show_first(const Result<std::vector<Case>>& cases, Session& session) {
    if (!cases) {
        return emergency::health::not_made("smoke show", "smoke list");
    }
    if (cases->empty()) {
        return {.name = "smoke show", .told = "no case is open to show"};
    }
    const auto id = emergency::cases::id_of(cases->front());
    const auto reference = emergency::cases::parse_reference(id);
    const auto one = reference ? session.find_case(*reference) : Result<Case>(reference.error());
    return step("show", one, id);
}

Check look_at_rota(const emergency::cases::Sources& sources, const emergency::Config& config) {
    if (config.rotations.empty()) {
        return {.name = "smoke schedule", .told = "no rotation is configured"};
    }
    const auto now = sources.clock.now();
    const auto duties = emergency::schedule::duties_of(sources.pagerduty, config.rotations.front(),
                                                       now, now + std::chrono::hours(24));
    return step(
        "schedule", duties,
        fmt::format("{} duties of {}", duties ? duties->size() : 0, config.rotations.front().name));
}

Check verify_journal(Session& session) {
    const auto journal = session.journal();
    const auto chain =
        journal ? (*journal)->verify() : Result<emergency::Verified>(journal.error());
    return step("journal", chain, fmt::format("{} lines, unbroken", chain ? chain->lines : 0));
}

}  // namespace

std::vector<Check> tour(Session& session) {
    session.reconnect();  // Strictly: a command needs every token.
    const auto sources = session.sources();
    if (!sources) {
        return {step("list", sources, {}), emergency::health::not_made("smoke show", "smoke list"),
                emergency::health::not_made("smoke schedule", "smoke list"),
                verify_journal(session)};
    }
    const auto cases = emergency::cases::open_cases(**sources);
    const auto count = cases ? cases->size() : 0;
    return {step("list", cases, fmt::format("{} open", count)), show_first(cases, session),
            look_at_rota(**sources, session.config()), verify_journal(session)};
}

}  // namespace emerg
