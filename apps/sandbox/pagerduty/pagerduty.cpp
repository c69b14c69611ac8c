#include "apps/sandbox/pagerduty/pagerduty.h"

#include "apps/sandbox/pagerduty/fill.h"
#include "apps/sandbox/pagerduty/handlers.h"
#include "apps/sandbox/pagerduty/pages.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <variant>

namespace sandbox {
namespace {

using nlohmann::json;
using namespace pagerduty;

/// Whether an operation must know who asks, which an account-level key tells in `From`.
enum class Asks { anybody, somebody };

struct Route {
    std::string_view method;
    std::string_view path;  ///< `*` stands for one step.
    Handle handle;
    Asks asks = Asks::anybody;
};

// clang-format off
constexpr auto routes = std::to_array<Route>({
    {"GET", "incidents", list_incidents},
    {"PUT", "incidents", change_incidents, Asks::somebody},
    {"POST", "incidents", create_incident, Asks::somebody},
    {"GET", "incidents/*", show_incident},
    {"PUT", "incidents/*", change_incident, Asks::somebody},
    {"GET", "incidents/*/alerts", list_alerts},
    {"PUT", "incidents/*/alerts", change_alerts, Asks::somebody},
    {"GET", "incidents/*/log_entries", list_incident_log},
    {"GET", "incidents/*/notes", list_notes},
    {"POST", "incidents/*/notes", add_note, Asks::somebody},
    {"POST", "incidents/*/snooze", snooze, Asks::somebody},
    {"PUT", "incidents/*/merge", merge, Asks::somebody},
    {"POST", "incidents/*/status_updates", add_status_update, Asks::somebody},
    {"POST", "incidents/*/responder_requests", request_responders},
    {"PUT", "incidents/*/responder_requests/cancel", cancel_responders},
    {"GET", "log_entries", list_log},
    {"GET", "log_entries/*", show_log_entry},
    {"GET", "oncalls", list_oncalls},
    {"GET", "schedules", list_schedules},
    {"GET", "schedules/*", show_schedule},
    {"GET", "schedules/*/users", list_schedule_users},
    {"GET", "schedules/*/overrides", list_overrides},
    {"POST", "schedules/*/overrides", create_overrides},
    {"DELETE", "schedules/*/overrides/*", delete_override},
    {"GET", "users", list_users},
    {"GET", "users/me", show_me},
    {"GET", "users/*", show_user},
    {"GET", "users/*/contact_methods", list_contact_methods},
    {"GET", "users/*/notification_rules", list_notification_rules},
    {"GET", "services", list_services},
    {"GET", "services/*", show_service},
    {"GET", "escalation_policies", list_policies},
    {"GET", "escalation_policies/*", show_policy},
    {"GET", "priorities", list_priorities},
    {"GET", "abilities", list_abilities},
    {"GET", "abilities/*", show_ability},
    {"GET", "teams", list_teams},
});
// clang-format on

std::vector<std::string> steps_of(std::string_view path) {
    std::vector<std::string> steps;
    while (!path.empty()) {
        const auto end = std::min(path.find('/'), path.size());
        if (end > 0) {
            steps.emplace_back(path.substr(0, end));
        }
        path.remove_prefix(std::min(end + 1, path.size()));
    }
    return steps;
}

/// The steps that stand for `*`; nothing if the path is another one.
std::optional<std::vector<std::string>> ids_in(const std::vector<std::string>& steps,
                                               std::string_view pattern) {
    const auto wanted = steps_of(pattern);
    if (wanted.size() != steps.size()) {
        return std::nullopt;
    }
    std::vector<std::string> ids;
    for (std::size_t index = 0; index < steps.size(); ++index) {
        if (wanted[index] == "*") {
            ids.push_back(steps[index]);
        } else if (wanted[index] != steps[index]) {
            return std::nullopt;
        }
    }
    return ids;
}

std::string header(const Request& request, const std::string& name) {
    const auto found = request.headers.find(name);
    return found == request.headers.end() ? std::string() : found->second;
}

std::string token_of(const Request& request) {
    const auto text = header(request, "authorization");
    for (const std::string_view prefix : {"Token token=", "Bearer "}) {
        if (text.starts_with(prefix)) {
            return text.substr(prefix.size());
        }
    }
    return {};
}

/// Fills in who asks, or says why they may not.
std::optional<Answer> identify(const Account& account, Call& call) {
    const auto token = token_of(call.request);
    const auto owner = account.tokens.find(token);
    call.is_user_key = owner != account.tokens.end();
    const bool is_account_key = !token.empty() && token == account.account_token;
    if (!call.is_user_key && !is_account_key) {
        return refusal(401, 2006, "Authentication failed");
    }
    const auto from = header(call.request, "from");
    call.actor = account.find_email(from);
    if (!from.empty() && call.actor == nullptr && call.request.method != "GET") {
        return refusal(400, 1008, "Requester User Not Found");
    }
    if (call.is_user_key) {
        call.actor = account.find_user(owner->second);
    }
    return std::nullopt;
}

/// What is wrong with a request whatever it is for: its JSON, or a moment in its query.
std::optional<Answer> unreadable(const Call& call) {
    const auto& request = call.request;
    if (request.method != "GET" && !request.body.empty() && !json::accept(request.body)) {
        return invalid("The request body is not valid JSON");
    }
    for (const auto* name : {"since", "until"}) {
        if (!call.one(name).empty() && !call.moment(name)) {
            return invalid(fmt::format("{} is not a valid date and time", name));
        }
    }
    return std::nullopt;
}

Answer dispatch(Account& account, Call& call) {
    const auto steps = steps_of(call.request.path);
    for (const auto& route : routes) {
        auto ids = route.method == call.request.method ? ids_in(steps, route.path) : std::nullopt;
        if (!ids) {
            continue;
        }
        if (route.asks == Asks::somebody && call.actor == nullptr) {
            return refusal(400, 2016, "Invalid Input Provided",
                           {"You must specify a user’s email address in the “From” header to "
                            "perform this action"});
        }
        call.ids = *std::move(ids);
        auto refused = unreadable(call);
        return refused ? *std::move(refused) : route.handle(account, call);
    }
    return not_found();
}

Answer dispatch_safely(Account& account, Call& call) {
    try {
        return dispatch(account, call);
    } catch (const json::exception&) {
        return invalid("A value in the body has the wrong type");
    }
}

void add_headers(Account& account, Answer& answer) {
    ++account.requests;
    account.allowance.spend(account.now());
    answer.headers["ratelimit-limit"] = std::to_string(account.allowance.limit());
    answer.headers["ratelimit-remaining"] = std::to_string(account.allowance.left());
    answer.headers["ratelimit-reset"] = std::to_string(Allowance::reset_after(account.now()));
    answer.headers["x-request-id"] =
        fmt::format("5b0c0000-0000-4000-8000-{:012x}", account.requests);
}

template <class List>
json all_shown(const Account& account, const List& list) {
    auto all = json::array();
    for (const auto& each : list) {
        all.push_back(shown(account, each));
    }
    return all;
}

json schedule_state(const Account& account, const Schedule& schedule) {
    auto made = shown(account, schedule);
    made["overrides"] = json::array();
    for (const auto& shift : schedule.overrides) {
        made["overrides"].push_back(shown(account, schedule, shift));
    }
    return made;
}

}  // namespace

PagerDuty::PagerDuty(Clock& clock) : account_(std::make_unique<Account>(clock)) {}

PagerDuty::~PagerDuty() = default;

void PagerDuty::load(const json& scenario) {
    fill(*account_, scenario);
}

Answer PagerDuty::answer(const Request& request) {
    Call call{.request = request};
    auto refused = identify(*account_, call);
    auto answer = refused ? *std::move(refused) : dispatch_safely(*account_, call);
    add_headers(*account_, answer);
    return answer;
}

json PagerDuty::state() const {
    auto incidents = json::array();
    for (const auto& incident : account_->incidents) {
        incidents.push_back(whole(*account_, incident));
    }
    auto schedules = json::array();
    for (const auto& schedule : account_->schedules) {
        schedules.push_back(schedule_state(*account_, schedule));
    }
    return {{"incidents", std::move(incidents)},
            {"users", all_shown(*account_, account_->users)},
            {"services", all_shown(*account_, account_->services)},
            {"schedules", std::move(schedules)},
            {"escalation_policies", all_shown(*account_, account_->policies)},
            {"priorities", all_shown(*account_, account_->priorities)}};
}

std::function<void()> PagerDuty::way_back() {
    return [this, kept = std::make_shared<const Account>(*account_)] { *account_ = *kept; };
}

json PagerDuty::trigger(const json& page) {
    const auto& incident = open_page(*account_, page, account_->now());
    return {{"id", incident.id}, {"number", incident.number}};
}

}  // namespace sandbox
