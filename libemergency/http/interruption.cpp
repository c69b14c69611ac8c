#include "libemergency/http/interruption.h"

#include <chrono>
#include <csignal>

namespace emergency::http {
namespace {

/// How often a waiter looks whether to stop.
constexpr std::chrono::milliseconds glance{50};

}  // namespace

bool is_stopped(const StopFlag* stop) {
    return stop != nullptr && *stop;
}

void ignore_broken_pipes() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGPIPE);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

Result<Response> awaited(std::future<Result<Response>> answer, const StopFlag* stop) {
    while (answer.wait_for(glance) != std::future_status::ready) {
        if (is_stopped(stop)) {
            return Error{.kind = ErrorKind::unanswered,
                         .message = "interrupted while it was under way"};
        }
    }
    return answer.get();
}

}  // namespace emergency::http
