#pragma once

#include "libemergency/cases/progress.h"
#include "libemergency/config/load.h"
#include "libemergency/procedure/plan.h"

#include <fmt/format.h>

#include <chrono>
#include <string>
#include <utility>

/// A case at 04:00 on a spring night, told as it happened: values only, no service.
class CaseBuilder {
public:
    static constexpr emergency::TimePoint night{
        std::chrono::sys_days{std::chrono::year{2026} / 3 / 10} + std::chrono::hours(4)};
    static constexpr emergency::zendesk::Id ana = 9001;
    static constexpr emergency::zendesk::Id bo = 9002;
    static constexpr emergency::zendesk::Id dora = 9100;

    CaseBuilder() {
        one_.as_of = night;
        one_.incident = emergency::pagerduty::Incident{
            .id = "Q0EMERG0000001",
            .number = 4242,
            .title = "502 for everyone",
            .url = "https://acme.pagerduty.com/incidents/Q0EMERG0000001",
            .created_at = night};
        one_.ticket = emergency::zendesk::Ticket{.id = 400123,
                                                 .subject = "502 for everyone",
                                                 .status = "new",
                                                 .priority = "urgent",
                                                 .requester_id = dora,
                                                 .created_at = night,
                                                 .updated_at = night,
                                                 .updated_stamp = "2026-03-10T04:00:00Z"};
        one_.ticket_url = "https://acme.zendesk.com/agent/tickets/400123";
        one_.conversation.people = {
            {ana, {.id = ana, .name = "Ana Ortiz", .email = "ana@example.com", .role = "agent"}},
            {bo, {.id = bo, .name = "Bo Lind", .email = "bo@example.com", .role = "agent"}},
            {dora,
             {.id = dora, .name = "Dora Ek", .email = "dora@example.org", .role = "end-user"}}};
    }

    /// The clock of the services moves on.
    CaseBuilder& after(std::chrono::minutes span) {
        one_.as_of += span;
        return *this;
    }
    CaseBuilder& acknowledged_by(const std::string& id, const std::string& name) {
        one_.incident->status = emergency::pagerduty::Status::acknowledged;
        one_.incident->acknowledgements.push_back({one_.as_of, {.id = id, .name = name}});
        return *this;
    }
    CaseBuilder& resolved() {
        one_.incident->status = emergency::pagerduty::Status::resolved;
        one_.incident->resolved_at = one_.as_of;
        return *this;
    }
    CaseBuilder& assigned_to(emergency::zendesk::Id person) {
        one_.ticket->assignee_id = person;
        return *this;
    }
    CaseBuilder& public_comment_by(emergency::zendesk::Id author, const std::string& body = "…") {
        one_.conversation.comments.push_back({++last_id_, author, true, body, one_.as_of});
        return *this;
    }
    CaseBuilder& internal_note_by(emergency::zendesk::Id author) {
        one_.conversation.comments.push_back({++last_id_, author, false, "…", one_.as_of});
        return *this;
    }
    /// An audit that carries a key of ours.
    CaseBuilder& audit(const std::string& key, const std::string& by,
                       emergency::zendesk::Id author = ana) {
        one_.audits.push_back({.id = ++last_id_,
                               .author_id = author,
                               .at = one_.as_of,
                               .custom = {{"emerg_key", key}, {"emerg_by", by}}});
        return *this;
    }
    CaseBuilder& with_thread() {
        one_.thread =
            emergency::cases::Thread{"C001SM", "1773115200.000100",
                                     "https://acme.slack.com/archives/C001SM/p1773115200000100"};
        return *this;
    }
    CaseBuilder& without_ticket() {
        one_.ticket.reset();
        return *this;
    }
    CaseBuilder& subject(std::string text) {
        one_.ticket->subject = std::move(text);
        return *this;
    }

    emergency::cases::Case& value() { return one_; }

private:
    emergency::cases::Case one_;
    long long last_id_ = 5000;
};

/// Ana, at one machine.
inline emergency::procedure::Actor ana_at_work() {
    return {.me = {.pagerduty = {.id = "PANA001", .name = "Ana Ortiz"},
                   .zendesk = {.id = CaseBuilder::ana, .name = "Ana Ortiz", .role = "agent"}},
            .by = "ana@example.com laptop"};
}

/// The shipped configuration.
inline emergency::Config shipped_config() {
    auto loaded = emergency::load_config({});
    return loaded ? loaded->config : emergency::Config{};
}
