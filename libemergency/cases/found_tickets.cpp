#include "libemergency/cases/locate.h"

#include <nlohmann/json.hpp>
#include <re2/re2.h>

#include <charconv>
#include <set>
#include <string_view>

namespace emergency::cases {
namespace {

using nlohmann::json;

constexpr std::size_t longest_searched = 20'000;
constexpr std::size_t longest_name = 500;       // Of what is a name as a whole.
constexpr std::size_t longest_status_code = 3;  // Of HTTP.
constexpr int deepest = 20;                     // Nested details are followed no further.

/// The beginning of a long text, and never the beginning of a number.
std::string searchable(const std::string& text) {
    auto beginning = text.substr(0, longest_searched);
    if (beginning.size() < text.size()) {
        beginning.erase(beginning.find_last_not_of("0123456789") + 1);
    }
    return beginning;
}

/// Collects ticket ids route by route.
class Finder {
public:
    void key(const std::string& text, TicketRoute route) {
        static const RE2 form("(?i)zendesk_.+_([0-9]{1,15})");
        whole(text, form, route);
    }
    void links(const std::string& text, TicketRoute route) {
        static const RE2 form(
            R"((?:([A-Za-z0-9.-]+(?::[0-9]{1,5})?)/)?(agent/(?:#/)?tickets|hc/(?:[A-Za-z-]{2,20}/)?requests|api/v2/tickets|tickets)/([0-9]{1,15})(?:[^0-9]|$))");
        linked(text, form, route);
    }
    void names(const std::string& text, TicketRoute route) {
        static const RE2 form(R"((?i)\bZD[#-]([0-9]{1,15})\b)");
        all_of(text, form, route);
    }
    void number(const std::string& text, TicketRoute route) {
        static const RE2 form(R"(\s*#?([0-9]{1,15})\s*)");
        whole(text, form, route);
    }
    void details(const std::string& text) {
        links(text, TicketRoute::details);
        names(text, TicketRoute::details);
        fields(json::parse(text, nullptr, /*allow_exceptions=*/false), deepest);
    }
    const std::vector<FoundTicket>& found() const { return found_; }

private:
    void whole(const std::string& text, const RE2& form, TicketRoute route);
    void all_of(const std::string& text, const RE2& form, TicketRoute route);
    void linked(const std::string& text, const RE2& form, TicketRoute route);
    void add(std::string_view digits, TicketRoute route, const std::string& server = {});
    void fields(const json& value, int depth);
    void field(const json& value);

    std::vector<FoundTicket> found_;
    std::set<std::pair<TicketRoute, std::int64_t>> known_;
};

void Finder::add(std::string_view digits, TicketRoute route, const std::string& server) {
    std::int64_t id = 0;
    std::from_chars(digits.data(), digits.data() + digits.size(), id);
    if (id > 0 && known_.emplace(route, id).second) {
        found_.push_back({route, id, server});
    }
}

void Finder::whole(const std::string& text, const RE2& form, TicketRoute route) {
    re2::StringPiece digits;
    if (text.size() <= longest_name && RE2::FullMatch(text, form, &digits)) {
        add(digits, route);
    }
}

void Finder::all_of(const std::string& text, const RE2& form, TicketRoute route) {
    const auto searched = searchable(text);
    re2::StringPiece rest = searched;
    re2::StringPiece digits;
    while (RE2::PartialMatch(rest, form, &digits)) {
        add(digits, route);
        rest.remove_prefix(static_cast<std::size_t>(digits.end() - rest.begin()));
    }
}

void Finder::linked(const std::string& text, const RE2& form, TicketRoute route) {
    const auto searched = searchable(text);
    re2::StringPiece rest = searched;
    re2::StringPiece digits;
    std::string server;
    std::string path;
    while (RE2::PartialMatch(rest, form, &server, &path, &digits)) {
        // "/tickets/7" alone is a ticket's at Zendesk only.
        if (path != "tickets" || server.ends_with("zendesk.com")) {
            add(digits, route, account_server(server, path));
        }
        rest.remove_prefix(static_cast<std::size_t>(digits.end() - rest.begin()));
    }
}

/// Fields that are called after a ticket: {"ticket_id": "400123"}, also within others.
void Finder::fields(const json& value, int depth) {
    static const RE2 ticket_field(
        "(?i)(zendesk[ _-]?)?ticket([ _-]?(id|number|url|link))?|zendesk([ _-]?id)?");
    if (!value.is_structured() || depth == 0) {
        return;
    }
    for (const auto& [name, inner] : value.items()) {
        fields(inner, depth - 1);
        if (name.size() <= longest_name && RE2::FullMatch(name, ticket_field)) {
            field(inner);
        }
    }
}

void Finder::field(const json& value) {
    if (value.is_string()) {
        number(value.get<std::string>(), TicketRoute::details);
    } else if (value.is_number_integer()) {
        number(value.dump(), TicketRoute::details);
    }
}

}  // namespace

std::vector<FoundTicket> tickets_named(const pagerduty::Incident& incident,
                                       const std::vector<pagerduty::Alert>& alerts) {
    Finder finder;
    finder.key(incident.incident_key, TicketRoute::incident_key);
    for (const auto& alert : alerts) {
        finder.key(alert.key, TicketRoute::incident_key);
    }
    for (const auto& alert : alerts) {
        for (const auto& link : alert.links) {
            finder.links(link, TicketRoute::alert_context);
        }
    }
    finder.links(incident.client_url, TicketRoute::client_url);
    for (const auto& alert : alerts) {
        finder.links(alert.client_url, TicketRoute::client_url);
    }
    for (const auto& alert : alerts) {
        finder.details(alert.details);
    }
    finder.details(incident.trigger_details);
    finder.links(incident.body_details, TicketRoute::body);
    finder.names(incident.body_details, TicketRoute::body);
    finder.names(incident.title, TicketRoute::title);
    finder.links(incident.title, TicketRoute::title);
    // The title is often the customer's subject: "502" is rather what he sees than a ticket.
    if (finder.found().empty() || incident.title.size() > longest_status_code) {
        finder.number(incident.title, TicketRoute::title);
    }
    return finder.found();
}

}  // namespace emergency::cases
