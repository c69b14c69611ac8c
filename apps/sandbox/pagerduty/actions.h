#pragma once

#include "apps/sandbox/pagerduty/account.h"

#include <string>
#include <vector>

namespace sandbox::pagerduty {

/// Appends a log entry; `channel` is JSON text, by default that of the API.
LogEntry& log(Account& account, Incident& incident, const std::string& type, const Agent& by,
              const std::string& summary);

/// Acknowledges; a resolved incident is reopened by it, as PagerDuty does. A person who
/// acknowledges becomes the assignee.
void acknowledge(Account& account, Incident& incident, const Agent& by);

/// Resolves; nobody is assigned any more.
void resolve(Account& account, Incident& incident, const Agent& by);

/// Back to triggered; a resolved incident is reopened by it.
void trigger_again(Account& account, Incident& incident, const Agent& by);

/// Gives it to others; an acknowledged incident is triggered again by it.
void assign(Account& account, Incident& incident, const Agent& by,
            const std::vector<std::string>& users);

/// Adds a note with its log entry.
const Note& annotate(Account& account, Incident& incident, const std::string& user,
                     const std::string& content);

}  // namespace sandbox::pagerduty
