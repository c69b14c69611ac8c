#pragma once

#include "apps/emerg/global_options.h"
#include "apps/emerg/terminal/terminal.h"
#include "libemergency/core/clock.h"
#include "libemergency/core/result.h"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace emerg {

/// JSON whose keys stay in the order in which they were written.
using Json = nlohmann::ordered_json;

/// What a cell holds, so that a terminal can show it kindly.
enum class Cell {
    text,
    moment,    ///< RFC 3339; on a terminal an age or the time left.
    deadline,  ///< The same; red once it has passed, where there is colour.
};

/// One column of a table.
struct Column {
    std::string title;
    std::string field;  ///< Dotted: "ticket.id".
    Cell cell = Cell::text;
    std::string otherwise = {};  ///< The field that stands in for one that is null.
    std::vector<std::string> links =
        {};  ///< Fields of what it is a link to: the first that is there.
};

/// What a command answers: objects, and how a table shows them.
struct Listing {
    enum class Shape {
        many,  ///< A JSON array, a table.
        one,   ///< A JSON object, a line for each column.
    };
    Shape shape = Shape::many;
    std::vector<std::string> fields = {};  ///< Every top-level name, for `--json=…`.
    std::vector<Column> columns = {};
    std::vector<Json> rows;
};

/// Writes the answer in the chosen format. Fails with `usage` on an unknown field,
/// naming those that there are.
emergency::Result<void> write(const Listing& listing, const GlobalOptions& options,
                              Terminal& terminal, emergency::TimePoint now);

/// How a table is drawn.
struct TableStyle {
    std::size_t width = 80;
    bool has_colour = false;
    bool has_links = false;
};

/// The table: its titles, then a line for each row. Only the last column is cut, and only as far as
/// the screen is too narrow for it: ids never.
std::vector<std::string> table_lines(const Listing& listing, const TableStyle& style,
                                     emergency::TimePoint now);

/// `value` as YAML text.
std::string yaml_text(const Json& value);

/// `value` as JSON text; bytes that are not UTF-8 become U+FFFD.
std::string json_text(const Json& value);

}  // namespace emerg
