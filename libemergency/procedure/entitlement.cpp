#include "libemergency/procedure/entitlement.h"

#include "libemergency/message/message.h"

#include <fmt/format.h>

namespace emergency::procedure {

std::string entitlement_of(const Situation& situation) {
    const auto& one = situation.one;
    if (!one.organization) {
        return "the requester belongs to no organisation: check what they are entitled to";
    }
    const auto said = [&](const std::string& name) {
        const auto field = one.organization->fields.find(name);
        return field == one.organization->fields.end() ? std::string("unknown")
                                                       : message::quoted(field->second);
    };
    const auto& customer = situation.config.customer;
    return fmt::format("{}: plan {}, region {}", cases::customer_of(one), said(customer.plan_field),
                       said(customer.region_field));
}

}  // namespace emergency::procedure
