#include "libemergency/http/curl_transport.h"

#include "libemergency/http/address.h"
#include "libemergency/http/curl_transfer.h"
#include "libemergency/http/interruption.h"

#include <atomic>
#include <deque>
#include <future>
#include <map>
#include <mutex>
#include <thread>
#include <utility>

namespace emergency::http {
namespace {

constexpr int idle_poll_ms = 1'000;

// CURL and CURLM are both void, so each owner names its deleter.
using Multi = std::unique_ptr<CURLM, decltype(&curl_multi_cleanup)>;
using Share = std::unique_ptr<CURLSH, decltype(&curl_share_cleanup)>;

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

    Share share_{curl_share_init(), &curl_share_cleanup};  ///< TLS sessions; before their users.
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
        curl_easy_setopt(handle, CURLOPT_SHARE, share_.get());
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
    ignore_broken_pipes();
    curl_share_setopt(share_.get(), CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
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

CurlTransport::CurlTransport(CurlOptions options) : options_(std::move(options)) {}

CurlTransport::~CurlTransport() = default;

Result<Response> CurlTransport::send(const Request& request) {
    if (const auto allowed = may_be_sent(request.url, host_of(request.url)); !allowed) {
        return allowed.error();
    }
    if (is_stopped(options_.stop)) {
        return Error{.kind = ErrorKind::interrupted, .message = "interrupted before it was sent"};
    }
    std::call_once(begun_, [this] {
        curl_global_init(CURL_GLOBAL_DEFAULT);
        loop_ = std::make_unique<Loop>();
    });
    return awaited(loop_->submit(transfer_of(request, options_)), options_.stop);
}

}  // namespace emergency::http
