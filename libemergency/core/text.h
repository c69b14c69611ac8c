#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace emergency {

/// Untrusted text, safe on a terminal: C0 and C1 controls, escape sequences,
/// bidirectional overrides and broken UTF-8 are gone; newlines and tabs stay.
std::string printable(std::string_view text);

/// `printable`, on one line: every run of white space becomes one space.
std::string one_line(std::string_view text);

/// The same JSON, with the characters that `printable` takes away written as escapes: it may be
/// shown on a terminal.
std::string harmless_json(std::string_view json);

/// Columns that `text` takes on a terminal (wide characters count two, combining marks none).
std::size_t columns(std::string_view text);

/// At most `width` columns of `text`, ending in "…" if something was cut.
std::string shortened(std::string_view text, std::size_t width);

/// The text in lower case, ASCII letters only.
std::string lower(std::string_view text);

/// Without white space at either end.
std::string trimmed(std::string_view text);

/// The parts between `separator`s, empty ones included.
std::vector<std::string> split(std::string_view text, char separator);

/// What stands under a name in metadata or fields; empty if nothing does.
std::string value_of(const std::map<std::string, std::string>& values, const std::string& name);

/// The one of `known` that `word` was probably meant to be; empty if none is near.
std::string nearest(std::string_view word, const std::vector<std::string>& known);

}  // namespace emergency
