#include "apps/sandbox/pagerduty/contact.h"
#include "apps/sandbox/pagerduty/handlers.h"
#include "apps/sandbox/pagerduty/rota.h"
#include "apps/sandbox/time_text.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>

namespace sandbox::pagerduty {
namespace {

using nlohmann::json;

bool contains_ignoring_case(const std::string& text, const std::string& part) {
    const auto same = [](unsigned char a, unsigned char b) {
        return std::tolower(a) == std::tolower(b);
    };
    return std::search(text.begin(), text.end(), part.begin(), part.end(), same) != text.end() ||
           part.empty();
}

template <class Item>
std::vector<const Item*> named_as_asked(const Call& call, const std::vector<Item>& items) {
    std::vector<const Item*> found;
    for (const auto& item : items) {
        if (contains_ignoring_case(item.name, call.one("query"))) {
            found.push_back(&item);
        }
    }
    return found;
}

template <class Item>
Answer page_with_includes(const Account& account, const Call& call, const std::string& name,
                          const std::vector<const Item*>& found) {
    const auto includes = call.includes();
    return page(call, name, found.size(),
                [&](std::size_t index) { return shown(account, *found[index], includes); });
}

template <class Item>
Answer one_of(const Account& account, const Call& call, const std::string& name, const Item* item) {
    return item == nullptr ? not_found()
                           : answer_with({{name, shown(account, *item, call.includes())}});
}

/// Is one of these people a target of the policy, by name or in a schedule?
bool pages_one_of(const Account& account, const Policy& policy,
                  const std::vector<std::string>& users) {
    const auto is_wanted = [&](const std::string& user) {
        return std::ranges::find(users, user) != users.end();
    };
    return std::ranges::any_of(policy.levels, [&](const Level& level) {
        return std::ranges::any_of(level.users, is_wanted) ||
               std::ranges::any_of(level.schedules, [&](const std::string& id) {
                   const auto* schedule = account.find_schedule(id);
                   return schedule != nullptr &&
                          std::ranges::any_of(people_of(*schedule), is_wanted);
               });
    });
}

/// The published description wants references here even where the whole is included.
json included(json whole) {
    for (auto& each : whole) {
        each["type"] = each["type"].get<std::string>() + "_reference";
    }
    return whole;
}

}  // namespace

Answer list_users(Account& account, const Call& call) {
    std::vector<const Person*> found;
    for (const auto& person : account.users) {
        const auto query = call.one("query");
        if (contains_ignoring_case(person.name, query) ||
            contains_ignoring_case(person.email, query)) {
            found.push_back(&person);
        }
    }
    return page(call, "users", found.size(),
                [&](std::size_t index) { return shown(account, *found[index]); });
}

Answer show_me(Account& account, const Call& call) {
    if (!call.is_user_key || call.actor == nullptr) {
        return invalid("Cannot retrieve the current user for an account-level access token");
    }
    return answer_with({{"user", shown(account, *call.actor)}});
}

Answer show_user(Account& account, const Call& call) {
    const auto* person = account.find_user(call.ids.front());
    if (person == nullptr) {
        return not_found();
    }
    auto made = shown(account, *person);
    const auto includes = call.includes();
    if (includes.contains("contact_methods")) {
        made["contact_methods"] = included(contact_methods_of(account, *person));
    }
    if (includes.contains("notification_rules")) {
        made["notification_rules"] = included(notification_rules_of(account, *person));
    }
    return answer_with({{"user", std::move(made)}});
}

Answer list_contact_methods(Account& account, const Call& call) {
    const auto* person = account.find_user(call.ids.front());
    return person == nullptr
               ? not_found()
               : answer_with({{"contact_methods", contact_methods_of(account, *person)}});
}

Answer list_notification_rules(Account& account, const Call& call) {
    const auto* person = account.find_user(call.ids.front());
    return person == nullptr
               ? not_found()
               : answer_with({{"notification_rules", notification_rules_of(account, *person)}});
}

Answer list_services(Account& account, const Call& call) {
    return page_with_includes(account, call, "services", named_as_asked(call, account.services));
}

Answer show_service(Account& account, const Call& call) {
    return one_of(account, call, "service", account.find_service(call.ids.front()));
}

Answer list_policies(Account& account, const Call& call) {
    auto found = named_as_asked(call, account.policies);
    const auto users = call.all("user_ids[]");
    std::erase_if(found, [&](const Policy* policy) {
        return !users.empty() && !pages_one_of(account, *policy, users);
    });
    return page_with_includes(account, call, "escalation_policies", found);
}

Answer show_policy(Account& account, const Call& call) {
    return one_of(account, call, "escalation_policy", account.find_policy(call.ids.front()));
}

Answer list_priorities(Account& account, const Call& call) {
    if (account.priorities.empty()) {
        return refusal(402, 2014, "Payment Required",
                       {"Account does not have the priorities ability"});
    }
    const auto found = named_as_asked(call, account.priorities);
    return page(call, "priorities", found.size(),
                [&](std::size_t index) { return shown(account, *found[index]); });
}

Answer list_abilities(Account& account, const Call& /*call*/) {
    return answer_with({{"abilities", account.abilities}});
}

Answer show_ability(Account& account, const Call& call) {
    const auto& ability = call.ids.front();
    if (std::ranges::find(account.abilities, ability) != account.abilities.end()) {
        return {.status = 204, .headers = {}};
    }
    return refusal(402, 2014, "Payment Required",
                   {"Account does not have the " + ability + " ability"});
}

Answer list_teams(Account& account, const Call& call) {
    return page(call, "teams", 1, [&](std::size_t /*index*/) { return shown_team(account); });
}

}  // namespace sandbox::pagerduty
