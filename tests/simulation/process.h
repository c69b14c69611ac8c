#pragma once

#include "libemergency/cases/locate.h"
#include "libemergency/http/breaker_transport.h"
#include "libemergency/http/dated_transport.h"
#include "libemergency/http/retrying_transport.h"
#include "libemergency/procedure/executor.h"
#include "tests/simulation/network.h"

#include <functional>
#include <string>

namespace simulation {

/// How a run of a command ended, for its user.
enum class End {
    whole,    ///< Exit 0.
    refused,  ///< The procedure forbids it (exit 5): running it again would change nothing.
    lacking,  ///< Something failed, is uncertain or undone; running it again may help.
};

struct Finish {
    End end = End::lacking;
    bool acted = false;  ///< Something happened now.
};

/// Makes a plan for a case as it is now.
using Planner = std::function<emergency::Result<emergency::procedure::Plan>(
    const emergency::procedure::Situation& situation)>;

/// A process that runs one command: clients over transports as the program stacks them, and what
/// the program does around the executor (apps/emerg/carry_out.cpp): find the case, wait for other
/// processes of the machine, plan, execute, and plan anew when the ticket changed meanwhile.
class Process {
public:
    explicit Process(const Run& run);

    Finish carry_out(const emergency::cases::Reference& reference, const Planner& planner);

private:
    Finish carry_out_locked(const emergency::cases::Reference& reference,
                            emergency::cases::Case one, const emergency::procedure::Actor& actor,
                            const Planner& planner);
    Finish failed(const emergency::Error& error) const;
    Finish finish_of(const emergency::procedure::Outcome& outcome) const;
    void tell(const std::string& what) const { run_.town.tell(run_.name, what); }

    const Run& run_;
    WallClock wall_clock_;
    emergency::ServerClock clock_;
    Network network_;
    emergency::http::DatedTransport dated_;
    emergency::http::RetryingTransport retrying_;
    emergency::http::BreakerTransport breaker_;
    emergency::pagerduty::Client pagerduty_;
    emergency::zendesk::Client zendesk_;
    emergency::slack::Client slack_;
    emergency::cases::Sources sources_;
};

}  // namespace simulation
