#include "libemergency/core/time_zone.h"
#include "libemergency/http/lists.h"
#include "libemergency/pagerduty/advice.h"
#include "libemergency/pagerduty/client.h"
#include "libemergency/pagerduty/parse.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace emergency::pagerduty {
namespace {

using nlohmann::json;

http::Query whole_between(TimePoint since, TimePoint until) {
    return {{"since", utc_text(since)}, {"until", utc_text(until)}, {"overflow", "true"}};
}

http::Call call_of(const NewOverride& wanted) {
    const json one{{"start", utc_text(wanted.start)},
                   {"end", utc_text(wanted.end)},
                   {"user", {{"id", wanted.user_id}, {"type", "user_reference"}}}};
    return {.method = http::Method::post,
            .path = {"schedules", wanted.schedule_id, "overrides"},
            .body = http::json_text({{"overrides", json::array({one})}}),
            .repeatable = http::Repeatable::no};
}

http::Call call_of(const OverrideRemoval& removal) {
    return {.method = http::Method::remove,
            .path = {"schedules", removal.schedule_id, "overrides", removal.override_id},
            .repeatable = http::Repeatable::yes};
}

std::string reasons_in(const json& item) {
    std::string reasons;
    for (const auto& one : items_at(item, "/errors")) {
        reasons += (reasons.empty() ? "" : "; ") +
                   (one.is_string() ? one.get<std::string>() : http::json_text(one));
    }
    return reasons.empty() ? "no reason" : reasons;
}

/// Each item of a 201 says for itself what became of it.
Result<Override> made_in(const json& answer) {
    const auto& items = items_at(answer, "/overrides");
    const auto status = items.size() == 1 ? http::number_at(items.front(), "/status") : 0;
    if (status == 0) {
        return Error{.kind = ErrorKind::failed_there,
                     .message = "PagerDuty did not say what became of the override",
                     .service = "PagerDuty"};
    }
    if (status < 200 || status > 299) {
        return Error{.kind = ErrorKind::rejected,
                     .message = fmt::format("PagerDuty refuses the override: {} ({})",
                                            reasons_in(items.front()), status),
                     .service = "PagerDuty",
                     .http_status = static_cast<int>(status)};
    }
    return override_from(items.front().value("override", json()));
}

}  // namespace

Result<std::vector<Duty>> Client::whole_duties(const std::string& schedule_id, TimePoint since,
                                               TimePoint until) const {
    const auto answer = api_.get({"schedules", schedule_id}, whole_between(since, until));
    if (!answer) {
        return missing(answer.error(), "schedule " + schedule_id);
    }
    return duties_from(*answer);
}

Result<std::vector<Override>> Client::overrides(const std::string& schedule_id, TimePoint since,
                                                TimePoint until) const {
    const auto answer =
        api_.get({"schedules", schedule_id, "overrides"}, whole_between(since, until));
    if (!answer) {
        return missing(answer.error(), "schedule " + schedule_id);
    }
    const auto items = http::list_at(*answer, "/overrides", "PagerDuty");
    if (!items) {
        return items.error();
    }
    std::vector<Override> all;
    for (const auto& item : **items) {
        auto one = override_from(item);
        if (!one) {
            return one.error();
        }
        all.push_back(*std::move(one));
    }
    return all;
}

Result<Override> Client::apply(const NewOverride& wanted) const {
    const auto answer = api_.send(call_of(wanted));
    if (!answer) {
        return missing(answer.error(), "schedule " + wanted.schedule_id);
    }
    return made_in(*answer);
}

Result<void> Client::apply(const OverrideRemoval& removal) const {
    const auto answer = api_.send(call_of(removal));
    const bool is_gone = answer || answer.error().kind == ErrorKind::not_found;
    return is_gone ? Result<void>() : Result<void>(advised(answer.error()));
}

http::Shown Client::show(const NewOverride& wanted) const {
    return api_.show(call_of(wanted));
}

http::Shown Client::show(const OverrideRemoval& removal) const {
    return api_.show(call_of(removal));
}

}  // namespace emergency::pagerduty
