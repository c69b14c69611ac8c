#pragma once

#include "apps/emerg/terminal/listing.h"

namespace emerg {

/// Is the answer to go through `--jq` or `--template`?
bool is_shaped(const GlobalOptions& options);

/// Is the answer to be data, not text for people?
bool wants_document(const GlobalOptions& options);

/// A document of which only its top-level names are known.
Listing whole_document(const Json& document);

/// Are expression and template well formed? Asked before anything is done; fails with `usage`.
emergency::Result<void> check_shape(const GlobalOptions& options);

/// Writes what the expression makes of the document, a result a line, or the template of it: of a
/// list once for each row. Fails with `usage` if the expression does not fit the document, with
/// `local` if it ends itself by `halt_error`, with `interrupted` if a signal ends it.
emergency::Result<void> write_shaped(const Json& document, const GlobalOptions& options,
                                     Terminal& terminal);

}  // namespace emerg
