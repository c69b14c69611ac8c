#include "apps/emerg/terminal/listing.h"

#include "libemergency/core/duration.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"

#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>

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
        cells.push_back(plain(at(row, column.field)));
    }
    return cells;
}

Cells kind_cells_of(const Listing& listing, const Json& row, TimePoint now) {
    auto cells = cells_of(listing, row);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (listing.columns[i].cell == Cell::moment && !cells[i].empty()) {
            cells[i] = relative(cells[i], now);
        }
    }
    return cells;
}

std::string padded(const std::string& text, std::size_t width) {
    const auto taken = emergency::columns(text);
    return text + std::string(width > taken ? width - taken : 0, ' ');
}

/// Only the last column is cut, and only as far as the screen is too narrow for it: ids never.
void write_table(const Listing& listing, Terminal& terminal, TimePoint now) {
    std::vector<Cells> lines{{}};
    for (const auto& column : listing.columns) {
        lines.front().push_back(column.title);
    }
    for (const auto& row : listing.rows) {
        lines.push_back(kind_cells_of(listing, row, now));
    }
    std::vector<std::size_t> widths(listing.columns.size(), 0);
    for (const auto& line : lines) {
        for (std::size_t i = 0; i < line.size(); ++i) {
            widths[i] = std::max(widths[i], emergency::columns(line[i]));
        }
    }
    for (const auto& line : lines) {
        std::string text;
        for (std::size_t i = 0; i + 1 < line.size(); ++i) {
            text += padded(line[i], widths[i] + 2);
        }
        const auto used = emergency::columns(text);
        const auto width = std::max<std::size_t>(terminal.facts().width, used + 20) - used;
        terminal.print("{}{}", text, emergency::shortened(line.back(), width));
    }
}

void write_lines(const Listing& listing, Terminal& terminal, TimePoint now) {
    std::size_t width = 0;
    for (const auto& column : listing.columns) {
        width = std::max(width, emergency::columns(column.title));
    }
    for (const auto& row : listing.rows) {
        const auto cells = kind_cells_of(listing, row, now);
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!cells[i].empty()) {
                terminal.print("{}  {}", padded(listing.columns[i].title, width), cells[i]);
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

/// A cell that a spreadsheet would take for a formula is quoted with an apostrophe.
std::string csv_cell(std::string text) {
    if (!text.empty() && std::string_view("=+-@").find(text.front()) != std::string_view::npos) {
        text.insert(0, "'");
    }
    if (text.find_first_of(",\"\n") == std::string::npos) {
        return text;
    }
    std::string quoted = "\"";
    for (const char byte : text) {
        quoted += byte;
        if (byte == '"') {
            quoted += byte;
        }
    }
    return quoted + '"';
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

std::string json_text(const Json& value) {
    return value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

Result<void> write(const Listing& listing, const GlobalOptions& options, Terminal& terminal,
                   TimePoint now) {
    if (auto known = known_fields(listing, options); !known) {
        return known;
    }
    auto format = options.format;
    if (format == Format::automatic) {
        format = terminal.facts().output_is_terminal ? Format::table : Format::tsv;
    }
    switch (format) {
        case Format::table:
            listing.shape == Listing::Shape::many ? write_table(listing, terminal, now)
                                                  : write_lines(listing, terminal, now);
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
