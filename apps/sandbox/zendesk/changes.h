#pragma once

#include "apps/sandbox/service.h"
#include "apps/sandbox/zendesk/desk.h"

#include <optional>
#include <string>

namespace sandbox::zendesk {

/// Why the change (the inside of {"ticket":…}) cannot be made, or nothing.
std::optional<Answer> refusal(Desk& desk, const nlohmann::json& ticket,
                              const nlohmann::json& change);

/// Makes a change that nothing speaks against, whole or, where a value has the wrong type, not at
/// all, and returns its audit, or null if nothing changed.
nlohmann::json apply(Desk& desk, nlohmann::json& ticket, const nlohmann::json& change,
                     const Hand& hand);

/// Says when the ticket changed last, and with it where it stands in incremental exports.
void touch(nlohmann::json& ticket, TimePoint moment);

/// Writes the audit of a new ticket: its values, and its description as the first comment.
nlohmann::json write_create_audit(Desk& desk, nlohmann::json& ticket, const nlohmann::json& comment,
                                  const Hand& hand);

/// Starts an audit without events.
nlohmann::json new_audit(Desk& desk, const nlohmann::json& ticket, const Hand& hand);

/// Adds a comment to the ticket and its event to the audit.
void add_comment(Desk& desk, nlohmann::json& ticket, nlohmann::json& audit,
                 const nlohmann::json& comment);

/// The tags as Zendesk keeps them: lower case, no spaces, sorted, each once.
nlohmann::json tidy_tags(const nlohmann::json& tags);

/// The upload behind a token if it still lives, or nothing.
const nlohmann::json* living_upload(Desk& desk, const std::string& token);

}  // namespace sandbox::zendesk
