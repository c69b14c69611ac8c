#include "libemergency/http/curl_transport.h"

#include <curl/curl.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <deque>
#include <filesystem>
#include <future>
#include <map>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>

namespace emergency::http {
namespace {

constexpr std::size_t longest_answer = 64U << 20U;
constexpr const char* hashed_certificates = "/etc/ssl/certs";
constexpr int idle_poll_ms = 1'000;
constexpr std::chrono::milliseconds glance{50};  ///< How often a waiter looks whether to stop.

// CURL and CURLM are both void, so each owner names its deleter.
using Easy = std::unique_ptr<CURL, decltype(&curl_easy_cleanup)>;
using Multi = std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)>;
using HeaderList = std::unique_ptr<curl_slist, decltype(&curl_slist_free_all)>;

/// A request on its way: what goes out, what came in, and who waits for it.
struct Transfer {
    Easy handle{curl_easy_init(), &curl_easy_cleanup};
    HeaderList headers{nullptr, &curl_slist_free_all};
    std::string body{};
    std::size_t sent = 0;
    Response response{};
    std::array<char, CURL_ERROR_SIZE> problem{};
    std::promise<Result<Response>> promise{};
};

/// Gives the body once. There is no rewinding: curl would otherwise send a POST again by
/// itself when a kept connection dies before the answer.
std::size_t give_body(char* target, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const auto length = std::min(size * count, transfer.body.size() - transfer.sent);
    std::memcpy(target, transfer.body.data() + transfer.sent, length);
    transfer.sent += length;
    return length;
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
    auto& body = static_cast<Transfer*>(user)->response.body;
    if (body.size() + size * count > longest_answer) {
        return 0;
    }
    body.append(data, size * count);
    return size * count;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user) {
    auto& headers = static_cast<Transfer*>(user)->response.headers;
    const std::string_view line(data, size * count);
    if (line.starts_with("HTTP/")) {
        headers.clear();  // An interim or proxy answer came before.
    }
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) {
        return line.size();
    }
    std::string name(line.substr(0, colon));
    std::transform(name.begin(), name.end(), name.begin(), [](char byte) {
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    });
    const auto first = line.find_first_not_of(" \t", colon + 1);
    const auto last = line.find_last_not_of(" \t\r\n");
    headers[name] = first == std::string_view::npos || last < first
                        ? std::string()
                        : std::string(line.substr(first, last - first + 1));
    return line.size();
}

std::string host_of(const std::string& url) {
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl_url(), &curl_url_cleanup);
    char* host = nullptr;
    if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK ||
        curl_url_get(parsed.get(), CURLUPART_HOST, &host, 0) != CURLUE_OK) {
        return {};
    }
    std::string text(host);
    curl_free(host);
    return text;
}

bool is_loopback(const std::string& host) {
    const bool dotted = host.find_first_not_of("0123456789.") == std::string::npos;
    return host == "localhost" || host == "[::1]" || (dotted && host.starts_with("127."));
}

/// Tokens travel encrypted, except to this machine itself.
Result<void> may_be_sent(const Request& request) {
    const auto host = host_of(request.url);
    const bool encrypted = request.url.starts_with("https://");
    if (!host.empty() && (encrypted || (request.url.starts_with("http://") && is_loopback(host)))) {
        return {};
    }
    return Error{.kind = ErrorKind::configuration,
                 .message = fmt::format("'{}' is not an https address", host),
                 .hint = "http:// is accepted for this machine only (127.0.0.1, localhost)"};
}

Error error_of(const Transfer& transfer, CURLcode code) {
    const std::string text =
        transfer.problem.front() != '\0' ? transfer.problem.data() : curl_easy_strerror(code);
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE) {
        return {.kind = ErrorKind::configuration,
                .message = text,
                .hint = "if a proxy of your company signs connections, set network.ca_file"};
    }
    long request_size = 0;
    curl_easy_getinfo(transfer.handle.get(), CURLINFO_REQUEST_SIZE, &request_size);
    return {.kind = request_size == 0 ? ErrorKind::unreachable : ErrorKind::unanswered,
            .message = text};
}

void set_request(Transfer& transfer, const Request& request) {
    CURL* handle = transfer.handle.get();
    curl_slist* list = curl_slist_append(nullptr, "Expect:");
    for (const auto& [name, value] : request.headers) {
        list = curl_slist_append(list, fmt::format("{}: {}", name, value).c_str());
    }
    transfer.headers.reset(list);
    curl_easy_setopt(handle, CURLOPT_URL, request.url.c_str());
    curl_easy_setopt(handle, CURLOPT_PATH_AS_IS, 1L);  // An id may be called "..".
    curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);
    if (request.method != Method::get) {
        transfer.body = request.body;
        curl_easy_setopt(handle, CURLOPT_POST, 1L);
        curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE,
                         static_cast<curl_off_t>(transfer.body.size()));
        curl_easy_setopt(handle, CURLOPT_READFUNCTION, &give_body);
        curl_easy_setopt(handle, CURLOPT_READDATA, &transfer);
        // Without a body nothing would stop curl from resending on a dead kept connection.
        curl_easy_setopt(handle, CURLOPT_FRESH_CONNECT, transfer.body.empty() ? 1L : 0L);
    }
    curl_easy_setopt(handle, CURLOPT_CUSTOMREQUEST, verb(request.method));
}

void set_answer(Transfer& transfer) {
    CURL* handle = transfer.handle.get();
    curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, &take_body);
    curl_easy_setopt(handle, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, &take_header);
    curl_easy_setopt(handle, CURLOPT_HEADERDATA, &transfer);
    curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, transfer.problem.data());
    curl_easy_setopt(handle, CURLOPT_ACCEPT_ENCODING, "");
}

void set_trust(CURL* handle, const CurlOptions& options) {
    if (!options.ca_file.empty()) {
        curl_easy_setopt(handle, CURLOPT_CAINFO, options.ca_file.c_str());
        curl_easy_setopt(handle, CURLOPT_CAPATH, nullptr);
    } else if (std::error_code none; std::filesystem::is_directory(hashed_certificates, none)) {
        // Looked up by hash: parsing the whole bundle costs tens of milliseconds (design.md).
        curl_easy_setopt(handle, CURLOPT_CAINFO, nullptr);
        curl_easy_setopt(handle, CURLOPT_CAPATH, hashed_certificates);
    }
}

void set_network(CURL* handle, const CurlOptions& options) {
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(options.connect_limit.count()));
    curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(options.total_limit.count()));
    curl_easy_setopt(handle, CURLOPT_USERAGENT, options.user_agent.c_str());
    curl_easy_setopt(handle, CURLOPT_PROXY, options.proxy.c_str());
    curl_easy_setopt(handle, CURLOPT_NOPROXY, options.no_proxy.c_str());
    set_trust(handle, options);
}

}  // namespace

/// The one thread that drives all transfers.
class CurlTransport::Loop {
public:
    Loop() : thread_([this] { run(); }) {}
    ~Loop() {
        ending_ = true;
        curl_multi_wakeup(multi_.get());
        thread_.join();
    }
    Loop(const Loop&) = delete;
    Loop& operator=(const Loop&) = delete;
    Loop(Loop&&) = delete;
    Loop& operator=(Loop&&) = delete;

    std::future<Result<Response>> submit(std::unique_ptr<Transfer> transfer) {
        auto answer = transfer->promise.get_future();
        {
            const std::lock_guard lock(mutex_);
            waiting_.push_back(std::move(transfer));
        }
        curl_multi_wakeup(multi_.get());
        return answer;
    }

private:
    void run();
    void begin_waiting();
    void end_finished();

    Multi multi_{curl_multi_init(), &curl_multi_cleanup};
    std::mutex mutex_;
    std::deque<std::unique_ptr<Transfer>> waiting_;
    std::map<CURL*, std::unique_ptr<Transfer>> running_;
    std::atomic<bool> ending_{false};
    std::thread thread_;  ///< Last: it uses all of the above.
};

void CurlTransport::Loop::begin_waiting() {
    const std::lock_guard lock(mutex_);
    for (auto& transfer : waiting_) {
        CURL* handle = transfer->handle.get();
        running_.emplace(handle, std::move(transfer));
        curl_multi_add_handle(multi_.get(), handle);
    }
    waiting_.clear();
}

void CurlTransport::Loop::end_finished() {
    int left = 0;
    while (const auto* message = curl_multi_info_read(multi_.get(), &left)) {
        CURL* handle = message->easy_handle;
        const auto code = message->data.result;
        curl_multi_remove_handle(multi_.get(), handle);
        auto transfer = std::move(running_.at(handle));
        running_.erase(handle);
        if (code != CURLE_OK) {
            transfer->promise.set_value(error_of(*transfer, code));
            continue;
        }
        long status = 0;
        curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
        transfer->response.status = static_cast<int>(status);
        transfer->promise.set_value(std::move(transfer->response));
    }
}

void CurlTransport::Loop::run() {
    while (!ending_) {
        begin_waiting();
        int running = 0;
        curl_multi_perform(multi_.get(), &running);
        end_finished();
        curl_multi_poll(multi_.get(), nullptr, 0, idle_poll_ms, nullptr);
    }
    for (const auto& [handle, transfer] : running_) {
        curl_multi_remove_handle(multi_.get(), handle);
    }
}

CurlTransport::CurlTransport(CurlOptions options) : options_(std::move(options)) {
    curl_global_init(CURL_GLOBAL_DEFAULT);
    loop_ = std::make_unique<Loop>();
}

CurlTransport::~CurlTransport() = default;

Result<Response> CurlTransport::send(const Request& request) {
    if (const auto allowed = may_be_sent(request); !allowed) {
        return allowed.error();
    }
    const auto stopped = [this] { return options_.stop != nullptr && *options_.stop; };
    if (stopped()) {
        return Error{.kind = ErrorKind::interrupted, .message = "interrupted before it was sent"};
    }
    auto transfer = std::make_unique<Transfer>();
    set_network(transfer->handle.get(), options_);
    set_request(*transfer, request);
    set_answer(*transfer);
    auto answer = loop_->submit(std::move(transfer));
    while (answer.wait_for(glance) != std::future_status::ready) {
        if (stopped()) {
            return Error{.kind = ErrorKind::unanswered,
                         .message = "interrupted while it was under way"};
        }
    }
    return answer.get();
}

}  // namespace emergency::http
