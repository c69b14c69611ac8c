#pragma once

#include "libemergency/core/clock.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace emergency::zendesk {

/// Zendesk ids are integers up to 64 bits (api.md 3).
using Id = std::int64_t;

/// A person: agent, admin or end user.
struct User {
    Id id = 0;
    std::string name = {};
    std::string email = {};
    std::string role = {};  ///< "agent", "admin" or "end-user"
    std::string time_zone = {};
    std::string locale = {};  ///< BCP 47: "en-US"

    bool is_end_user() const { return role == "end-user"; }
};

/// A ticket.
struct Ticket {
    Id id = 0;
    std::string subject = {};
    std::string description = {};
    std::string status = {};    ///< new, open, pending, hold, solved, closed
    std::string priority = {};  ///< urgent, high, normal, low; empty if none
    Id requester_id = 0;
    Id assignee_id = 0;      ///< 0 if none
    Id organization_id = 0;  ///< 0 if none
    Id form_id = 0;          ///< 0 if none
    std::vector<std::string> tags = {};
    std::map<Id, std::string> fields = {};  ///< Custom fields with a value, as text.
    TimePoint created_at = {};
    TimePoint updated_at = {};
    std::string updated_stamp = {};  ///< `updated_at` exactly as the service wrote it.
    std::string server = {};  ///< "acme.zendesk.com": of the account, lower case; empty: not said.

    bool is_done() const { return status == "solved" || status == "closed"; }
};

/// A file that a comment has attached. What it is called, its writer chose.
struct AttachedFile {
    Id id = 0;
    std::string name = {};
    std::string url = {};  ///< Where Zendesk says it is.
    std::uintmax_t size = 0;
    bool is_deleted = false;
    bool is_malware = false;      ///< Zendesk's scan found some.
    bool is_let_through = false;  ///< An admin allows to have it even so.
};

/// A comment, public or internal.
struct Comment {
    Id id = 0;
    Id author_id = 0;
    bool is_public = true;
    std::string body = {};
    TimePoint at = {};
    std::vector<AttachedFile> files = {};
};

/// A field that a write changed. Values as text; empty: none.
struct Change {
    std::string field = {};  ///< "status", "priority", "assignee_id", or a custom field's id.
    std::string before = {};
    std::string after = {};
};

/// One audit: what one write did. Audits of a ticket are totally ordered by id.
struct Audit {
    Id id = 0;
    Id author_id = 0;
    TimePoint at = {};
    std::map<std::string, std::string> custom =
        {};  ///< metadata.custom; values that are not text are left out.
    bool has_comment = false;
    Id comment_id = 0;                 ///< Of the comment that it wrote; 0 if none.
    std::vector<Change> changes = {};  ///< Without tags.
};

/// An organisation: the customer.
struct Organization {
    Id id = 0;
    std::string name = {};
    std::vector<std::string> tags = {};
    std::map<std::string, std::string> fields = {};  ///< organization_fields with a value, as text.
};

/// The comments of a ticket, oldest first, and the people in them.
struct Conversation {
    std::vector<Comment> comments = {};
    std::map<Id, User> people = {};
};

/// A file that goes with a comment.
struct Attachment {
    std::string name = {};  ///< "screen.png"
    std::string type = {};  ///< "image/png"
    std::string bytes = {};
};

/// A comment to be written.
struct NewComment {
    std::string body = {};  ///< Plain text.
    bool is_public = false;
    std::vector<Attachment> attachments = {};  ///< Uploaded first, each time that it is tried.
};

/// One write to a ticket; what is empty stays as it is. Yields exactly one audit.
struct TicketUpdate {
    Id ticket_id = 0;
    std::optional<NewComment> comment = {};
    std::optional<Id> assignee_id = {};
    std::optional<std::string> priority = {};
    std::optional<std::string> status = {};
    std::optional<std::vector<std::string>> tags =
        {};  ///< The whole new set (the API replaces it).
    std::optional<Id> form_id = {};
    std::map<Id, std::string> fields = {};  ///< Custom fields that are set.
    std::vector<Id> followers = {};         ///< Agents who follow it from now on.
    std::map<std::string, std::string> metadata =
        {};  ///< Comes back as the audit's custom metadata.
    std::string updated_stamp =
        {};  ///< If given: refuse (conflict) when the ticket changed since (safe_update).
    std::string late_ticket = {};  ///< Stands for `ticket_id` until the ticket is made.
};

/// What a macro makes of a ticket; nothing is changed by looking.
struct Macro {
    std::string comment = {};
    std::string priority = {};           ///< Of the ticket then; empty: Zendesk does not say.
    std::string status = {};             ///< The same.
    std::vector<std::string> tags = {};  ///< All of them then.
    Id form_id = 0;
    std::map<Id, std::string> fields = {};  ///< Custom fields then, those that hold one text.
};

/// A ticket to be made on behalf of its requester, who reads the body.
struct NewTicket {
    std::string subject = {};
    std::string body = {};  ///< Plain text, public.
    Id requester_id = 0;
    Id assignee_id = 0;  ///< 0: nobody.
    std::string priority = {};
    std::string external_id = {};  ///< The effect's key: what it is found by afterwards.
    std::map<std::string, std::string> metadata = {};
};

/// A ticket that is to end in another, for good. Customers see neither note.
struct Merge {
    Id source_id = 0;
    Id target_id = 0;
    std::string source_note = {};
    std::string target_note = {};
};

/// Work that the service does after its answer.
struct Job {
    std::string id = {};
    std::string message = {};
    bool has_failed = false;
};

/// What the service made of a TicketUpdate.
struct UpdatedTicket {
    Ticket ticket = {};
    Audit audit = {};
};

}  // namespace emergency::zendesk
