#pragma once

#include <chrono>
#include <optional>

namespace sandbox {

/// One accepted TCP connection, named by its file descriptor, which the server owns.
class Connection {
public:
    /// The connection from `remote_port` to `local_port`, both on loopback.
    static std::optional<Connection> find(int local_port, int remote_port);
    /// Cuts every connection that `local_port` has accepted, so that its threads end.
    static void close_all(int local_port);

    /// Breaks it at once: the client sees a reset.
    void reset() const;
    /// Waits; true if the other side left meanwhile.
    bool leaves_within(std::chrono::milliseconds time) const;

private:
    explicit Connection(int descriptor) : descriptor_(descriptor) {}

    int descriptor_;
};

}  // namespace sandbox
