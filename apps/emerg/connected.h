#pragma once

#include "apps/emerg/awaited_transport.h"
#include "apps/emerg/session.h"
#include "apps/emerg/traced_transport.h"
#include "libemergency/http/breaker_transport.h"
#include "libemergency/http/dated_transport.h"
#include "libemergency/http/hurried_transport.h"
#include "libemergency/http/retrying_transport.h"

#include <optional>
#include <utility>

namespace emerg {

/// The tokens, fetched from where the configuration says they are.
struct Tokens {
    emergency::Secret pagerduty;
    emergency::Secret zendesk;
    emergency::Secret slack;  ///< Empty: not configured.
};

/// What must be set before anything can be asked.
Error not_set(const std::string& what, const std::string& variable_name);

/// The local memory: made when a command first needs it.
struct Session::Memory {
    emergency::Store store;
    emergency::Journal journal{store};
    emergency::Queue queue{store};
    emergency::Cache cache{store};

    explicit Memory(emergency::Store opened) : store(std::move(opened)) {}
};

/// Who is told of requests.
struct Told {
    std::unique_ptr<ProgressLine> line = {};  ///< None: whom they wait for is not shown.
    TracedTransport::Said ended = {};
    Detail detail = Detail::line;
    Trace* trace = nullptr;
    emergency::http::RetryingTransport::Waiting waiting = {};
};

/// The network and the clients over it: made when a command first needs them.
struct Session::Connected {
    std::unique_ptr<emergency::http::Transport> network;
    AwaitedTransport awaited;
    TracedTransport traced;
    emergency::http::DatedTransport dated;
    emergency::http::RetryingTransport retrying;
    emergency::http::BreakerTransport breaker;
    emergency::pagerduty::Client pagerduty;
    emergency::zendesk::Client zendesk;
    emergency::http::HurriedTransport hurried;
    std::optional<emergency::slack::Client> slack;
    std::optional<emergency::slack::Client> hurried_slack;
    std::optional<emergency::zoom::Client> zoom = {};
    std::optional<emergency::gitlab::Client> gitlab = {};
    std::optional<emergency::gitlab::Client> hurried_gitlab = {};
    emergency::cases::Sources sources;
    emergency::cases::Sources hurried_sources;
    std::optional<emergency::procedure::Actor> actor = {};

    Connected(std::unique_ptr<emergency::http::Transport> transport, Memory& memory,
              const Tokens& tokens, const emergency::Config& config, emergency::ServerClock& clock,
              Told told);
};

}  // namespace emerg
