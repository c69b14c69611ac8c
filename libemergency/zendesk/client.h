#pragma once

#include "libemergency/core/result.h"
#include "libemergency/core/secret.h"
#include "libemergency/http/json_api.h"
#include "libemergency/zendesk/types.h"

#include <string>
#include <vector>

namespace emergency::zendesk {

/// The part of Zendesk's Support API that an emergency needs (api.md 3). Paths end in
/// `.json`, as all published clients write them. Lists follow every page (by cursor or
/// number, as the service continues) and drop repeated ids; what cannot be read to its end is an
/// error: `rejected` beyond the 1,000 results that a search gives, `failed_there` where a page
/// lacks the list, or promises more without bringing it.
class Client {
public:
    /// `url` is the host ("https://acme.zendesk.com"; `/api/v2` follows). With an email the
    /// token is an API token (Basic), without one an OAuth token (Bearer).
    Client(http::Transport& transport, std::string url, const Secret& token,
           const std::string& email);

    /// Who the token belongs to; an anonymous answer is `unauthorized`.
    Result<User> me() const;
    /// The user with exactly this address; `not_found` if there is none.
    Result<User> user_by_email(const std::string& email) const;
    Result<Ticket> ticket(Id id) const;
    /// Up to 100 tickets a request; unknown ids are left out.
    Result<std::vector<Ticket>> tickets(const std::vector<Id>& ids) const;
    Result<Conversation> conversation(Id ticket_id) const;
    /// The comments, oldest first, with all their files: pictures within their text too.
    Result<std::vector<Comment>> comments_with_files(Id ticket_id) const;
    /// Gives the file to `take` as it comes. Where Zendesk leads elsewhere for it, the token stays.
    Result<void> download(const AttachedFile& file, http::TakeBody take) const;
    /// Oldest first.
    Result<std::vector<Audit>> audits(Id ticket_id) const;
    /// People; unknown ids are left out.
    Result<std::vector<User>> users(const std::vector<Id>& ids) const;
    Result<Organization> organization(Id id) const;
    /// One request each, some at the same time (the description has no request for many);
    /// unknown ids are left out.
    Result<std::vector<Organization>> organizations(const std::vector<Id>& ids) const;
    /// Tickets that a search finds; the index lags, so its silence proves nothing.
    Result<std::vector<Ticket>> search(const std::string& query) const;

    /// What the active macro with exactly this title would make of the ticket, its comment filled
    /// in; changes nothing. `not_found` if there is none, or it writes no comment.
    Result<Macro> macro_on(Id ticket_id, const std::string& title) const;

    /// Never Repeatable: a comment has no key on the server (api.md 5). Its files are uploaded
    /// first, which is repeatable: what no comment uses vanishes within the hour.
    Result<UpdatedTicket> apply(const TicketUpdate& update) const;
    http::Shown show(const TicketUpdate& update) const;
    /// Makes the ticket once: `external_id` is also the request's Idempotency-Key.
    Result<Ticket> apply(const NewTicket& wanted) const;
    http::Shown show(const NewTicket& wanted) const;
    /// The oldest with this external id; id 0 if there is none.
    Result<Ticket> ticket_of(const std::string& external_id) const;
    /// Never Repeatable: what was asked may be done after the answer, or without one.
    Result<Job> apply(const Merge& merge) const;
    http::Shown show(const Merge& merge) const;
    Result<Job> job(const std::string& id) const;
    /// Adds to the tags that are there, whatever they are; repeatable (api.md 5, "ZD tags PUT").
    Result<void> add_tags(Id ticket_id, const std::vector<std::string>& tags) const;

    /// Where an agent opens the ticket in a browser.
    std::string agent_url(Id ticket_id) const;

    /// For a call that the operator words.
    const http::JsonApi& raw(http::Method /*method*/) const { return api_; }

private:
    Result<std::string> upload(const Attachment& file) const;

    std::string url_;
    http::Transport* transport_;
    http::Headers credentials_;
    http::JsonApi api_;
};

}  // namespace emergency::zendesk
