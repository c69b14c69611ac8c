#include "libemergency/procedure/effect.h"

#include "libemergency/procedure/late.h"

#include <charconv>

namespace emergency::procedure {
namespace {

struct NameOfService {
    const char* operator()(const zendesk::TicketUpdate& /*unused*/) const { return "Zendesk"; }
    const char* operator()(const pagerduty::StatusChange& /*unused*/) const { return "PagerDuty"; }
    const char* operator()(const pagerduty::NewNote& /*unused*/) const { return "PagerDuty"; }
    const char* operator()(const pagerduty::NewIncident& /*unused*/) const { return "PagerDuty"; }
    const char* operator()(const slack::Post& /*unused*/) const { return "Slack"; }
    const char* operator()(const CommandRun& /*unused*/) const { return "bridge"; }
    const char* operator()(const LinkCommand& /*unused*/) const { return "bridge"; }
    const char* operator()(const zoom::NewMeeting& /*unused*/) const { return "Zoom"; }
    const char* operator()(const zoom::MeetingEnd& /*unused*/) const { return "Zoom"; }
    const char* operator()(const gitlab::NewIssue& /*unused*/) const { return "GitLab"; }
    const char* operator()(const gitlab::Ticks& /*unused*/) const { return "GitLab"; }
    const char* operator()(const pagerduty::ConferenceBridge& /*unused*/) const {
        return "PagerDuty";
    }
    const char* operator()(const zendesk::NewTicket& /*unused*/) const { return "Zendesk"; }
    const char* operator()(const zendesk::Merge& /*unused*/) const { return "Zendesk"; }
    const char* operator()(const pagerduty::NewOverride& /*unused*/) const { return "PagerDuty"; }
    const char* operator()(const pagerduty::OverrideRemoval& /*unused*/) const {
        return "PagerDuty";
    }
    const char* operator()(const slack::GroupMembers& /*unused*/) const { return "Slack"; }
};

/// The id of a ticket that has been made; 0 if it is not known.
zendesk::Id number_in(const std::string& text) {
    zendesk::Id number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

void fill(zendesk::TicketUpdate& update, const FactOf& fact_of) {
    if (update.comment) {
        update.comment->body = with_facts(update.comment->body, fact_of);
    }
    for (auto& [name, value] : update.metadata) {
        value = with_facts(value, fact_of);
    }
    if (!update.late_ticket.empty()) {
        update.ticket_id = number_in(with_facts(update.late_ticket, fact_of));
    }
}

constexpr char opening = '\x02';
constexpr char between = '\x1f';
constexpr char fact_end = '\x03';

}  // namespace

const char* service_of(const Effect& effect) {
    return std::visit(NameOfService{}, effect.change);
}

bool seen_by_customer(const Effect& effect) {
    const auto* update = std::get_if<zendesk::TicketUpdate>(&effect.change);
    return std::holds_alternative<zendesk::NewTicket>(effect.change) ||
           (update != nullptr && update->comment && update->comment->is_public);
}

std::string public_text_of(const Effect& effect) {
    if (const auto* ticket = std::get_if<zendesk::NewTicket>(&effect.change)) {
        return ticket->body;
    }
    return seen_by_customer(effect) ? std::get<zendesk::TicketUpdate>(effect.change).comment->body
                                    : std::string();
}

std::string late(const std::string& key, const std::string& fact) {
    return opening + key + between + fact + fact_end;
}

std::string with_facts(const std::string& text, const FactOf& fact_of) {
    std::string filled;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto begin = text.find(opening, at);
        const auto middle = text.find(between, begin);
        const auto end = text.find(fact_end, middle);
        if (begin == std::string::npos || middle == std::string::npos || end == std::string::npos) {
            break;
        }
        filled += text.substr(at, begin - at);
        filled += fact_of(text.substr(begin + 1, middle - begin - 1),
                          text.substr(middle + 1, end - middle - 1));
        at = end + 1;
    }
    return filled + text.substr(at);
}

Change with_facts(const Change& change, const FactOf& fact_of) {
    auto filled = change;
    if (auto* update = std::get_if<zendesk::TicketUpdate>(&filled)) {
        fill(*update, fact_of);
    }
    if (auto* page = std::get_if<pagerduty::NewIncident>(&filled)) {
        page->details = with_facts(page->details, fact_of);
    }
    if (auto* post = std::get_if<slack::Post>(&filled)) {
        post->text = with_facts(post->text, fact_of);
        post->thread_ts = with_facts(post->thread_ts, fact_of);
    }
    if (auto* bridge = std::get_if<pagerduty::ConferenceBridge>(&filled)) {
        bridge->url = with_facts(bridge->url, fact_of);
    }
    if (auto* removal = std::get_if<pagerduty::OverrideRemoval>(&filled)) {
        removal->override_id = with_facts(removal->override_id, fact_of);
    }
    return filled;
}

}  // namespace emergency::procedure
