#include "apps/emerg/commands/bridge.h"

#include "libemergency/cases/progress.h"
#include "libemergency/core/process.h"

namespace emerg {
namespace {

using emergency::Mark;
using emergency::cases::Case;

Result<std::string> created(const Case& one, Session& session) {
    auto variables = session.environment();
    variables["EMERG_CASE"] = id_of(one);
    variables["EMERG_TICKET"] = one.ticket ? std::to_string(one.ticket->id) : std::string();
    auto link = emergency::output_of(
        {.words = session.config().bridge.command, .variables = std::move(variables)});
    if (!link) {
        auto error = link.error();
        error.hint = "the bridge comes from bridge.command; set bridge.link for a fixed one";
        return error;
    }
    return link;
}

}  // namespace

Result<std::string> bridge_of(const Case& one, Session& session) {
    const auto& configured = session.config().bridge;
    if (!one.bridge.empty() || !configured.link.empty()) {
        return one.bridge.empty() ? configured.link : one.bridge;
    }
    if (configured.command.empty() || first_contact(one) != nullptr) {
        return std::string();
    }
    if (session.options().dry_run) {
        return std::string("https://link.of.the.bridge.example");
    }
    const auto journal = session.journal();
    if (!journal) {
        return journal.error();
    }
    const auto key = key_of(one, "bridge");
    const auto kept = (*journal)->last(key);
    if (!kept || *kept) {
        return kept ? Result<std::string>((*kept)->result) : kept.error();
    }
    auto link = created(one, session);
    if (!link) {
        return link;
    }
    const auto written = (*journal)->write({.at = session.clock().now(),
                                            .key = key,
                                            .case_id = id_of(one),
                                            .service = "bridge",
                                            .description = "bridge opened",
                                            .mark = Mark::remark,
                                            .result = *link});
    return written ? link : written.error();
}

}  // namespace emerg
