#include "libemergency/cases/call_roles.h"

#include "libemergency/core/text.h"

#include <algorithm>
#include <utility>

namespace emergency::cases {
namespace {

/// Those whose key starts with one of the prefixes, each key once, in the ticket's order.
std::vector<const zendesk::Audit*> records_of(const Case& one,
                                              const std::vector<std::string>& prefixes) {
    std::vector<const zendesk::Audit*> records;
    for (const auto& audit : one.audits) {
        const auto key = value_of(audit.custom, metadata::key);
        const bool is_wanted =
            std::any_of(prefixes.begin(), prefixes.end(),
                        [&](const auto& prefix) { return key.starts_with(prefix); });
        if (is_wanted && record_of(one, key) == &audit) {
            records.push_back(&audit);
        }
    }
    std::sort(records.begin(), records.end(),
              [](const auto* a, const auto* b) { return a->id < b->id; });
    return records;
}

}  // namespace

std::string given_prefix(const Call& call) {
    return call.key + "/role/";
}

std::string released_prefix(const Call& call) {
    return call.key + "/released/";
}

std::vector<Helper> helpers_in(const Case& one, const Call& call, const zendesk::Audit* before) {
    std::vector<Helper> helpers;
    for (const auto* record : records_of(one, {given_prefix(call), released_prefix(call)})) {
        if (before != nullptr && record->id >= before->id) {
            break;
        }
        const auto key = value_of(record->custom, metadata::key);
        Helper helper{.place = key.substr(0, key.rfind('/')),
                      .role = value_of(record->custom, metadata::role),
                      .address = value_of(record->custom, metadata::helper),
                      .name = one_line(value_of(record->custom, metadata::to_name)),
                      .given = record};
        const bool is_release = key.starts_with(released_prefix(call));
        std::erase_if(helpers, [&](const Helper& each) {
            return is_release ? each.address == helper.address : each.place == helper.place;
        });
        if (!is_release) {
            helpers.push_back(std::move(helper));
        }
    }
    return helpers;
}

std::vector<Helper> helpers_now(const Case& one) {
    const auto call = last_call(one);
    return call && call->ended == nullptr ? helpers_in(one, *call) : std::vector<Helper>();
}

const CallRole* call_role_of(const std::string& name, const Config& config) {
    const auto& roles = config.call_roles;
    const auto found = std::find_if(roles.begin(), roles.end(),
                                    [&](const CallRole& each) { return each.name == name; });
    return found == roles.end() ? nullptr : &*found;
}

std::string title_of(const std::string& role, const Config& config) {
    const auto* known = call_role_of(role, config);
    return known == nullptr ? one_line(role) : known->title;
}

}  // namespace emergency::cases
