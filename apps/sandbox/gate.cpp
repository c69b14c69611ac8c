#include "apps/sandbox/gate.h"

#include "apps/sandbox/time_text.h"

#include <exception>
#include <utility>

namespace sandbox {
namespace {

void wait_for(const Exchange& exchange, std::chrono::milliseconds time) {
    if (const auto connection = exchange.connection(); connection && time.count() > 0) {
        connection->leaves_within(time);
    }
}

/// Until the client leaves, or the fault's time is over.
void hang(const Exchange& exchange, const Fault& fault) {
    constexpr std::chrono::milliseconds for_ever{24 * 3'600'000};
    wait_for(exchange, fault.time.value_or(for_ever));
}

bool is_applied(const Fault& fault) {
    const bool is_always =
        fault.kind == FaultKind::reset_after || fault.kind == FaultKind::truncate;
    return is_always || (fault.is_applied && fault.kind != FaultKind::reset_before);
}

}  // namespace

Answer fenced_answer(Service& service, const Request& request) {
    try {
        if (request.method != "HEAD") {
            return service.answer(request);
        }
        auto as_get = request;
        as_get.method = "GET";
        return service.answer(as_get);
    } catch (const std::exception&) {
        return {.status = 500,
                .headers = {{"content-type", "application/json"}},
                .body = R"({"error":"The sandbox failed to answer"})"};
    }
}

Answer Gate::ask(const Request& request) {
    const std::scoped_lock lock(ground_.mutex);
    return fenced_answer(service_, request);
}

Reply Gate::struck(const Exchange& exchange, const Trouble& trouble) {
    wait_for(exchange, trouble.latency);
    if (!trouble.fault) {
        return {.answer = ask(exchange.request)};
    }
    const auto& fault = *trouble.fault;
    const auto own = is_applied(fault) ? ask(exchange.request) : Answer{};
    switch (fault.kind) {
        case FaultKind::hang:
            hang(exchange, fault);
            return {.answer = {.status = 0}, .ending = Ending::reset};
        case FaultKind::reset_before:
        case FaultKind::reset_after:
            return {.answer = {.status = 0}, .ending = Ending::reset};
        case FaultKind::truncate:
            return {.answer = own, .ending = Ending::truncated};
        case FaultKind::latency:
        case FaultKind::status:
        case FaultKind::garbage:
        case FaultKind::html:
            break;
    }
    return {.answer = faulty_answer(fault, name_)};
}

Reply Gate::pass(const Exchange& exchange) {
    const auto& request = exchange.request;
    Trouble trouble;
    std::size_t number = 0;
    {
        const std::scoped_lock lock(ground_.mutex);
        trouble = ground_.faults.meet(name_, request.method + " " + request.path);
        number = ground_.log.begin({.service = name_,
                                    .method = request.method,
                                    .path = request.target,
                                    .connection = exchange.connection_number,
                                    .bytes_in = request.body.size(),
                                    .at = ground_.clock.now()});
    }
    auto reply = struck(exchange, trouble);
    reply.answer.headers["date"] = http_date(ground_.clock.now());
    const bool is_latency = !trouble.fault && trouble.latency.count() > 0;
    const std::scoped_lock lock(ground_.mutex);
    ground_.log.end(number, {.status = reply.answer.status,
                             .bytes_out = reply.answer.body.size(),
                             .fault = trouble.fault ? name_of(trouble.fault->kind)
                                      : is_latency  ? name_of(FaultKind::latency)
                                                    : ""});
    return reply;
}

}  // namespace sandbox
