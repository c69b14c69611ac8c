#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/http/transport.h"

#include <future>

namespace emergency::http {

/// Has the user asked to stop? Never without a flag.
bool is_stopped(const StopFlag* stop);

/// The answer once it is there; `unanswered` if the user stops the waiting before.
Result<Response> awaited(std::future<Result<Response>> answer, const StopFlag* stop);

/// For the calling thread: a peer that hangs up must not end the program.
void ignore_broken_pipes();

}  // namespace emergency::http
