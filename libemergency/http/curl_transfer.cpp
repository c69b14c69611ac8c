#include "libemergency/http/curl_transfer.h"

#include "libemergency/http/header_line.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <system_error>
#include <utility>

namespace emergency::http {
namespace {

constexpr const char* hashed_certificates = "/etc/ssl/certs";

/// Gives the body once: could curl rewind it, it would resend a POST when a kept connection dies.
std::size_t give_body(char* target, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const auto length = std::min(size * count, transfer.body.size() - transfer.sent);
    std::copy_n(transfer.body.data() + transfer.sent, length, target);
    transfer.sent += length;
    return length;
}

/// A refusal says why: its body stays with the response.
bool is_given_away(const Transfer& transfer) {
    long status = 0;
    curl_easy_getinfo(transfer.handle.get(), CURLINFO_RESPONSE_CODE, &status);
    return transfer.take && status >= 200 && status < 300;
}

std::size_t take_body(char* data, std::size_t size, std::size_t count, void* user) {
    auto& transfer = *static_cast<Transfer*>(user);
    const auto length = size * count;
    if (is_given_away(transfer)) {
        transfer.is_refused = !transfer.take(transfer.taken, {data, length});
        transfer.taken += length;
        return transfer.is_refused ? 0 : length;
    }
    auto& body = transfer.response.body;
    if (body.size() + length > transfer.longest_answer) {
        transfer.is_too_long = true;
        return 0;
    }
    body.append(data, length);
    return length;
}

std::size_t take_header(char* data, std::size_t size, std::size_t count, void* user) {
    take_header_line(static_cast<Transfer*>(user)->response.headers, {data, size * count});
    return size * count;
}

/// Curl is about to send the request itself: what went before was handshakes and proxies.
int note_leaving(void* user, char* /*here*/, char* /*there*/, int /*from*/, int /*to*/) {
    static_cast<Transfer*>(user)->leaving = true;
    return CURL_PREREQFUNC_OK;
}

std::string part_of(const std::string& url, CURLUPart part) {
    const std::unique_ptr<CURLU, decltype(&curl_url_cleanup)> parsed(curl_url(), &curl_url_cleanup);
    char* value = nullptr;
    if (curl_url_set(parsed.get(), CURLUPART_URL, url.c_str(), 0) != CURLUE_OK ||
        curl_url_get(parsed.get(), part, &value, CURLU_DEFAULT_PORT) != CURLUE_OK) {
        return {};
    }
    std::string text(value);
    curl_free(value);
    return text;
}

/// Who could not be connected to, and why; curl's own words where the system gives no reason.
std::string not_connected(const Transfer& transfer, const std::string& otherwise) {
    long reason = 0;
    curl_easy_getinfo(transfer.handle.get(), CURLINFO_OS_ERRNO, &reason);
    if (reason == 0 || transfer.peer.empty()) {
        return otherwise;
    }
    return fmt::format("could not connect to {}: {}", transfer.peer,
                       std::generic_category().message(static_cast<int>(reason)));
}

/// A body that is given away may be large: it has time as long as anything arrives.
void set_limit(CURL* handle, const Request& request, std::chrono::milliseconds limit) {
    if (!request.take) {
        curl_easy_setopt(handle, CURLOPT_TIMEOUT_MS, static_cast<long>(limit.count()));
        return;
    }
    const auto seconds = std::chrono::ceil<std::chrono::seconds>(limit);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(handle, CURLOPT_LOW_SPEED_TIME, static_cast<long>(seconds.count()));
}

void set_request(Transfer& transfer, const Request& request, std::chrono::milliseconds limit) {
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
    set_limit(handle, request, limit);
    curl_easy_setopt(handle, CURLOPT_PREREQFUNCTION, &note_leaving);
    curl_easy_setopt(handle, CURLOPT_PREREQDATA, &transfer);
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

/// Half of a request's own patience, so that a second try may follow.
std::chrono::milliseconds limit_of(const Request& request, const CurlOptions& options) {
    const bool hurried = request.patience.count() > 0;
    return hurried ? std::min(request.patience / 2, options.total_limit) : options.total_limit;
}

void set_network(CURL* handle, const CurlOptions& options) {
    curl_easy_setopt(handle, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(handle, CURLOPT_FOLLOWLOCATION, 0L);
    curl_easy_setopt(handle, CURLOPT_PROTOCOLS_STR, "http,https");
    curl_easy_setopt(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
    curl_easy_setopt(handle, CURLOPT_CONNECTTIMEOUT_MS,
                     static_cast<long>(options.connect_limit.count()));
    curl_easy_setopt(handle, CURLOPT_USERAGENT, options.user_agent.c_str());
    curl_easy_setopt(handle, CURLOPT_NOPROXY, options.no_proxy.c_str());
    set_trust(handle, options);
}

/// Plain http is for this machine, so no proxy may read it.
void set_proxy(Transfer& transfer, const std::string& url, const std::string& proxy) {
    const bool by_proxy = !proxy.empty() && url.starts_with("https://");
    curl_easy_setopt(transfer.handle.get(), CURLOPT_PROXY, by_proxy ? proxy.c_str() : "");
    const auto peer = part_of(url, CURLUPART_HOST) + ':' + part_of(url, CURLUPART_PORT);
    transfer.peer = by_proxy ? std::string() : peer;
}

}  // namespace

Error error_of(const Transfer& transfer, CURLcode code) {
    if (transfer.is_refused) {
        return {.kind = ErrorKind::local, .message = "what arrived was not kept"};
    }
    if (transfer.is_too_long) {
        return {.kind = ErrorKind::failed_there,
                .message =
                    fmt::format("the answer is larger than {} MB", transfer.longest_answer >> 20U)};
    }
    const std::string text =
        transfer.problem.front() != '\0' ? transfer.problem.data() : curl_easy_strerror(code);
    if (code == CURLE_PEER_FAILED_VERIFICATION || code == CURLE_SSL_CACERT_BADFILE) {
        return {.kind = ErrorKind::configuration,
                .message = text,
                .hint = "if a proxy of your company signs connections, set network.ca_file"};
    }
    long request_size = 0;  // With what was said to a proxy: alone it does not tell.
    curl_easy_getinfo(transfer.handle.get(), CURLINFO_REQUEST_SIZE, &request_size);
    const bool left = transfer.leaving && request_size > 0;
    return {.kind = left ? ErrorKind::unanswered : ErrorKind::unreachable,
            .message = code == CURLE_COULDNT_CONNECT ? not_connected(transfer, text) : text};
}

std::string host_of(const std::string& url) {
    return part_of(url, CURLUPART_HOST);
}

std::unique_ptr<Transfer> transfer_of(const Request& request, const CurlOptions& options) {
    auto transfer = std::make_unique<Transfer>();
    transfer->take = request.take;
    transfer->longest_answer = options.longest_answer;
    set_network(transfer->handle.get(), options);
    set_request(*transfer, request, limit_of(request, options));
    set_proxy(*transfer, request.url, options.proxy);
    set_answer(*transfer);
    return transfer;
}

}  // namespace emergency::http
