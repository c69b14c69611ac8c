#include "apps/sandbox/server.h"

#include "apps/sandbox/connection_threads.h"
#include "apps/sandbox/pipelined_server.h"

#include <httplib.h>

#include <algorithm>
#include <cctype>
#include <chrono>
#include <exception>
#include <future>
#include <utility>

namespace sandbox {
namespace {

constexpr std::size_t largest_body = 64U << 20U;

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(),
                   [](unsigned char letter) { return static_cast<char>(std::tolower(letter)); });
    return text;
}

void read_parts(const httplib::ContentReader& reader, Request& to) {
    auto part = to.parts.end();
    reader(
        [&](const httplib::MultipartFormData& begun) {
            part = to.parts.emplace(begun.name, "");
            return true;
        },
        [&](const char* bytes, std::size_t size) {
            part->second.append(bytes, size);
            to.body.append(bytes, size);
            return true;
        });
}

/// httplib's own reading limits forms to 8 KiB, which a Slack message may exceed.
void read_body(const httplib::Request& from, const httplib::ContentReader& reader, Request& to) {
    const auto encoding = from.get_header_value("Transfer-Encoding");
    if (!from.has_header("Content-Length") && encoding != "chunked") {
        return;
    }
    if (from.is_multipart_form_data()) {
        read_parts(reader, to);
        return;
    }
    reader([&to](const char* bytes, std::size_t size) {
        to.body.append(bytes, size);
        return true;
    });
}

Request request_from(const httplib::Request& from, std::string origin) {
    Request request{.method = from.method,
                    .path = from.path,
                    .target = from.target,
                    .query = from.params,
                    .headers = {},
                    .body = from.body,
                    .origin = std::move(origin)};
    for (const auto& [name, value] : from.headers) {
        request.headers[lower(name)] = value;
    }
    return request;
}

void send_half(httplib::Response& to, std::string body, const std::string& type) {
    const auto size = std::max<std::size_t>(body.size(), 2);
    to.set_content_provider(size, type,
                            [body = std::move(body)](std::size_t offset, std::size_t /*length*/,
                                                     httplib::DataSink& sink) {
                                if (offset == 0) {
                                    sink.write(body.data(), body.size() / 2);
                                }
                                return false;
                            });
}

void write(const Reply& reply, httplib::Response& to) {
    to.status = reply.answer.status;
    std::string type;
    for (const auto& [name, value] : reply.answer.headers) {
        if (lower(name) == "content-type") {
            type = value;
            continue;
        }
        to.set_header(name, value);
    }
    if (reply.ending == Ending::truncated) {
        send_half(to, reply.answer.body, type);
        return;
    }
    if (!reply.answer.body.empty()) {
        to.set_content(reply.answer.body, type);
    }
}

std::unique_ptr<httplib::Server> make_server(const std::optional<Certificate>& certificate) {
    if (certificate) {
        return std::make_unique<httplib::SSLServer>(certificate->server.get(),
                                                    certificate->key.get());
    }
    return std::make_unique<PipelinedServer>();
}

}  // namespace

struct Server::Running {
    Handler handler;
    std::string scheme;
    std::unique_ptr<httplib::Server> http = nullptr;
    ConnectionThreads* threads = nullptr;  ///< httplib owns it while it listens.
    int port = 0;
    std::future<bool> listening = {};

    std::string origin() const { return scheme + "://127.0.0.1:" + std::to_string(port); }

    void answer(const httplib::Request& from, Request request, httplib::Response& to) const {
        Exchange exchange{.request = std::move(request),
                          .connection_number = threads->number_here(),
                          .local_port = port,
                          .remote_port = from.remote_port};
        const auto reply = handler(exchange);
        write(reply, to);
        const auto connection = exchange.connection();
        if (reply.ending == Ending::reset && connection) {
            connection->reset();
        }
    }

    void route() {
        const auto plain = [this](const httplib::Request& from, httplib::Response& to) {
            answer(from, request_from(from, origin()), to);
        };
        const auto with_body = [this](const httplib::Request& from, httplib::Response& to,
                                      const httplib::ContentReader& reader) {
            auto request = request_from(from, origin());
            read_body(from, reader, request);
            answer(from, std::move(request), to);
        };
        http->Get(".*", plain);
        http->Options(".*", plain);
        http->Post(".*", with_body);
        http->Put(".*", with_body);
        http->Patch(".*", with_body);
        http->Delete(".*", with_body);
    }
};

Server::Server(std::atomic<int>& connection_numbers) : connection_numbers_(connection_numbers) {}

Server::~Server() {
    stop();
}

emergency::Result<void> Server::start(Handler handler,
                                      const std::optional<Certificate>& certificate) {
    stop();
    auto running = std::make_unique<Running>(
        Running{.handler = std::move(handler), .scheme = certificate ? "https" : "http"});
    running->http = make_server(certificate);
    auto& http = *running->http;
    http.new_task_queue = [this, place = running.get()] {
        place->threads = std::make_unique<ConnectionThreads>(connection_numbers_).release();
        return place->threads;
    };
    http.set_tcp_nodelay(true);
    http.set_keep_alive_max_count(1'000'000);
    http.set_keep_alive_timeout(3600);
    http.set_payload_max_length(largest_body);
    running->route();
    running->port = http.is_valid() ? http.bind_to_any_port("127.0.0.1") : -1;
    if (running->port <= 0) {
        return emergency::Error{.message = "The sandbox found no free port on 127.0.0.1"};
    }
    running->listening =
        std::async(std::launch::async, [&http] { return http.listen_after_bind(); });
    while (!http.is_running() &&
           running->listening.wait_for(std::chrono::milliseconds(1)) != std::future_status::ready) {
    }
    running_ = std::move(running);
    return {};
}

void Server::stop() {
    if (!running_) {
        return;
    }
    running_->http->stop();
    do {
        Connection::close_all(running_->port);
    } while (running_->listening.wait_for(std::chrono::milliseconds(5)) !=
             std::future_status::ready);
    running_.reset();
}

std::string Server::origin() const {
    return running_ ? running_->origin() : std::string();
}

}  // namespace sandbox
