#pragma once

#include "apps/sandbox/clock.h"
#include "apps/sandbox/faults.h"
#include "apps/sandbox/request_log.h"
#include "apps/sandbox/server.h"
#include "apps/sandbox/service.h"

#include <mutex>
#include <string>

namespace sandbox {

/// What all services of one sandbox share. `mutex` guards everything but the clock,
/// the services' own objects included; nobody sleeps while holding it.
struct Ground {
    Clock clock = {};
    std::mutex mutex = {};
    Faults faults = {};
    RequestLog log = {};
};

/// Stands before one service: strikes with faults, writes the log, adds `Date`.
class Gate {
public:
    Gate(std::string name, Service& service, Ground& ground)
        : name_(std::move(name)), service_(service), ground_(ground) {}

    Reply pass(const Exchange& exchange);

private:
    Answer ask(const Request& request);
    Reply struck(const Exchange& exchange, const Trouble& trouble);

    std::string name_;
    Service& service_;
    Ground& ground_;
};

/// Asks the service; an exception becomes status 500 without its text, and HEAD is answered as GET,
/// whose body the server leaves out. The caller holds the lock.
Answer fenced_answer(Service& service, const Request& request);

}  // namespace sandbox
