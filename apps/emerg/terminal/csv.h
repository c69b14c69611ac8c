#pragma once

#include <string>

namespace emerg {

/// A cell of CSV. A formula is quoted with an apostrophe. What has a semicolon is quoted as well:
/// it ends a cell where the comma is a decimal point.
std::string csv_cell(std::string text);

}  // namespace emerg
