#pragma once

#include <string>
#include <string_view>

namespace sandbox {

/// The text as it stands in a query or a step of a path: `/` is `%2F`.
std::string percent_encoded(std::string_view text);

/// The text that was encoded so; a percent sign that encodes nothing stays.
std::string percent_decoded(std::string_view text);

/// The text in lower case, ASCII letters only.
std::string lower_case(std::string_view text);

/// How many letters a text in UTF-8 has.
std::size_t letters_in(std::string_view text);

}  // namespace sandbox
