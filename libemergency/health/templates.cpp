#include "libemergency/health/checks.h"
#include "libemergency/message/message.h"

#include <fmt/format.h>

namespace emergency::health {
namespace {

/// A stand-in for every variable that any shipped message uses.
message::Values stand_ins(const Config& shipped) {
    message::Values values;
    for (const auto& [name, each] : shipped.messages) {
        for (const auto& variable : message::variables_in(each.text)) {
            values[variable] = "some " + variable;
        }
    }
    return values;
}

std::optional<Error> problem_in(const MessageTemplate& each, const Config& config,
                                const message::Values& values) {
    // Only what a customer reads has points to make.
    const auto rendered =
        each.points.empty() ? message::render(each.text, values)
                            : message::for_customer(each.text, {.points = each.points,
                                                                .placeholders = config.placeholders,
                                                                .internal = config.internal,
                                                                .secrets = config.secrets,
                                                                .values = values});
    return rendered ? std::nullopt : std::optional(rendered.error());
}

}  // namespace

std::vector<Check> templates(const Config& config, const Config& shipped) {
    const auto values = stand_ins(shipped);
    std::vector<Check> checks;
    std::size_t count = 0;
    const auto look = [&](const std::string& title, const MessageTemplate& each) {
        ++count;
        if (auto problem = problem_in(each, config, values)) {
            problem->kind = ErrorKind::configuration;
            problem->hint = fmt::format("mend messages.{}; emerg help templates", title);
            checks.push_back(failed("template " + title, *problem));
        }
    };
    for (const auto& [name, each] : config.messages) {
        look(name, each);
        for (const auto& [language, translated] : each.locales) {
            look(fmt::format("{}.locales.{}", name, language), translated);
        }
    }
    if (checks.empty()) {
        checks.push_back({.name = "templates", .told = fmt::format("all {} render", count)});
    }
    return checks;
}

}  // namespace emergency::health
