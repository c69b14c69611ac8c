#pragma once

#include "libemergency/http/transport.h"
#include "libemergency/zoom/types.h"

#include <nlohmann/json_fwd.hpp>

#include <mutex>
#include <string>

namespace emergency::zoom {

/// The access token of an account: fetched when first needed, kept in memory, fetched anew once it
/// is refused. May be asked from several threads.
class Token {
public:
    Token(http::Transport& transport, Account account);

    Result<Secret> current();
    /// Another one than `refused`, unless another thread has fetched that already.
    Result<Secret> instead_of(const Secret& refused);

private:
    Result<Secret> fetch();

    http::Transport* transport_;
    Account account_;
    std::mutex mutex_;
    Secret token_;
};

/// What Zoom says in a refusal: `message`, or `reason` where tokens come from.
std::string explain(const nlohmann::json& refusal);

}  // namespace emergency::zoom
