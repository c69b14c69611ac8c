#include "libemergency/cases/locate.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <optional>
#include <set>

namespace emergency::cases {
namespace {

constexpr std::chrono::hours name_remembered{24};

/// Another account has other people under the same ids.
std::string agent_in_cache(const Sources& sources, zendesk::Id id) {
    return fmt::format("agent/{} {}", id, sources.config.zendesk.url);
}

bool is_unnamed(const Case& one) {
    return one.ticket && one.ticket->assignee_id != 0 &&
           !one.conversation.people.contains(one.ticket->assignee_id);
}

/// From the cache, or because it is me.
std::optional<std::string> known_name(const Sources& sources, zendesk::Id id) {
    const auto me = remembered_me(sources);
    return me && me->zendesk.id == id ? std::optional(me->zendesk.name)
                                      : sources.cache.find(agent_in_cache(sources, id),
                                                           sources.clock.now(), name_remembered);
}

void give_name(std::span<Case> cases, zendesk::Id id, const std::string& name) {
    for (auto& one : cases) {
        if (is_unnamed(one) && one.ticket->assignee_id == id) {
            one.conversation.people.emplace(id,
                                            zendesk::User{.id = id, .name = name, .role = "agent"});
        }
    }
}

}  // namespace

int name_owners(const Sources& sources, std::span<Case> cases) {
    std::set<zendesk::Id> unknown;
    for (auto& one : cases) {
        if (!is_unnamed(one)) {
            continue;
        }
        const auto id = one.ticket->assignee_id;
        if (const auto name = known_name(sources, id)) {
            give_name(cases, id, *name);
        } else {
            unknown.insert(id);
        }
    }
    if (unknown.empty()) {
        return 0;
    }
    const auto read = sources.zendesk.users({unknown.begin(), unknown.end()});
    for (const auto& user : read ? *read : std::vector<zendesk::User>()) {
        sources.cache.keep(agent_in_cache(sources, user.id), user.name, sources.clock.now());
        give_name(cases, user.id, user.name);
    }
    return 1;
}

}  // namespace emergency::cases
