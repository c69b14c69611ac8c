#pragma once

#include <arpa/inet.h>
#include <netinet/in.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <string>
#include <utility>

namespace sandbox::test {

/// A bare TCP connection that speaks HTTP/1.1, to see what really is on the wire.
class Wire {
public:
    /// `origin` is "http://127.0.0.1:PORT".
    explicit Wire(const std::string& origin) : socket_(::socket(AF_INET, SOCK_STREAM, 0)) {
        const auto digits = origin.substr(origin.rfind(':') + 1);
        std::uint16_t port = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), port);
        sockaddr_in address{};
        address.sin_family = AF_INET;
        address.sin_port = htons(port);
        address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        is_open_ = connect(socket_, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0;
    }
    ~Wire() { close(socket_); }
    Wire(Wire&& other) noexcept
        : socket_(std::exchange(other.socket_, -1)), is_open_(other.is_open_) {}
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;
    Wire& operator=(Wire&&) = delete;

    bool is_open() const { return is_open_; }

    void send(const std::string& method, const std::string& target, const std::string& body = {},
              const std::string& more = {}) {
        const auto text = method + " " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + more +
                          "Content-Length: " + std::to_string(body.size()) + "\r\n\r\n" + body;
        send_raw(text);
    }

    /// Sends the text as it is, in one go.
    void send_raw(const std::string& text) {
        ::send(socket_, text.data(), text.size(), MSG_NOSIGNAL);
    }

    /// Head and body of the next answer, as far as it came.
    std::string receive() { return receive(1); }

    /// The same of the next answers, all of which have a body.
    std::string receive(int count) {
        std::string text;
        std::size_t begin = 0;
        for (int number = 0; number < count; ++number) {
            while (!is_whole(text.substr(begin)) && read_into(text)) {
            }
            begin += size_of_first(text.substr(begin));
        }
        return text;
    }

    /// The head of an answer that has no body, whatever length it tells.
    std::string receive_head() {
        std::string text;
        while (text.find("\r\n\r\n") == std::string::npos && read_into(text)) {
        }
        return text;
    }

    std::string ask(const std::string& method, const std::string& target,
                    const std::string& body = {}) {
        send(method, target, body);
        return receive();
    }

    /// What ended the connection: 0 for an orderly end, else the number of the error.
    int ending() const { return ending_; }

private:
    /// Of the first answer; 0 while its head is not all there.
    static std::size_t size_of_first(const std::string& text) {
        const auto head = text.find("\r\n\r\n");
        const auto length = text.find("Content-Length: ");
        if (head == std::string::npos) {
            return 0;
        }
        std::size_t size = 0;
        if (length < head) {
            std::from_chars(text.data() + length + 16, text.data() + head, size);
        }
        return head + 4 + size;
    }

    static bool is_whole(const std::string& text) {
        const auto size = size_of_first(text);
        return size > 0 && text.size() >= size;
    }

    bool read_into(std::string& text) {
        std::array<char, 4096> bytes{};
        const auto count = recv(socket_, bytes.data(), bytes.size(), 0);
        if (count <= 0) {
            ending_ = count < 0 ? errno : 0;
            return false;
        }
        text.append(bytes.data(), static_cast<std::size_t>(count));
        return true;
    }

    int socket_;
    int ending_ = -1;
    bool is_open_ = false;
};

inline std::string body_of(const std::string& answer) {
    const auto head = answer.find("\r\n\r\n");
    return head == std::string::npos ? std::string() : answer.substr(head + 4);
}

}  // namespace sandbox::test
