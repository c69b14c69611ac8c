#pragma once

#include "libemergency/http/transport.h"
#include "tests/simulation/machine.h"
#include "tests/simulation/wire.h"

namespace simulation {

/// The network between one run of a command and the services of its town. Each request takes its
/// time, in which others act; it may be lost, fail, or be the last thing that the process did.
class Network final : public emergency::http::Transport {
public:
    explicit Network(const Run& run) : run_(run) {}
    emergency::Result<emergency::http::Response> send(
        const emergency::http::Request& request) override;

private:
    using Delivered = emergency::Result<emergency::http::Response>;

    void trouble_the_machine();
    sandbox::Answer carried_out(const Arrival& arrival);
    sandbox::Answer answer_of_service(const std::string& host, const sandbox::Request& request,
                                      const std::string& url);
    sandbox::Answer seen_by_actor(const sandbox::Request& request, sandbox::Answer answer);
    void note_stamp(const sandbox::Request& request, const sandbox::Answer& answer);
    Delivered delivered(Fault fault, const Arrival& arrival);
    Delivered lost(Fault fault, const Arrival& arrival);
    void travel();

    const Run& run_;
    bool doubts_a_write_ = false;  ///< A write's answer was lost, and nothing was read back since.
    std::size_t looked_at_page_ = never_looked;  ///< Where the ledger was then.
};

}  // namespace simulation
