#include "apps/emerg/terminal/listing.h"

#include "apps/emerg/terminal/csv.h"
#include "apps/emerg/terminal/escapes.h"
#include "apps/emerg/terminal/shaping.h"
#include "libemergency/core/duration.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <numeric>

namespace emerg {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;
using emergency::TimePoint;

using Cells = std::vector<std::string>;

const Json* at(const Json& row, const std::string& dotted) {
    const Json* place = &row;
    for (const auto& name : emergency::split(dotted, '.')) {
        if (!place->is_object() || !place->contains(name)) {
            return nullptr;
        }
        place = &place->at(name);
    }
    return place;
}

std::string plain(const Json* value) {
    if (value == nullptr || value->is_null()) {
        return {};
    }
    if (value->is_array()) {
        std::string all;
        for (const auto& part : *value) {
            all += (all.empty() ? "" : ", ") + plain(&part);
        }
        return all;
    }
    return value->is_string() ? emergency::one_line(value->get<std::string>()) : json_text(*value);
}

/// "3m ago", "in 12m".
std::string relative(const std::string& text, TimePoint now) {
    const auto moment = emergency::parse_rfc3339(text);
    if (!moment) {
        return text;
    }
    const auto span = emergency::brief_duration(*moment - now);
    return *moment > now ? "in " + span : span + " ago";
}

Cells cells_of(const Listing& listing, const Json& row) {
    Cells cells;
    for (const auto& column : listing.columns) {
        const auto* value = at(row, column.field);
        const bool is_there = value != nullptr && !value->is_null();
        cells.push_back(plain(is_there ? value : at(row, column.otherwise)));
    }
    return cells;
}

Cells kind_cells_of(const Listing& listing, const Json& row, TimePoint now) {
    auto cells = cells_of(listing, row);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (listing.columns[i].cell != Cell::text && !cells[i].empty()) {
            cells[i] = relative(cells[i], now);
        }
    }
    return cells;
}

/// What the text lacks to be so wide.
std::string padding(const std::string& text, std::size_t width) {
    const auto taken = emergency::columns(text);
    std::string spaces(width > taken ? width - taken : 0, ' ');
    return spaces;
}

/// The cell, which may be cut, as a link to what its row names.
std::string with_link(const std::string& cell, const Column& column, const Json& row) {
    for (const auto& field : column.links) {
        if (const auto* address = at(row, field); address != nullptr && address->is_string()) {
            return linked(cell, address->get<std::string>());
        }
    }
    return cell;
}

constexpr std::size_t uncut = 1'000'000;

TableStyle style_of(const GlobalOptions& options, const TerminalFacts& facts) {
    const bool is_chosen = options.hyperlink != Hyperlink::automatic;
    return {.width = options.is_full ? uncut : facts.width,
            .has_colour = facts.has_colour && !options.no_colour,
            .has_links = is_chosen ? options.hyperlink == Hyperlink::always : facts.has_links};
}

/// The colour of a cell on a terminal that has colours; null: none.
const char* colour_of(const Column& column, const std::string& cell) {
    return column.cell == Cell::deadline && cell.ends_with(" ago") ? red : nullptr;
}

/// The title, then a line for each row.
std::vector<Cells> cells_of_table(const Listing& listing, TimePoint now) {
    std::vector<Cells> lines{{}};
    for (const auto& column : listing.columns) {
        lines.front().push_back(column.title);
    }
    for (const auto& row : listing.rows) {
        lines.push_back(kind_cells_of(listing, row, now));
    }
    return lines;
}

/// How wide each column is, the last apart, and how all are drawn.
struct Layout {
    const std::vector<std::size_t>& widths;
    const TableStyle& style;
};

/// The titles have no row.
std::string table_line(const Listing& listing, const Cells& cells, const Json* row,
                       const Layout& layout) {
    std::string text;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool is_link = row != nullptr && layout.style.has_links;
        const auto& column = listing.columns[i];
        const auto cell = is_link ? with_link(cells[i], column, *row) : cells[i];
        const auto* colour = layout.style.has_colour ? colour_of(column, cells[i]) : nullptr;
        text += painted(cell + padding(cells[i], layout.widths[i]), colour);
    }
    return painted(text, row == nullptr && layout.style.has_colour ? bold : nullptr);
}

void write_table(const Listing& listing, const GlobalOptions& options, Terminal& terminal,
                 TimePoint now) {
    const auto style = style_of(options, terminal.facts());
    for (const auto& line : table_lines(listing, style, now)) {
        terminal.print("{}", line);
    }
}

void write_lines(const Listing& listing, const GlobalOptions& options, Terminal& terminal,
                 TimePoint now) {
    const bool has_links = style_of(options, terminal.facts()).has_links;
    std::size_t width = 0;
    for (const auto& column : listing.columns) {
        width = std::max(width, emergency::columns(column.title));
    }
    for (const auto& row : listing.rows) {
        const auto cells = kind_cells_of(listing, row, now);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const auto& column = listing.columns[i];
            if (!cells[i].empty()) {
                terminal.print("{}{}  {}", column.title, padding(column.title, width),
                               has_links ? with_link(cells[i], column, row) : cells[i]);
            }
        }
    }
}

void write_tsv(const Listing& listing, Terminal& terminal) {
    for (const auto& row : listing.rows) {
        const auto cells = cells_of(listing, row);
        if (listing.shape == Listing::Shape::many) {
            terminal.print("{}", fmt::join(cells, "\t"));
            continue;
        }
        for (std::size_t i = 0; i < cells.size(); ++i) {
            terminal.print("{}\t{}", listing.columns[i].title, cells[i]);
        }
    }
}

void write_csv(const Listing& listing, Terminal& terminal) {
    Cells titles;
    for (const auto& column : listing.columns) {
        titles.push_back(csv_cell(column.field));
    }
    terminal.print("{}", fmt::join(titles, ","));
    for (const auto& row : listing.rows) {
        auto cells = cells_of(listing, row);
        std::transform(cells.begin(), cells.end(), cells.begin(), csv_cell);
        terminal.print("{}", fmt::join(cells, ","));
    }
}

Json picked(const Json& row, const std::vector<std::string>& fields) {
    if (fields.empty()) {
        return row;
    }
    auto chosen = Json::object();
    for (const auto& field : fields) {
        const auto* value = at(row, field);
        chosen[field] = value == nullptr ? Json() : *value;
    }
    return chosen;
}

Json document(const Listing& listing, const GlobalOptions& options) {
    auto all = Json::array();
    for (const auto& row : listing.rows) {
        all.push_back(picked(row, options.fields));
    }
    const bool single = listing.shape == Listing::Shape::one && all.size() == 1;
    return single ? all.front() : all;
}

Result<void> known_fields(const Listing& listing, const GlobalOptions& options) {
    for (const auto& field : options.fields) {
        const auto top = field.substr(0, field.find('.'));
        if (std::find(listing.fields.begin(), listing.fields.end(), top) == listing.fields.end()) {
            return Error{.kind = ErrorKind::usage,
                         .message = fmt::format("there is no field '{}'", field),
                         .hint = fmt::format("fields: {}", fmt::join(listing.fields, ", "))};
        }
    }
    return {};
}

}  // namespace

std::vector<std::string> table_lines(const Listing& listing, const TableStyle& style,
                                     TimePoint now) {
    const auto lines = cells_of_table(listing, now);
    std::vector<std::size_t> widths(listing.columns.size(), 0);
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            widths[i] = std::max(widths[i], emergency::columns(line[i]) + 2);
        }
    }
    widths.back() = 0;
    const auto used = std::accumulate(widths.begin(), widths.end(), std::size_t{0});
    const auto last = std::max<std::size_t>(style.width, used + 20) - used;
    std::vector<std::string> texts;
    for (std::size_t n = 0; n < lines.size(); ++n) {
        auto cells = lines[n];
        cells.back() = emergency::shortened(cells.back(), last);
        texts.push_back(
            table_line(listing, cells, n == 0 ? nullptr : &listing.rows[n - 1], {widths, style}));
    }
    return texts;
}

std::string json_text(const Json& value) {
    return emergency::harmless_json(value.dump(-1, ' ', false, Json::error_handler_t::replace));
}

Result<void> write(const Listing& listing, const GlobalOptions& options, Terminal& terminal,
                   TimePoint now) {
    if (auto known = known_fields(listing, options); !known) {
        return known;
    }
    if (is_shaped(options)) {
        return write_shaped(document(listing, options), options, terminal);
    }
    auto format = options.format;
    if (format == Format::automatic) {
        format = terminal.facts().output_is_terminal ? Format::table : Format::tsv;
    }
    switch (format) {
        case Format::table:
            listing.shape == Listing::Shape::many ? write_table(listing, options, terminal, now)
                                                  : write_lines(listing, options, terminal, now);
            break;
        case Format::automatic:
        case Format::tsv:
            write_tsv(listing, terminal);
            break;
        case Format::csv:
            write_csv(listing, terminal);
            break;
        case Format::json:
            terminal.print("{}", json_text(document(listing, options)));
            break;
        case Format::jsonl:
            for (const auto& row : listing.rows) {
                terminal.print("{}", json_text(picked(row, options.fields)));
            }
            break;
        case Format::yaml:
            terminal.print("{}", yaml_text(document(listing, options)));
            break;
    }
    return {};
}

}  // namespace emerg
