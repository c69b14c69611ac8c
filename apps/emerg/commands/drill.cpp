#include "apps/emerg/commands/verb.h"
#include "apps/emerg/debriefing_view.h"
#include "apps/emerg/drill_ground.h"
#include "apps/sandbox/door.h"
#include "libemergency/core/neighbour.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <memory>

namespace emerg {
namespace {

using emergency::http::Request;

struct DrillArguments {
    std::string drill = "answer";
    std::vector<std::string> command = {};
    std::string span = {};
    int speed = 1;
    bool exit_code = false;
};

template <class Function>
Result<Function*> drill_door(const char* name) {
    const auto found = emergency::neighbour_function(EMERG_SANDBOX_LIBRARY, name);
    return found ? Result<Function*>(reinterpret_cast<Function*>(*found)) : found.error();
}

Result<ExitCode> list_drills(World& world, const GlobalOptions& options) {
    const auto drills = drill_door<decltype(emerg_sandbox_drills)>("emerg_sandbox_drills");
    if (!drills) {
        return drills.error();
    }
    std::string text;
    (*drills)(text);
    Listing listing{.fields = {"name", "title", "about"},
                    .columns = {{"DRILL", "name"}, {"TITLE", "title"}},
                    .rows = {}};
    for (const auto& each : Json::parse(text)) {
        listing.rows.push_back(each);
    }
    const auto written = write(listing, options, world.terminal, world.clock.now());
    return written ? Result<ExitCode>(ExitCode::done) : written.error();
}

Result<ExitCode> show_drill(const std::string& name, World& world) {
    const auto show = drill_door<decltype(emerg_sandbox_show_drill)>("emerg_sandbox_show_drill");
    if (!show) {
        return show.error();
    }
    return static_cast<ExitCode>((*show)(name, world.terminal.out(), world.terminal.err()));
}

Result<ExitCode> tell_debriefing(const std::string& text, const DrillArguments& arguments,
                                 const GlobalOptions& options, World& world) {
    const auto debriefing = Json::parse(text);
    const auto written = write_debriefing(debriefing, options, world.terminal, world.clock.now());
    if (!written) {
        return written.error();
    }
    const bool is_fine = debriefing.at("in_time") == true || !arguments.exit_code;
    return is_fine ? ExitCode::done : ExitCode::refused;
}

std::vector<std::string> shell_of(const World& world) {
    const auto shell = variable(world.environment, "SHELL");
    return {shell.empty() ? "/bin/sh" : shell};
}

Result<ExitCode> start_drill(const DrillArguments& arguments, World& world,
                             const GlobalOptions& options) {
    const auto play = drill_door<decltype(emerg_sandbox_drill)>("emerg_sandbox_drill");
    if (!play) {
        return play.error();
    }
    if (!options.quiet) {
        world.terminal.remark(
            "within the drill, emerg reaches its sandbox only: emerg next tells what comes next, "
            "emerg drill skip 15m lets time pass, emerg drill report tells how it goes, exit ends "
            "it");
    }
    std::string debriefing;
    const int code =
        (*play)({.drill = arguments.drill,
                 .speed = arguments.speed,
                 .command = arguments.command.empty() ? shell_of(world) : arguments.command},
                world.environment, debriefing, world.terminal.err());
    return debriefing.empty() ? static_cast<ExitCode>(code)
                              : tell_debriefing(debriefing, arguments, options, world);
}

/// Asks the sandbox of the drill around this process.
Result<std::string> asked_of_drill(Request request, World& world) {
    const auto control = variable(world.environment, "EMERG_DRILL_CONTROL");
    if (control.empty()) {
        return Error{.kind = ErrorKind::policy,
                     .message = "this is no drill",
                     .hint = "begin one: emerg drill start"};
    }
    emergency::Config config;
    config.network.no_proxy = "127.0.0.1";
    const auto network = world.network(config, world.environment);
    if (!network) {
        return network.error();
    }
    request.url = control + request.url;
    auto answer = (*network)->send(request);
    if (!answer) {
        return answer.error();
    }
    if (answer->status != 200) {
        return Error{.kind = ErrorKind::usage,
                     .message = Json::parse(answer->body, nullptr, false).value("error", "")};
    }
    return answer->body;
}

Result<ExitCode> report_drill(const DrillArguments& arguments, World& world,
                              const GlobalOptions& options) {
    const auto text = asked_of_drill({.url = "/drill"}, world);
    return text ? tell_debriefing(*text, arguments, options, world) : text.error();
}

Result<ExitCode> skip_time(const DrillArguments& arguments, World& world,
                           const GlobalOptions& options) {
    if (options.dry_run) {
        world.terminal.remark("the drill's clock would move by {}",
                              emergency::one_line(arguments.span));
        return ExitCode::done;
    }
    const auto text = asked_of_drill({.method = emergency::http::Method::post,
                                      .url = "/clock",
                                      .headers = {{"content-type", "application/json"}},
                                      .body = Json{{"advance", arguments.span}}.dump()},
                                     world);
    if (!text) {
        return text.error();
    }
    const auto now = emergency::parse_rfc3339(Json::parse(*text).at("now").get<std::string>());
    if (now && !options.quiet) {
        world.terminal.remark("it is {}", emergency::clock_text(*now, "UTC"));
    }
    return ExitCode::done;
}

using Play = Result<ExitCode> (*)(const DrillArguments&, World&, const GlobalOptions&);

void choose_play(CLI::App& command, const std::shared_ptr<DrillArguments>& arguments,
                 Chosen& chosen, Play play) {
    command.callback([arguments, &chosen, play] {
        chosen.plain = [arguments, play](World& world, const GlobalOptions& options) {
            return play(*arguments, world, options);
        };
    });
}

void add_drill_exit_code(CLI::App& command, DrillArguments& arguments) {
    command.add_flag("--exit-code", arguments.exit_code, "Exit with 9 unless all was in time");
}

}  // namespace

void add_drill(CLI::App& command, Chosen& chosen) {
    auto arguments = std::make_shared<DrillArguments>();
    command.require_subcommand(1);
    auto* list = command.add_subcommand("list", "The drills that there are");
    choose_play(*list, arguments, chosen,
                [](const DrillArguments&, World& world, const GlobalOptions& options) {
                    return list_drills(world, options);
                });
    auto* show = command.add_subcommand("show", "Print a built-in drill, to begin your own");
    show->add_option("DRILL", arguments->drill, "A name of the list; of start also a file");
    choose_play(*show, arguments, chosen,
                [](const DrillArguments& asked_for, World& world, const GlobalOptions&) {
                    return show_drill(asked_for.drill, world);
                });
    auto* start = command.add_subcommand("start", "Begin one: a shell in which emerg is safe");
    start->add_option("DRILL", arguments->drill, "A name of the list, or a file");
    start->add_option("COMMAND", arguments->command,
                      "Instead of the shell, after DRILL and --; what it prints is no answer");
    start->add_option("--speed", arguments->speed, "Time passes so many times as fast")
        ->check(CLI::Range(1, 600));
    add_drill_exit_code(*start, *arguments);
    choose_play(*start, arguments, chosen, &start_drill);
    auto* report = command.add_subcommand("report", "How the drill goes, within it");
    add_drill_exit_code(*report, *arguments);
    choose_play(*report, arguments, chosen, &report_drill);
    auto* skip = command.add_subcommand("skip", "Let time pass, within a drill");
    skip->add_option("SPAN", arguments->span, "15m, 90s, 1h30m")->required();
    choose_play(*skip, arguments, chosen, &skip_time);
}

}  // namespace emerg
