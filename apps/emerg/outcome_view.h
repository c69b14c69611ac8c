#pragma once

#include "apps/emerg/global_options.h"
#include "apps/emerg/terminal/listing.h"
#include "apps/emerg/terminal/terminal.h"
#include "libemergency/procedure/executor.h"

#include <string>
#include <vector>

namespace emerg {

/// "done: public comment on #400123", with what went wrong if something did.
std::string told(const emergency::procedure::Step& step);

/// What a person is asked to agree to: the text in full, marked public. Empty unless a customer
/// will see it.
std::string preview(const emergency::procedure::Effect& effect);

/// Every request in order: text, or with `--json` an object.
emergency::Result<void> show_dry_run(const emergency::procedure::Plan& plan,
                                     const std::vector<emergency::procedure::ShownEffect>& shown,
                                     const GlobalOptions& options, Terminal& terminal);

/// The case that something is about; null of what is about none.
Json case_or_null(const std::string& case_id);

/// What became of each effect.
Json steps_of(const emergency::procedure::Outcome& outcome);

/// With `--json` the outcome as an object; otherwise the steps have been told already.
emergency::Result<void> show_outcome(const emergency::procedure::Plan& plan,
                                     const emergency::procedure::Outcome& outcome,
                                     const GlobalOptions& options, Terminal& terminal);

}  // namespace emerg
