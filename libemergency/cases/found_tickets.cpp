#include "libemergency/cases/locate.h"

#include <nlohmann/json.hpp>

#include <charconv>
#include <regex>
#include <set>

namespace emergency::cases {
namespace {

using nlohmann::json;

constexpr std::size_t longest_searched = 20'000;  ///< std::regex recurses with the length.

/// Collects ticket ids route by route.
class Finder {
public:
    void key(const std::string& text, TicketRoute route) {
        static const std::regex form(R"(^zendesk_.+_([0-9]{1,18})$)", std::regex::icase);
        all_of(text, form, route);
    }
    void links(const std::string& text, TicketRoute route) {
        static const std::regex form(
            R"((?:agent/(?:#/)?tickets|hc/(?:[A-Za-z-]+/)?requests|api/v2/tickets)/([0-9]{1,18}))");
        all_of(text, form, route);
    }
    void names(const std::string& text, TicketRoute route) {
        static const std::regex form(R"(\bZD[#-]([0-9]{1,18})\b)", std::regex::icase);
        all_of(text, form, route);
    }
    void number(const std::string& text, TicketRoute route) {
        static const std::regex form(R"(^\s*#?([0-9]{1,18})\s*$)");
        all_of(text, form, route);
    }
    void details(const std::string& text) {
        links(text, TicketRoute::details);
        names(text, TicketRoute::details);
        fields(json::parse(text, nullptr, /*allow_exceptions=*/false));
    }
    const std::vector<FoundTicket>& found() const { return found_; }

private:
    void all_of(const std::string& text, const std::regex& form, TicketRoute route);
    void fields(const json& value);

    std::vector<FoundTicket> found_;
    std::set<std::pair<TicketRoute, std::int64_t>> known_;
};

void Finder::all_of(const std::string& text, const std::regex& form, TicketRoute route) {
    const auto searched = text.substr(0, longest_searched);
    for (auto match = std::sregex_iterator(searched.begin(), searched.end(), form);
         match != std::sregex_iterator(); ++match) {
        const auto digits = (*match)[1].str();
        std::int64_t id = 0;
        std::from_chars(digits.data(), digits.data() + digits.size(), id);
        if (id > 0 && known_.emplace(route, id).second) {
            found_.push_back({route, id});
        }
    }
}

/// Fields that are called after a ticket, at any depth: {"ticket_id": "400123"}.
void Finder::fields(const json& value) {
    static const std::regex ticket_field("^(zendesk_?)?ticket(_?(id|number))?$", std::regex::icase);
    if (!value.is_object()) {
        return;
    }
    for (const auto& [name, field] : value.items()) {
        fields(field);
        if (!std::regex_match(name, ticket_field)) {
            continue;
        }
        if (field.is_string()) {
            number(field.get<std::string>(), TicketRoute::details);
        } else if (field.is_number_integer()) {
            number(field.dump(), TicketRoute::details);
        }
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
    finder.number(incident.title, TicketRoute::title);
    return finder.found();
}

}  // namespace emergency::cases
