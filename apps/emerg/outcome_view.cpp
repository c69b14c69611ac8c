#include "apps/emerg/outcome_view.h"

#include "apps/emerg/exit_code.h"
#include "apps/emerg/terminal/shaping.h"
#include "libemergency/cases/progress.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/procedure/late.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace emerg {
namespace {

using emergency::one_line;
using emergency::Result;
using emergency::procedure::Effect;
using emergency::procedure::Fate;
using emergency::procedure::Outcome;
using emergency::procedure::Plan;
using emergency::procedure::ShownEffect;
using emergency::procedure::Step;

Json document(const Step& step) {
    Json row{
        {"key", step.key},
        {"service", step.service},
        {"description", step.description},
        {"status", word(step.fate)},
        {"id", step.id},
        {"url", step.url},
        {"by", step.by},
        {"at", step.at == emergency::TimePoint{} ? Json() : Json(emergency::utc_text(step.at))}};
    if (step.error) {
        row["error"] = {{"kind", word(step.error->kind)}, {"message", step.error->message}};
    }
    return row;
}

Json head_of(const Plan& plan) {
    return {{"case", case_or_null(plan.case_id)}, {"step", plan.step}, {"remarks", plan.remarks}};
}

Json body_of(const std::string& text) {
    auto body = Json::parse(text, nullptr, /*allow_exceptions=*/false);
    return body.is_discarded() ? Json(text) : body;
}

Result<void> write_document(const Json& document, const GlobalOptions& options,
                            Terminal& terminal) {
    if (is_shaped(options)) {
        return write_shaped(document, options, terminal);
    }
    const bool yaml = options.format == Format::yaml;
    terminal.print("{}", yaml ? yaml_text(document) : json_text(document));
    return {};
}

}  // namespace

std::string told(const Step& step) {
    auto text = fmt::format("{}: {}", word(step.fate), step.description);
    if (!step.url.empty()) {
        text += fmt::format(" ({})", step.url);
    }
    if (step.fate == Fate::stood_down && !step.by.empty()) {
        text += fmt::format(" (by {})", step.by.substr(0, step.by.find(' ')));
    }
    if (step.error) {
        text += fmt::format(": {}", step.error->message);
    }
    return one_line(text);
}

std::string preview(const Effect& effect) {
    const auto framed = [&](const char* what, const std::string& text) {
        return fmt::format("── {}: {} ──\n{}\n── end ──\n", what, one_line(effect.description),
                           emergency::printable(text));
    };
    if (const auto* page = std::get_if<emergency::pagerduty::NewIncident>(&effect.change)) {
        return framed("PAGE", page->title + '\n' + page->details);
    }
    const auto* post = std::get_if<emergency::slack::Post>(&effect.change);
    if (post != nullptr && !effect.summons.empty()) {
        return framed("SLACK", post->text);
    }
    if (!seen_by_customer(effect)) {
        return {};
    }
    const auto body = emergency::procedure::with_facts(
        public_text_of(effect), [](const auto& key, const auto& /*fact*/) {
            return key.ends_with("/ticket") ? "(the new ticket)" : "(the link of the call)";
        });
    return fmt::format("── PUBLIC: {} ──\n{}\n── end of what the customer will read ──\n",
                       one_line(effect.description), emergency::printable(body));
}

Result<void> show_dry_run(const Plan& plan, const std::vector<ShownEffect>& shown,
                          const GlobalOptions& options, Terminal& terminal) {
    if (wants_document(options)) {
        auto document = head_of(plan);
        document["dry_run"] = true;
        document["requests"] = Json::array();
        for (const auto& each : shown) {
            document["requests"].push_back({{"key", each.key},
                                            {"service", each.service},
                                            {"description", each.description},
                                            {"method", each.request.method},
                                            {"url", each.request.url},
                                            {"body", body_of(each.request.body)}});
        }
        return write_document(document, options, terminal);
    }
    for (const auto& each : shown) {
        terminal.print("# {}", one_line(each.description));
        terminal.print("{} {}", each.request.method, each.request.url);
        if (!each.request.body.empty()) {
            terminal.print("{}", emergency::printable(each.request.body));
        }
    }
    return {};
}

Json case_or_null(const std::string& case_id) {
    return case_id.empty() || case_id == emergency::cases::no_case ? Json() : Json(case_id);
}

Json steps_of(const Outcome& outcome) {
    auto steps = Json::array();
    for (const auto& step : outcome.steps) {
        steps.push_back(document(step));
    }
    return steps;
}

Result<void> show_outcome(const Plan& plan, const Outcome& outcome, const GlobalOptions& options,
                          Terminal& terminal) {
    if (!wants_document(options)) {
        return {};
    }
    auto document = head_of(plan);
    document["steps"] = steps_of(outcome);
    return write_document(document, options, terminal);
}

}  // namespace emerg
