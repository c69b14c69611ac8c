#include "apps/sandbox/connection.h"

#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>

#include <charconv>
#include <filesystem>
#include <string>
#include <vector>

namespace sandbox {
namespace {

struct Ports {
    int local = 0;
    int remote = 0;
};

using Ask = int (*)(int, sockaddr*, socklen_t*);

int port_of(int descriptor, Ask ask) {
    sockaddr_in address{};
    socklen_t size = sizeof address;
    // The socket API takes every kind of address through one pointer type.
    if (ask(descriptor, reinterpret_cast<sockaddr*>(&address), &size) != 0 ||
        address.sin_family != AF_INET) {
        return 0;
    }
    return ntohs(address.sin_port);
}

std::vector<int> open_descriptors() {
    std::vector<int> found;
    std::error_code problem;
    for (const auto& entry : std::filesystem::directory_iterator("/proc/self/fd", problem)) {
        const auto name = entry.path().filename().string();
        int descriptor = -1;
        std::from_chars(name.data(), name.data() + name.size(), descriptor);
        found.push_back(descriptor);
    }
    return found;
}

Ports ports_of(int descriptor) {
    return {port_of(descriptor, &getsockname), port_of(descriptor, &getpeername)};
}

}  // namespace

std::optional<Connection> Connection::find(int local_port, int remote_port) {
    for (const int descriptor : open_descriptors()) {
        const auto ports = ports_of(descriptor);
        if (ports.local == local_port && ports.remote == remote_port) {
            return Connection(descriptor);
        }
    }
    return std::nullopt;
}

void Connection::close_all(int local_port) {
    for (const int descriptor : open_descriptors()) {
        const auto ports = ports_of(descriptor);
        if (ports.local == local_port && ports.remote != 0) {
            shutdown(descriptor, SHUT_RDWR);
        }
    }
}

void Connection::reset() const {
    // Dissolving the association makes Linux send a reset at once, while the
    // descriptor stays valid for the thread that owns it.
    sockaddr nowhere{};
    nowhere.sa_family = AF_UNSPEC;
    static_cast<void>(connect(descriptor_, &nowhere, sizeof nowhere));
}

bool Connection::leaves_within(std::chrono::milliseconds time) const {
    pollfd watched{.fd = descriptor_, .events = POLLRDHUP, .revents = 0};
    return poll(&watched, 1, static_cast<int>(time.count())) > 0;
}

}  // namespace sandbox
