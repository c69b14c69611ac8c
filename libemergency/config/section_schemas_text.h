#pragma once

namespace emergency {

/// The schemas of sections that are no list of plain settings: section_schemas.json.
extern const char* const section_schemas_text;

}  // namespace emergency
