#pragma once

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace emergency::http {

/// Does a text nest deeper than any answer does? To read, to write and to destroy such a value
/// takes a call for each level, and the stack ends before the text does.
bool nests_too_deeply(const std::string& body);

/// An answer's JSON; a discarded value if it is none, or `nests_too_deeply`. Half of a surrogate
/// pair, which some text in it may have been cut to, becomes U+FFFD: one broken subject is no
/// reason to read no ticket.
nlohmann::json parse_answer(const std::string& body);

}  // namespace emergency::http
