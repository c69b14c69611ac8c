#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace emergency::http {

/// An answer's JSON; a discarded value if it is none. Half of a surrogate pair, which some text in
/// it may have been cut to, becomes U+FFFD: one broken subject is no reason to read no ticket.
nlohmann::json parse_answer(const std::string& body);

}  // namespace emergency::http
