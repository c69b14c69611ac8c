#include "apps/emerg/schemas.h"

#include "apps/emerg/schema_texts.h"
#include "apps/emerg/terminal/shaping.h"
#include "libemergency/core/text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace emerg {
namespace {

// clang-format off
constexpr auto document_rows = std::to_array<Document>({
    {"list", "list"},
    {"show", "show"},
    {"next", "next"},
    {"timeline", "timeline"},
    {"report", "report"},
    {"watch", "watch"},
    {"ack", "outcome"},
    {"triage", "outcome"},
    {"contact", "outcome"},
    {"resolve", "outcome"},
    {"followup", "outcome"},
    {"bulk", "bulk"},
    {"call start", "outcome"},
    {"call role", "call-role"},
    {"call break", "outcome"},
    {"call end", "outcome"},
    {"note", "outcome"},
    {"status", "outcome"},
    {"fetch", "fetch"},
    {"page", "outcome"},
    {"escalate", "outcome"},
    {"escalate manager", "outcome"},
    {"escalate dev", "outcome"},
    {"escalate incident", "escalate-incident"},
    {"escalate region", "outcome"},
    {"overload", "outcome"},
    {"handoff", "outcome"},
    {"handoff accept", "outcome"},
    {"handoff incoming", "handoff-incoming"},
    {"close", "outcome"},
    {"stuck", "stuck"},
    {"card", "card"},
    {"schedule", "schedule"},
    {"schedule now", "schedule"},
    {"schedule next", "schedule"},
    {"schedule mine", "schedule"},
    {"schedule show", "schedule"},
    {"schedule audit", "schedule-audit"},
    {"schedule export", "schedule-export"},
    {"schedule override", "outcome"},
    {"schedule sync-groups", "outcome"},
    {"journal", "journal"},
    {"journal show", "journal"},
    {"journal verify", "journal-verify"},
    {"sync", "sync"},
    {"prompt", "prompt"},
    {"config", "config"},
    {"config show", "config"},
    {"config get", "config-get"},
    {"config path", "config-path"},
    {"config validate", "config-validate"},
    {"config schema", "config-schema"},
    {"init", "init"},
    {"auth", "auth"},
    {"auth check", "auth"},
    {"auth set", "auth-set"},
    {"doctor", "doctor"},
    {"api", "api"},
    {"sandbox serve", "sandbox-serve"},
    {"drill list", "drill-list"},
    {"drill start", "drill-report"},
    {"drill report", "drill-report"},
    {"schema", "schema"},
    {"version", "version"},
    {"error", "error"},
});
// clang-format on

/// How a file refers to what several have in common.
constexpr std::string_view shared_place = "common.json#/$defs/";

Json parsed(std::string_view name) {
    const auto all = schema_texts();
    const auto found =
        std::find_if(all.begin(), all.end(), [&](const auto& each) { return each.name == name; });
    return found == all.end() ? Json() : Json::parse(found->text, nullptr, false);
}

/// Refers to the shared definitions as if they were the document's own, and notes which they are.
void take_in(Json& part, std::vector<std::string>& names) {
    if (!part.is_structured()) {
        return;
    }
    for (const auto& [key, value] : part.items()) {
        const auto target = key == "$ref" ? value.get<std::string>() : std::string();
        if (!target.starts_with(shared_place)) {
            take_in(value, names);
            continue;
        }
        const auto name = target.substr(shared_place.size());
        value = "#/$defs/" + name;
        if (std::find(names.begin(), names.end(), name) == names.end()) {
            names.push_back(name);
        }
    }
}

/// With a copy of every shared definition that it needs.
Json made_whole(Json schema) {
    const auto common = parsed("common");
    std::vector<std::string> needed;
    take_in(schema, needed);
    for (std::size_t at = 0; at < needed.size(); ++at) {
        auto definition = common.at("$defs").at(needed[at]);
        take_in(definition, needed);
        schema["$defs"][needed[at]] = std::move(definition);
    }
    return schema;
}

}  // namespace

std::span<const Document> documents() {
    return document_rows;
}

std::vector<std::string> document_words() {
    std::vector<std::string> words;
    for (const auto& document : document_rows) {
        for (auto& word : emergency::split(std::string(document.words), ' ')) {
            if (std::find(words.begin(), words.end(), word) == words.end()) {
                words.push_back(std::move(word));
            }
        }
    }
    return words;
}

std::optional<Json> schema_of(std::string_view words) {
    const auto* const found =
        std::find_if(document_rows.begin(), document_rows.end(),
                     [&](const auto& document) { return document.words == words; });
    return found == document_rows.end() ? std::nullopt
                                        : std::optional(made_whole(parsed(found->schema)));
}

Result<ExitCode> answer_schema(const Json& schema, World& world, const GlobalOptions& options) {
    if (options.format == Format::automatic && !is_shaped(options)) {
        world.terminal.print("{}", schema.dump(2));
        return ExitCode::done;
    }
    const auto written = write(whole_document(schema), options, world.terminal, world.clock.now());
    return written ? Result<ExitCode>(ExitCode::done) : written.error();
}

}  // namespace emerg
