#include "apps/sandbox/pipelined_server.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>

namespace sandbox {
namespace {

using std::chrono::milliseconds;

/// How long a client may pause within a request.
constexpr milliseconds longest_pause{5'000};

/// One connection for as long as it lasts, with what was read of it and not yet used.
class ConnectionStream final : public httplib::Stream {
public:
    explicit ConnectionStream(socket_t socket) : socket_(socket) {}

    using Stream::write;

    bool is_readable() const override { return has_more(longest_pause); }
    bool is_writable() const override { return is_ready(POLLOUT, longest_pause); }
    bool has_more(milliseconds within) const { return first_ < last_ || is_ready(POLLIN, within); }

    ssize_t read(char* bytes, size_t size) override {
        if (first_ == last_ && !fill()) {
            return ended_with_;
        }
        const auto count = std::min(size, last_ - first_);
        std::copy_n(buffer_.begin() + static_cast<std::ptrdiff_t>(first_), count, bytes);
        first_ += count;
        return static_cast<ssize_t>(count);
    }

    ssize_t write(const char* bytes, size_t size) override {
        return is_writable() ? send(socket_, bytes, size, MSG_NOSIGNAL) : -1;
    }

    /// Forgets the next so many bytes.
    void skip(std::size_t count) {
        while (count > 0 && (first_ < last_ || fill())) {
            const auto step = std::min(count, last_ - first_);
            first_ += step;
            count -= step;
        }
    }

    void get_remote_ip_and_port(std::string& address, int& port) const override {
        tell(&getpeername, address, port);
    }
    void get_local_ip_and_port(std::string& address, int& port) const override {
        tell(&getsockname, address, port);
    }
    socket_t socket() const override { return socket_; }

private:
    using Ask = int (*)(int, sockaddr*, socklen_t*);

    bool fill() {
        ended_with_ = is_readable() ? recv(socket_, buffer_.data(), buffer_.size(), 0) : -1;
        first_ = 0;
        last_ = ended_with_ > 0 ? static_cast<std::size_t>(ended_with_) : 0;
        return last_ > 0;
    }

    bool is_ready(short event, milliseconds within) const {
        pollfd wanted{.fd = socket_, .events = event, .revents = 0};
        return poll(&wanted, 1, static_cast<int>(within.count())) > 0;
    }

    void tell(Ask ask, std::string& address, int& port) const {
        sockaddr_in place{};
        socklen_t size = sizeof place;
        // The socket API takes every kind of address through one pointer type.
        if (ask(socket_, reinterpret_cast<sockaddr*>(&place), &size) != 0) {
            return;
        }
        std::array<char, INET_ADDRSTRLEN> text{};
        if (inet_ntop(AF_INET, &place.sin_addr, text.data(), text.size()) != nullptr) {
            address = text.data();
        }
        port = ntohs(place.sin_port);
    }

    socket_t socket_;
    std::array<char, 16'384> buffer_{};
    std::size_t first_ = 0;
    std::size_t last_ = 0;
    ssize_t ended_with_ = 0;
};

/// The size of a body that httplib leaves where it is, as it expects none with this method.
std::size_t ignored_body(const httplib::Request& request) {
    constexpr std::array<std::string_view, 3> methods{"GET", "HEAD", "OPTIONS"};
    if (std::ranges::find(methods, request.method) == methods.end()) {
        return 0;
    }
    const auto text = request.get_header_value("Content-Length");
    std::size_t size = 0;
    std::from_chars(text.data(), text.data() + text.size(), size);
    return size;
}

}  // namespace

bool PipelinedServer::process_and_close_socket(socket_t socket) {
    ConnectionStream stream(socket);
    bool is_served = true;
    bool is_over = false;
    while (is_served && !is_over && svr_sock_ != INVALID_SOCKET &&
           stream.has_more(std::chrono::seconds(keep_alive_timeout_sec_))) {
        std::size_t ignored = 0;
        is_served = process_request(stream, false, is_over, [&ignored](httplib::Request& request) {
            ignored = ignored_body(request);
        });
        stream.skip(ignored);
    }
    shutdown(socket, SHUT_RDWR);
    close(socket);
    return is_served;
}

}  // namespace sandbox
