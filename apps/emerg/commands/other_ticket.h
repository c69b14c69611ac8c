#pragma once

#include "apps/emerg/session.h"

#include <string>

namespace emerg {

/// A ticket besides the case's, in any form that names a ticket; fails with `usage` or `not_found`.
Result<emergency::zendesk::Ticket> other_ticket(const std::string& word, Session& session);

}  // namespace emerg
