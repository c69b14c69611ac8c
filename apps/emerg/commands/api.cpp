#include "apps/emerg/commands/api_fields.h"
#include "apps/emerg/commands/verb.h"
#include "apps/emerg/terminal/ask.h"
#include "apps/emerg/terminal/shaping.h"
#include "libemergency/core/text.h"
#include "libemergency/http/lists.h"
#include "libemergency/http/raw_call.h"
#include "libemergency/pagerduty/paging.h"
#include "libemergency/slack/paging.h"
#include "libemergency/slack/refusal.h"
#include "libemergency/zendesk/paging.h"

#include <CLI/App.hpp>
#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <memory>
#include <optional>
#include <set>

namespace emerg {
namespace {

using emergency::JournalEntry;
using emergency::Mark;
using emergency::http::Call;
using emergency::http::JsonApi;
using emergency::http::Method;
using emergency::http::Path;
using emergency::http::Query;
using emergency::http::SeenRows;

constexpr int most_pages = 1'000;

struct ApiArguments {
    std::string service;
    std::string method;
    std::string target;
    std::vector<std::string> fields;
    std::string input;
    bool paginate = false;
};

/// What a call needs to know of its service.
struct ApiDoor {
    const char* name = "";
    const JsonApi* api = nullptr;
    std::string url;
    Path prefix = {};  ///< What a path that lacks it begins with.
    Result<std::optional<Query>> (*next)(const nlohmann::json& page, Query query) = nullptr;
    bool refuses_with_200 = false;
};

ApiDoor door_of(const std::string& service, Method method, const Session& session,
                const emergency::cases::Sources& sources) {
    const auto& config = session.config();
    if (service == "pagerduty") {
        return {"PagerDuty",
                &sources.pagerduty.raw(method),
                config.pagerduty.url,
                {},
                &emergency::pagerduty::next_query};
    }
    if (service == "zendesk") {
        return {"Zendesk",
                &sources.zendesk.raw(method),
                config.zendesk.url,
                {"api", "v2"},
                &emergency::zendesk::next_query};
    }
    return {"Slack", &sources.slack->raw(method),   config.slack.url,
            {},      &emergency::slack::next_query, true};
}

/// The body that --input or the fields give; empty: none.
Result<std::string> body_of(const ApiArguments& options, Session& session) {
    if (options.input.empty()) {
        const auto body = body_of_fields(options.fields);
        if (!body) {
            return body.error();
        }
        return body->empty() ? std::string() : json_text(*body);
    }
    auto text = read_text({.file = options.input}, {}, session.environment(), session.terminal());
    if (text && !Json::accept(*text)) {
        return Error{.kind = ErrorKind::usage, .message = "--input is not JSON"};
    }
    return text;
}

Result<Call> call_of(const ApiArguments& options, Method method, const ApiDoor& door,
                     Session& session) {
    auto call = emergency::http::raw_call(method, options.target, door.url);
    if (!call) {
        return call;
    }
    if (!door.prefix.empty() && call->path.front() != door.prefix.front()) {
        call->path.insert(call->path.begin(), door.prefix.begin(), door.prefix.end());
    }
    if (method == Method::get) {
        const auto query = query_of_fields(options.fields);
        if (!query) {
            return query.error();
        }
        call->query.insert(call->query.end(), query->begin(), query->end());
        return call;
    }
    auto body = body_of(options, session);
    if (!body) {
        return body.error();
    }
    call->body = *std::move(body);
    return call;
}

Result<nlohmann::json> send(const Call& call, const ApiDoor& door) {
    auto answer = door.api->send(call);
    return door.refuses_with_200 ? emergency::slack::accepted(std::move(answer)) : answer;
}

/// Adds every page after `page`, the first, to `whole`; all of them, or none.
Result<Json> with_pages_after(nlohmann::json page, Call call, const ApiDoor& door, Json whole) {
    SeenRows seen;
    std::set<Query> asked{call.query};
    for (int n = 1;; ++n) {
        auto next = door.next(page, call.query);
        if (!next) {
            return next.error();
        }
        if (!*next) {
            return whole;
        }
        if (n == most_pages) {
            return emergency::http::too_long(door.name, "1,000 pages");
        }
        if (!seen.take(emergency::http::rows_of(page)) || !asked.insert(**next).second) {
            return emergency::http::nothing_new(door.name);
        }
        call.query = **std::move(next);
        auto answer = send(call, door);
        if (!answer) {
            return answer.error();
        }
        page = *std::move(answer);
        add_page(whole, page);
    }
}

Result<Json> read(const Call& call, const ApiDoor& door, bool every_page) {
    const auto page = send(call, door);
    if (!page) {
        return page.error();
    }
    return every_page ? with_pages_after(*page, call, door, *page) : Result<Json>(Json(*page));
}

Mark mark_of(const Result<nlohmann::json>& answer) {
    if (answer) {
        return Mark::done;
    }
    const auto kind = answer.error().kind;  // A 500 may come after the change was made.
    const bool is_doubt = kind == ErrorKind::unanswered || kind == ErrorKind::failed_there;
    return is_doubt ? Mark::uncertain : Mark::failed;
}

/// The operator's own request: no plan makes it and nothing reads it back, but the journal tells
/// that it was sent and what became of it. Its body may hold anything, so it is not kept.
Result<Json> change(const Call& call, const ApiDoor& door, const std::string& service,
                    Session& session) {
    const auto journal = session.journal();
    const auto newest = journal ? (*journal)->newest() : Result<long long>(journal.error());
    if (!newest) {
        return newest.error();
    }
    const auto shown = door.api->show(call);
    JournalEntry entry{
        .at = session.clock().now(),
        .key = fmt::format("api/{}", *newest + 1),
        .service = service,
        .description = fmt::format("{} {}", shown.method, shown.url.substr(0, shown.url.find('?'))),
        .mark = Mark::intent,
        .by = session.config().user.email};
    if (const auto written = (*journal)->write(entry); !written) {
        return written.error();
    }
    const auto answer = send(call, door);
    entry.at = session.clock().now();
    entry.mark = mark_of(answer);
    entry.result = answer ? std::string() : answer.error().message;
    if (const auto written = (*journal)->write(entry); !written) {
        return written.error();
    }
    if (entry.mark == Mark::uncertain) {
        auto error = answer.error();
        error.kind = ErrorKind::uncertain;
        error.hint = "it may have happened: look before you send it again";
        return error;
    }
    return answer ? Result<Json>(Json(*answer)) : answer.error();
}

Json dry_run_of(const Call& call, const ApiDoor& door, const std::string& service) {
    const auto shown = door.api->show(call);
    auto body = Json::parse(shown.body, nullptr, false);
    return {{"dry_run", true},
            {"requests",
             {{{"service", service},
               {"method", shown.method},
               {"url", shown.url},
               {"body", body.is_discarded() ? Json() : std::move(body)}}}}};
}

/// JSON, unless another format is asked for.
Result<ExitCode> answer_document(const Json& document, Session& session) {
    auto options = session.options();
    options.format = options.format == Format::automatic ? Format::json : options.format;
    const auto written =
        write(whole_document(document), options, session.terminal(), session.clock().now());
    return written ? Result<ExitCode>(ExitCode::done) : written.error();
}

Result<ExitCode> run(const ApiArguments& options, Session& session) {
    const auto method = emergency::http::method_named(options.method);
    const auto reached = method ? session.reach() : Result<Session::Reached>(method.error());
    if (!reached) {
        return reached.error();
    }
    if (const auto missing = reached->missing.find(options.service);
        missing != reached->missing.end()) {
        return missing->second;
    }
    const auto door = door_of(options.service, *method, session, *reached->sources);
    const auto call = call_of(options, *method, door, session);
    if (!call) {
        return call.error();
    }
    if (*method != Method::get && session.options().dry_run) {
        return answer_document(dry_run_of(*call, door, options.service), session);
    }
    const auto answer = *method == Method::get ? read(*call, door, options.paginate)
                                               : change(*call, door, options.service, session);
    return answer ? answer_document(*answer, session) : answer.error();
}

}  // namespace

void add_api(CLI::App& command, Chosen& chosen) {
    auto options = std::make_shared<ApiArguments>();
    command.add_option("SERVICE", options->service, "pagerduty, zendesk or slack")
        ->required()
        ->check(CLI::IsMember(verb_of("api")->words));
    command.add_option("METHOD", options->method, "GET, POST, PUT or DELETE")->required();
    command.add_option("PATH", options->target, "/incidents, /tickets/400123, conversations.list")
        ->required();
    auto* fields = command.add_option("-f,--field", options->fields,
                                      "name=text, name:=JSON, outer[inner]=text, list[]=text");
    fields->allow_extra_args(false);
    command.add_option("--input", options->input, "The body: a file with JSON, or -")
        ->excludes(fields);
    command.add_flag("--paginate", options->paginate, "Every page, as one document");
    command.callback([options, &chosen] {
        chosen.job = [options](Session& session) { return run(*options, session); };
    });
}

}  // namespace emerg
