#pragma once

#include "apps/sandbox/certificate.h"
#include "apps/sandbox/connection.h"
#include "apps/sandbox/service.h"
#include "libemergency/core/result.h"

#include <atomic>
#include <cstddef>
#include <functional>
#include <memory>
#include <optional>
#include <string>

namespace sandbox {

/// A request with the connection that it came by.
struct Exchange {
    Request request = {};
    int connection_number = 0;  ///< Counted over all servers of one sandbox.
    int local_port = 0;
    int remote_port = 0;

    std::optional<Connection> connection() const {
        return Connection::find(local_port, remote_port);
    }
};

/// How an answer ends on the wire.
enum class Ending {
    whole,
    truncated,  ///< Half of the body under the full content length, then the end.
    reset,      ///< Nothing at all: the connection breaks.
};

/// What goes back.
struct Reply {
    Answer answer = {};
    Ending ending = Ending::whole;
};

/// One HTTP/1.1 server on a free port of 127.0.0.1; every connection has its own thread.
class Server {
public:
    using Handler = std::function<Reply(const Exchange&)>;

    /// `connection_numbers` is shared by the servers of one sandbox.
    explicit Server(std::atomic<int>& connection_numbers);
    ~Server();
    Server(const Server&) = delete;
    Server& operator=(const Server&) = delete;
    Server(Server&&) = delete;
    Server& operator=(Server&&) = delete;

    /// Serves with TLS if there is a certificate. `handler` is called by many threads.
    emergency::Result<void> start(Handler handler, const std::optional<Certificate>& certificate);
    /// Cuts every connection and ends all threads.
    void stop();

    /// "http://127.0.0.1:PORT".
    std::string origin() const;

private:
    struct Running;

    std::atomic<int>& connection_numbers_;
    std::unique_ptr<Running> running_;
};

}  // namespace sandbox
