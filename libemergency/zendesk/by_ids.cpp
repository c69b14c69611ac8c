#include "libemergency/core/together.h"
#include "libemergency/http/lists.h"
#include "libemergency/zendesk/client.h"
#include "libemergency/zendesk/items.h"
#include "libemergency/zendesk/request.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace emergency::zendesk {
namespace {

using nlohmann::json;

constexpr std::size_t shown_at_once = 100;
constexpr std::size_t organizations_at_once = 10;

std::string listed(const std::vector<Id>& ids) {
    return fmt::format("{}", fmt::join(ids, ","));
}

template <class Item>
std::vector<std::vector<Item>> portions(const std::vector<Item>& all, std::size_t size) {
    std::vector<std::vector<Item>> parts;
    for (std::size_t i = 0; i < all.size(); i += size) {
        const auto begin = all.begin() + static_cast<std::ptrdiff_t>(i);
        const auto end = all.begin() + static_cast<std::ptrdiff_t>(std::min(i + size, all.size()));
        parts.emplace_back(begin, end);
    }
    return parts;
}

/// Real ids, each once, in order.
std::vector<Id> distinct(const std::vector<Id>& ids) {
    std::set<Id> all(ids.begin(), ids.end());
    all.erase(0);
    return {all.begin(), all.end()};
}

/// Things of a kind by their ids, as many requests as it takes.
Result<std::vector<json>> many(const http::JsonApi& api, const std::string& kind,
                               const std::vector<Id>& ids) {
    std::vector<json> answers;
    for (const auto& some : portions(distinct(ids), shown_at_once)) {
        auto answer = api.get(api_path({kind, "show_many"}), {{"ids", listed(some)}});
        if (!answer) {
            return advised(answer.error());
        }
        if (const auto list = http::list_at(*answer, ("/" + kind).c_str(), "Zendesk"); !list) {
            return list.error();
        }
        answers.push_back(std::move(*answer));
    }
    return answers;
}

}  // namespace

Result<std::vector<Ticket>> Client::tickets(const std::vector<Id>& ids) const {
    const auto answers = many(api_, "tickets", ids);
    return answers ? items_of(*answers, "/tickets", &ticket_from)
                   : Result<std::vector<Ticket>>(answers.error());
}

Result<std::vector<User>> Client::users(const std::vector<Id>& ids) const {
    const auto answers = many(api_, "users", ids);
    return answers ? items_of(*answers, "/users", &user_from)
                   : Result<std::vector<User>>(answers.error());
}

Result<std::vector<Organization>> Client::organizations(const std::vector<Id>& ids) const {
    std::vector<Organization> all;
    for (const auto& some : portions(distinct(ids), organizations_at_once)) {
        std::vector<std::function<Result<Organization>()>> reads;
        reads.reserve(some.size());
        for (const auto id : some) {
            reads.emplace_back([this, id] { return organization(id); });
        }
        for (auto& found : together(reads)) {
            if (found) {
                all.push_back(std::move(*found));
            } else if (found.error().kind != ErrorKind::not_found) {
                return found.error();
            }
        }
    }
    return all;
}

}  // namespace emergency::zendesk
