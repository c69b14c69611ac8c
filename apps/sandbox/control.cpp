#include "apps/sandbox/control.h"

#include "apps/sandbox/drill/director.h"
#include "apps/sandbox/page_maker.h"
#include "apps/sandbox/time_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <optional>
#include <utility>
#include <variant>
#include <vector>

namespace sandbox {
namespace {

using nlohmann::json;

struct Operation {
    Control& control;
    Services& services;
    const json& scenario;
    drill::Director* director = nullptr;  ///< Null: no drill is played.
    json body = {};                       ///< Null if there was none.
};

Answer answer_with(int status, const json& body) {
    return {.status = status,
            .headers = {{"content-type", "application/json"}},
            .body = body.dump(-1, ' ', false, json::error_handler_t::replace) + "\n"};
}

Answer refusal(int status, const std::string& message) {
    return answer_with(status, {{"error", message}});
}

json now(const Services& services) {
    return {{"now", utc_seconds(services.ground.clock.now())}};
}

Answer show_state(Operation& operation) {
    return answer_with(200, operation.control.state());
}

Answer show_requests(Operation& operation) {
    return answer_with(200, operation.services.ground.log.list());
}

Answer forget_requests(Operation& operation) {
    operation.services.ground.log.clear();
    return answer_with(200, json::array());
}

Answer show_clock(Operation& operation) {
    return answer_with(200, now(operation.services));
}

Answer advance_clock(Operation& operation) {
    const auto advance = operation.body.value("advance", json());
    const auto span = advance.is_string() ? parse_span(advance.get<std::string>()) : std::nullopt;
    if (!span) {
        return refusal(400, "'advance' must be a span of time like 90s, 15m, 1h30m or 3d");
    }
    if (operation.director != nullptr) {
        operation.director->advance(*span);
    } else {
        operation.services.ground.clock.advance(*span);
    }
    return answer_with(200, now(operation.services));
}

Answer show_drill(Operation& operation) {
    return operation.director == nullptr
               ? refusal(404, "no drill is played here")
               : answer_with(200, operation.director->debriefing(drill::Look::Phase::running));
}

Answer reply_as_customer(Operation& operation) {
    const auto ticket = operation.body.value("ticket", json());
    const auto reply = operation.body.value("reply", json());
    if (!ticket.is_number_integer() || !reply.is_string()) {
        return refusal(400, "'ticket' must be a number and 'reply' a text");
    }
    const bool is_done = operation.services.zendesk.customer_reply(
        ticket.get<std::int64_t>(), reply.get<std::string>(),
        operation.body.value("author", std::string()));
    if (!is_done) {
        return refusal(400, fmt::format("there is no open ticket {}, or no such author",
                                        ticket.get<std::int64_t>()));
    }
    return answer_with(200, {{"ticket", {{"id", ticket}}}});
}

Answer page_somebody(Operation& operation) {
    const auto body = operation.body.is_null() ? json::object() : operation.body;
    const auto made = make_page(operation.services, operation.scenario, body);
    return made ? answer_with(201, *made) : refusal(400, made.error().message);
}

Answer show_faults(Operation& operation) {
    return answer_with(200, operation.services.ground.faults.list());
}

Answer add_faults(Operation& operation) {
    auto& faults = operation.services.ground.faults;
    const auto added = faults.add(operation.body);
    return added ? answer_with(200, faults.list()) : refusal(400, added.error().message);
}

Answer clear_faults(Operation& operation) {
    operation.services.ground.faults.clear();
    return answer_with(200, json::array());
}

Answer reset(Operation& operation) {
    const auto scenario = operation.scenario;
    operation.control.load(scenario);
    return answer_with(200, now(operation.services));
}

/// The name of a checkpoint, or why there can be none.
std::variant<std::string, Answer> checkpoint_name(const Operation& operation) {
    const auto name = operation.body.value("name", json());
    if (!name.is_string() || name.get<std::string>().empty()) {
        return refusal(400, "'name' must be a text");
    }
    if (operation.director != nullptr) {
        return refusal(409, "a drill has no way back");
    }
    return name.get<std::string>();
}

Answer keep(Operation& operation) {
    const auto name = checkpoint_name(operation);
    if (const auto* refused = std::get_if<Answer>(&name)) {
        return *refused;
    }
    operation.control.keep(std::get<std::string>(name));
    return answer_with(201, now(operation.services));
}

Answer roll_back(Operation& operation) {
    const auto name = checkpoint_name(operation);
    if (const auto* refused = std::get_if<Answer>(&name)) {
        return *refused;
    }
    const auto& known = std::get<std::string>(name);
    return operation.control.roll_back(known)
               ? answer_with(200, now(operation.services))
               : refusal(404, fmt::format("there is no checkpoint '{}'", known));
}

struct Route {
    std::string_view method;
    std::string_view path;
    Answer (*handle)(Operation&);
    bool takes_body = false;
};

constexpr auto routes = std::to_array<Route>({
    {"GET", "/state", show_state},
    {"GET", "/requests", show_requests},
    {"DELETE", "/requests", forget_requests},
    {"GET", "/clock", show_clock},
    {"POST", "/clock", advance_clock, true},
    {"GET", "/drill", show_drill},
    {"POST", "/customer", reply_as_customer, true},
    {"POST", "/page", page_somebody},
    {"GET", "/faults", show_faults},
    {"POST", "/faults", add_faults},
    {"DELETE", "/faults", clear_faults},
    {"POST", "/reset", reset},
    {"POST", "/checkpoint", keep, true},
    {"POST", "/rollback", roll_back, true},
});

Answer call(const Route& route, const Request& request, Operation operation) {
    if (!request.body.empty() && request.method == "POST") {
        operation.body = json::parse(request.body, nullptr, false);
    }
    if (operation.body.is_discarded()) {
        return refusal(400, "the body is not JSON");
    }
    if (route.takes_body && !operation.body.is_object()) {
        return refusal(400, "the body must be a JSON object");
    }
    try {
        return route.handle(operation);
    } catch (const json::exception& problem) {
        return refusal(400, fmt::format("a value has the wrong type: {}", problem.what()));
    }
}

}  // namespace

Control::Control(Services& services)
    : services_(services), scenario_(std::make_unique<json>(json::object())) {}

Control::~Control() = default;

void Control::load(const json& scenario) {
    auto& ground = services_.ground;
    const auto start =
        scenario.contains("now") ? parse_moment(scenario["now"].get<std::string>()) : std::nullopt;
    ground.clock.reset();
    if (start) {
        ground.clock.move_to(*start);
    }
    ground.faults.clear();
    ground.log.clear();
    *scenario_ = scenario;
    services_.pagerduty.load(scenario);
    services_.events.load(scenario);
    services_.zendesk.load(scenario);
    services_.slack.load(scenario);
    services_.zoom.load(scenario);
    services_.gitlab.load(scenario);
    if (director_ != nullptr) {
        director_->begin(scenario);
    }
}

Answer Control::answer(const Request& request) {
    bool is_path_known = false;
    for (const auto& route : routes) {
        if (route.path != request.path) {
            continue;
        }
        is_path_known = true;
        if (route.method == request.method) {
            return call(route, request,
                        {.control = *this,
                         .services = services_,
                         .scenario = *scenario_,
                         .director = director_});
        }
    }
    return is_path_known
               ? refusal(405, fmt::format("{} does not take {}", request.path, request.method))
               : refusal(404, fmt::format("the control port has no {}", request.path));
}

std::function<void()> Control::way_back() {
    auto& ground = services_.ground;
    std::vector<std::function<void()>> ways;
    for (Service* service :
         std::initializer_list<Service*>{&services_.pagerduty, &services_.zendesk, &services_.slack,
                                         &services_.zoom, &services_.gitlab}) {
        ways.push_back(service->way_back());
    }
    return [&ground, ways = std::move(ways), moment = ground.clock.now()] {
        ground.clock.move_to(moment);
        ground.faults.clear();
        ground.log.clear();
        std::ranges::for_each(ways, [](const auto& way) { way(); });
    };
}

bool Control::roll_back(const std::string& name) const {
    const auto found = checkpoints_.find(name);
    if (found == checkpoints_.end()) {
        return false;
    }
    found->second();
    return true;
}

json Control::state() const {
    return {{"now", utc_seconds(services_.ground.clock.now())},
            {"pagerduty", services_.pagerduty.state()},
            {"zendesk", services_.zendesk.state()},
            {"slack", services_.slack.state()},
            {"zoom", services_.zoom.state()},
            {"gitlab", services_.gitlab.state()}};
}

}  // namespace sandbox
