#pragma once

#include "apps/sandbox/service.h"
#include "apps/sandbox/zendesk/desk.h"

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace sandbox::zendesk {

/// One request whose sender is known and whose path was understood.
struct Call {
    Desk& desk;
    const Request& request;
    std::int64_t user = 0;
    std::vector<std::string> places = {};  ///< What stood where the pattern has {}.

    std::int64_t id(std::size_t place = 0) const;
    std::optional<std::string> parameter(const std::string& name) const;
    /// The numbers of a list like "1,2,3".
    std::vector<std::int64_t> numbers(const std::string& name) const;
    Hand hand() const;
    bool is_by_admin() const;
};

/// The address of a request and what answers it; in a pattern, {} is a number and {text} any word.
struct Route {
    std::string_view method;
    std::string_view pattern;
    Answer (*handler)(const Call& call);
};

std::span<const Route> ticket_routes();
std::span<const Route> list_routes();
std::span<const Route> history_routes();
std::span<const Route> tag_routes();
std::span<const Route> search_routes();
std::span<const Route> people_routes();
std::span<const Route> macro_routes();
std::span<const Route> upload_routes();
std::span<const Route> merge_routes();
std::span<const Route> metric_routes();
std::span<const Route> setting_routes();
std::span<const Route> incremental_routes();

/// Finds the route of a request and calls it; 404 if there is none.
Answer routed(Desk& desk, const Request& request, std::int64_t user);

/// Answers where attachments are: Zendesk's own address of one, which leads to another host, and
/// that host, which must not be told any token. Nothing if the path is neither.
std::optional<Answer> attachment(Desk& desk, const Request& request);

/// Who sends the request: an id, or nothing if there are no credentials that hold.
std::optional<std::int64_t> sender(Desk& desk, const Request& request);

/// An answer with this JSON text.
Answer reply(const nlohmann::json& body, int status = 200);
Answer refused(int status, std::string_view error, std::string_view description);
Answer not_found();
/// 400 about a parameter.
Answer bad_value(std::string_view description);
/// 403, to who is no administrator.
Answer forbidden();
/// 422 about one field of the record.
Answer invalid(std::string_view field, std::string_view description);

/// A job that is done as soon as it is asked for, with what came of it.
Answer queued(const Call& call, const nlohmann::json& results);

/// The body, or an empty object if there is none; ids that were sent as texts are numbers.
nlohmann::json body_of(const Request& request);

/// One page of `items` under `name`: by cursor if page[size] or page[after] asks for it, else by
/// number; nothing if the cursor is none of this list.
std::optional<nlohmann::json> page_of(const Call& call, std::string_view name,
                                      const std::vector<nlohmann::json>& items);
/// The answer with that page, or 400.
Answer reply_page(const Call& call, std::string_view name,
                  const std::vector<nlohmann::json>& items);

/// Sorts by a column of the API; any other word leaves the tickets as they are.
void sort_tickets(Desk& desk, std::vector<nlohmann::json>& tickets, const std::string& column,
                  const std::string& direction);
/// Adds the users, organizations and groups of tickets, as far as `include` asks for them.
void add_sideloads(const Call& call, nlohmann::json& body, const nlohmann::json& tickets);
/// One page of tickets, sorted and with their sideloads as the request asks.
Answer reply_tickets(const Call& call, std::vector<nlohmann::json> tickets);

/// A ticket as the API shows it, without its comments and audits.
nlohmann::json shown(const nlohmann::json& ticket);

}  // namespace sandbox::zendesk
