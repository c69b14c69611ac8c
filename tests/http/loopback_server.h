#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <atomic>
#include <functional>
#include <mutex>
#include <string>
#include <thread>
#include <vector>

/// A bare server on a loopback port that speaks HTTP as badly as a test wants: for each request
/// that arrives it says what to send back, and whether the connection is cut then.
class LoopbackServer {
public:
    struct Reply {
        std::string bytes;
        enum class Then { keep, close, reset, hang } then = Then::keep;
    };
    /// The n-th request, counted from 1 over all connections, and its text.
    using Script = std::function<Reply(int n, const std::string& request)>;

    explicit LoopbackServer(Script script) : script_(std::move(script)) {
        listener_ = socket(AF_INET, SOCK_STREAM, 0);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        socklen_t length = sizeof(address);
        bind(listener_, reinterpret_cast<sockaddr*>(&address), length);
        listen(listener_, 16);
        getsockname(listener_, reinterpret_cast<sockaddr*>(&address), &length);
        port_ = ntohs(address.sin_port);
        accepting_ = std::thread([this] { accept_all(); });
    }
    LoopbackServer(const LoopbackServer&) = delete;
    LoopbackServer& operator=(const LoopbackServer&) = delete;
    LoopbackServer(LoopbackServer&&) = delete;
    LoopbackServer& operator=(LoopbackServer&&) = delete;
    ~LoopbackServer() {
        ending_ = true;
        accepting_.join();
        for (auto& each : serving_) {
            each.join();
        }
        close(listener_);
    }

    std::string url(const std::string& path) const {
        return "http://127.0.0.1:" + std::to_string(port_) + path;
    }
    int requests() const { return requests_; }
    int connections() const { return connections_; }

private:
    bool readable(int descriptor) const {
        pollfd wanted{descriptor, POLLIN, 0};
        while (!ending_) {
            if (poll(&wanted, 1, 20) > 0) {
                return true;
            }
        }
        return false;
    }

    void accept_all() {
        while (readable(listener_)) {
            const int descriptor = accept(listener_, nullptr, nullptr);
            ++connections_;
            serving_.emplace_back([this, descriptor] { serve(descriptor); });
        }
    }

    static bool is_complete(const std::string& text) {
        const auto end = text.find("\r\n\r\n");
        if (end == std::string::npos) {
            return false;
        }
        const auto length = text.find("Content-Length: ");
        const auto body = length == std::string::npos ? 0 : std::stoul(text.substr(length + 16));
        return text.size() >= end + 4 + body;
    }

    void serve(int descriptor) {
        std::string text;
        std::array<char, 4096> buffer{};
        while (readable(descriptor)) {
            const auto count = read(descriptor, buffer.data(), buffer.size());
            if (count <= 0) {
                break;
            }
            text.append(buffer.data(), static_cast<std::size_t>(count));
            if (is_complete(text) && !reply(descriptor, text)) {
                break;
            }
            text = is_complete(text) ? std::string() : text;
        }
        close(descriptor);
    }

    bool reply(int descriptor, const std::string& request) {
        const auto reply = script_(++requests_, request);
        static_cast<void>(send(descriptor, reply.bytes.data(), reply.bytes.size(), MSG_NOSIGNAL));
        if (reply.then == Reply::Then::reset) {
            const linger now{1, 0};
            setsockopt(descriptor, SOL_SOCKET, SO_LINGER, &now, sizeof(now));
        }
        while (reply.then == Reply::Then::hang && !ending_) {
            poll(nullptr, 0, 20);
        }
        return reply.then == Reply::Then::keep;
    }

    Script script_;
    int listener_ = -1;
    int port_ = 0;
    std::atomic<bool> ending_{false};
    std::atomic<int> requests_{0};
    std::atomic<int> connections_{0};
    std::vector<std::thread> serving_;
    std::thread accepting_;
};
