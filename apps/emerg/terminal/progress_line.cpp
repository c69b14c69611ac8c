#include "apps/emerg/terminal/progress_line.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <csignal>
#include <system_error>
#include <utility>

namespace emerg {
namespace {

using std::chrono::steady_clock;

constexpr std::chrono::milliseconds patience{500};
constexpr std::chrono::seconds between_tellings{1};
/// Requests one after the other are one wait.
constexpr std::chrono::milliseconds longest_gap{200};
constexpr const char* line_away = "\r\x1b[K";

/// Where no thread can be started the wait is not told, no more.
template <class Work>
std::thread thread_or_none(Work work) try {
    return std::thread(std::move(work));
} catch (const std::system_error&) {
    return {};
}

/// A thread that hears no signal: those are for whoever waits for the network.
template <class Work>
std::thread deaf_thread(Work work) {
    sigset_t all;
    sigset_t before;
    sigfillset(&all);
    pthread_sigmask(SIG_SETMASK, &all, &before);
    auto made = thread_or_none(std::move(work));
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    return made;
}

}  // namespace

ProgressLine::ProgressLine(std::ostream& err)
    : err_(err), below_(err.rdbuf(this)), teller_(deaf_thread([this] { tell_in_time(); })) {}

ProgressLine::~ProgressLine() {
    {
        const std::lock_guard lock(mutex_);
        is_over_ = true;
        erase();
    }
    changed_.notify_all();
    if (teller_.joinable()) {
        teller_.join();
    }
    err_.rdbuf(below_);
}

void ProgressLine::begin(const std::string& whom) {
    const std::lock_guard lock(mutex_);
    const auto now = steady_clock::now();
    if (waited_for_.empty() && now - last_end_ > longest_gap) {
        since_ = now;
    }
    waited_for_.insert(whom);
    changed_.notify_all();
}

void ProgressLine::end(const std::string& whom) {
    const std::lock_guard lock(mutex_);
    if (const auto found = waited_for_.find(whom); found != waited_for_.end()) {
        waited_for_.erase(found);
    }
    if (waited_for_.empty()) {
        last_end_ = steady_clock::now();
        erase();
    }
    changed_.notify_all();
}

void ProgressLine::tell_in_time() {
    std::unique_lock lock(mutex_);
    const auto is_idle = [this] { return is_over_ || waited_for_.empty(); };
    while (!is_over_) {
        changed_.wait(lock, [this] { return is_over_ || !waited_for_.empty(); });
        auto next = since_ + patience;
        while (!changed_.wait_until(lock, next, is_idle)) {
            draw();
            next = steady_clock::now() + between_tellings;
        }
    }
}

void ProgressLine::draw() {
    const std::set<std::string> whom(waited_for_.begin(), waited_for_.end());
    const auto waited =
        std::chrono::duration_cast<std::chrono::seconds>(steady_clock::now() - since_);
    const auto line =
        fmt::format("{}waiting for {} ({} s)", line_away, fmt::join(whom, ", "), waited.count());
    below_->sputn(line.data(), static_cast<std::streamsize>(line.size()));
    below_->pubsync();
    is_shown_ = true;
}

void ProgressLine::erase() {
    if (is_shown_) {
        below_->sputn(line_away,
                      static_cast<std::streamsize>(std::char_traits<char>::length(line_away)));
        below_->pubsync();
        is_shown_ = false;
    }
}

ProgressLine::int_type ProgressLine::overflow(int_type byte) {
    const std::lock_guard lock(mutex_);
    erase();
    return traits_type::eq_int_type(byte, traits_type::eof())
               ? traits_type::not_eof(byte)
               : below_->sputc(traits_type::to_char_type(byte));
}

std::streamsize ProgressLine::xsputn(const char* text, std::streamsize size) {
    const std::lock_guard lock(mutex_);
    erase();
    return below_->sputn(text, size);
}

int ProgressLine::sync() {
    const std::lock_guard lock(mutex_);
    return below_->pubsync();
}

}  // namespace emerg
