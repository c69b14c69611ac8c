#include "tests/simulation/network.h"

#include "apps/sandbox/gate.h"
#include "apps/sandbox/time_text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace simulation {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using nlohmann::json;
using sandbox::Answer;
using sandbox::Request;
using namespace std::chrono_literals;

constexpr milliseconds longest_error = 13h;

sandbox::Service& service_at(const std::string& host, sandbox::Services& services) {
    if (host == "pagerduty") {
        return services.pagerduty;
    }
    if (host == "slack") {
        return services.slack;
    }
    return services.zendesk;
}

bool is_write(const Request& request) {
    return request.method != "GET";
}

bool is_about_ticket(const Request& request) {
    return request.path == fmt::format("/api/v2/tickets/{}.json", the_ticket);
}

Happening ticket_change(const Request& request) {
    const auto body = json::parse(request.body);
    const auto& ticket = body.at("ticket");
    const auto custom = ticket.value("metadata", json::object());
    const auto comment = ticket.value("comment", json::object());
    return {.kind = Happening::Kind::ticket_changed,
            .key = custom.value("emerg_key", ""),
            .guard = ticket.value("updated_stamp", ""),
            .is_public_comment = comment.value("public", false)};
}

Happening page_change(const Request& request) {
    const auto body = json::parse(request.body);
    return {.kind = Happening::Kind::page_changed,
            .status = body.value("/incident/status"_json_pointer, "")};
}

Answer refusal(Fault fault, Draw& draw) {
    Answer answer;
    if (fault == Fault::slow_down) {
        constexpr std::array<const char*, 4> waits{"", "1", "2", "60"};
        const std::string wait = waits[draw.below(waits.size())];
        answer.status = 429;
        if (!wait.empty()) {
            answer.headers["retry-after"] = wait;
        }
    } else if (fault == Fault::failed_before || fault == Fault::failed_after) {
        constexpr std::array statuses{500, 502, 503, 504};
        answer.status = statuses[draw.below(statuses.size())];
        answer.body = R"({"error":"simulated"})";
    } else if (fault == Fault::garbage_before || fault == Fault::garbage_after) {
        answer.body = "\x16\x03\x01garbage";
    } else {
        answer.status = fault == Fault::html_before ? 503 : 200;
        answer.headers["content-type"] = "text/html";
        answer.body = "<html><body>Please wait</body></html>";
    }
    return answer;
}

/// The ticket's stamp in an answer; keys are sorted, so it is the last one.
std::string stamp_in(const std::string& body) {
    constexpr std::string_view name = R"("updated_at":")";
    const auto found = body.rfind(name);
    if (found == std::string::npos) {
        return {};
    }
    const auto begin = found + name.size();
    return body.substr(begin, body.find('"', begin) - begin);
}

}  // namespace

/// A laptop that is closed for some minutes; a wall clock that is set wrong, or right again.
void Network::trouble_the_machine() {
    auto& town = run_.town;
    const auto& weather = town.weather;
    if (town.draw.per_mille(weather.stalls)) {
        town.tell(run_.name, "stalls");
        town.baton.sleep(town.draw.span(1min, 10min));
    }
    if (town.draw.per_mille(weather.jumps)) {
        ++town.counts.jumps;
        const bool is_set_right = town.draw.below(3) == 0;
        auto& error = run_.machine.clock_error;
        error = is_set_right ? 0ms : town.draw.span(-longest_error, longest_error);
        town.tell(run_.name, fmt::format("clock is wrong by {} s", error.count() / 1000));
    }
}

void Network::travel() {
    auto& town = run_.town;
    town.baton.sleep(town.draw.span(town.weather.least_delay, town.weather.most_delay));
}

Answer Network::carried_out(const Arrival& arrival) {
    auto& town = run_.town;
    town.hear_customer();
    const auto request =
        town.breakage == Breakage::none ? arrival.request : broken(town.breakage, arrival.request);
    auto answer = answer_of_service(arrival.host, request, arrival.url);
    answer.headers["date"] = sandbox::http_date(town.baton.now());
    note_stamp(request, answer);
    return answer;
}

Answer Network::answer_of_service(const std::string& host, const Request& request,
                                  const std::string& url) {
    auto& town = run_.town;
    auto& service = service_at(host, town.services);
    if (is_write(request)) {
        town.memo.forget("https://" + host);
        return sandbox::fenced_answer(service, request);
    }
    if (const auto* known = town.memo.find(run_.person.email, url)) {
        return *known;
    }
    auto answer = sandbox::fenced_answer(service, request);
    town.memo.keep(run_.person.email, url, answer);
    return answer;
}

/// Notes what happened, and which stamp the run now could know.
void Network::note_stamp(const Request& request, const Answer& answer) {
    auto& ledger = run_.town.ledger;
    if (answer.status != 200) {
        return;
    }
    const bool is_about_page = request.path == fmt::format("/incidents/{}", the_page);
    const bool is_page = is_about_page && request.method == "PUT";
    if (is_page || (is_about_ticket(request) && is_write(request))) {
        auto happening = is_page ? page_change(request) : ticket_change(request);
        happening.at = run_.town.baton.now();
        happening.run = run_.number;
        happening.looked = looked_at_page_;
        ledger.add(std::move(happening));
    }
    if (is_about_page && !is_page) {
        looked_at_page_ = ledger.next();
    }
    if (is_about_ticket(request)) {
        ledger.add_stamp(run_.number, stamp_in(answer.body));
    }
}

Answer Network::seen_by_actor(const Request& request, Answer answer) {
    auto& town = run_.town;
    if (town.breakage == Breakage::none) {
        return answer;
    }
    if (town.breakage == Breakage::proof && doubts_a_write_ && !is_write(request)) {
        doubts_a_write_ = false;
        return emptied(std::move(answer));
    }
    return broken(town.breakage, request, std::move(answer), run_.by);
}

Network::Delivered Network::lost(Fault fault, const Arrival& arrival) {
    auto& town = run_.town;
    if (town.draw.below(2) == 0) {
        town.baton.sleep(town.draw.span(5s, 15s));
    }
    if (fault != Fault::unreachable && town.breakage == Breakage::retry &&
        is_write(arrival.request)) {
        town.tell(run_.name, "  … sent again blindly");
        return response_of(carried_out(arrival));
    }
    return Error{
        .kind = fault == Fault::unreachable ? ErrorKind::unreachable : ErrorKind::unanswered,
        .message = word(fault)};
}

Network::Delivered Network::delivered(Fault fault, const Arrival& arrival) {
    auto answer = is_applied(fault) ? carried_out(arrival) : Answer{};
    const auto status = answer.status;
    if (run_.town.is_traced()) {
        run_.town.tell(run_.name,
                       fmt::format("{} {} {}{}{}", arrival.request.method, arrival.request.path,
                                   is_applied(fault) ? std::to_string(status) : "",
                                   fault == Fault::none ? "" : " !! ", word(fault)));
    }
    travel();
    may_crash(run_);
    if (fault == Fault::none) {
        return response_of(seen_by_actor(arrival.request, std::move(answer)));
    }
    doubts_a_write_ = doubts_a_write_ || is_write(arrival.request);
    if (fault == Fault::truncated) {
        answer.body.resize(answer.body.size() / 2);
        return response_of(std::move(answer));
    }
    if (fault == Fault::unreachable || fault == Fault::lost_before || fault == Fault::lost_after) {
        return lost(fault, arrival);
    }
    answer = refusal(fault, run_.town.draw);
    answer.headers["date"] = sandbox::http_date(run_.town.baton.now());
    return response_of(std::move(answer));
}

emergency::Result<emergency::http::Response> Network::send(
    const emergency::http::Request& request) {
    auto& town = run_.town;
    ++town.counts.requests;
    trouble_the_machine();
    may_crash(run_);
    const auto arrival = arrival_of(request);
    travel();
    const auto fault = town.weather.strike(town.draw, is_write(arrival.request));
    town.counts.faults += fault == Fault::none ? 0 : 1;
    return delivered(fault, arrival);
}

}  // namespace simulation
