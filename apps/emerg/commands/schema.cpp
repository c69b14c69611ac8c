#include "apps/emerg/schemas.h"
#include "libemergency/core/text.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace emerg {
namespace {

Result<ExitCode> list_documents(World& world, const GlobalOptions& options) {
    Listing listing{.fields = {"document", "schema", "title", "description"},
                    .columns = {{"DOCUMENT", "document"}, {"WHAT", "description"}},
                    .rows = {}};
    for (const auto& document : documents()) {
        const auto schema = *schema_of(document.words);
        listing.rows.push_back({{"document", document.words},
                                {"schema", schema.at("$id")},
                                {"title", schema.at("title")},
                                {"description", schema.at("description")}});
    }
    const auto written = write(listing, options, world.terminal, world.clock.now());
    return written ? Result<ExitCode>(ExitCode::done) : written.error();
}

/// A command that has words of its own is asked for with one of them; else the name was misspelt.
Error no_document(const std::string& name) {
    std::vector<std::string> all;
    std::vector<std::string> parts;
    for (const auto& document : documents()) {
        all.emplace_back(document.words);
        if (document.words.starts_with(name + ' ')) {
            parts.emplace_back(document.words);
        }
    }
    const auto near = emergency::nearest(name, all);
    return {.kind = ErrorKind::usage,
            .message = fmt::format("no JSON is known of '{}'", emergency::one_line(name)),
            .hint = !parts.empty() ? fmt::format("there is: {}", fmt::join(parts, ", "))
                    : near.empty() ? "emerg schema lists what there is"
                                   : fmt::format("did you mean {}?", near)};
}

Result<ExitCode> run(const std::vector<std::string>& words, World& world,
                     const GlobalOptions& options) {
    if (words.empty()) {
        return list_documents(world, options);
    }
    const auto name = fmt::format("{}", fmt::join(words, " "));
    const auto schema = schema_of(name);
    return schema ? answer_schema(*schema, world, options) : no_document(name);
}

}  // namespace

void add_schema(CLI::App& command, Chosen& chosen) {
    auto words = std::make_shared<std::vector<std::string>>();
    command.add_option("COMMAND", *words,
                       "The command with its word: ack, schedule audit; or error; left out, all "
                       "are listed");
    command.callback([words, &chosen] {
        chosen.plain = [words](World& world, const GlobalOptions& options) {
            return run(*words, world, options);
        };
    });
}

}  // namespace emerg
