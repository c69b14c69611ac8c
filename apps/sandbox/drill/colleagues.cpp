#include "apps/sandbox/drill/colleagues.h"

#include "apps/sandbox/page_maker.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace sandbox::drill {
namespace {

using emergency::Error;
using emergency::Result;
using nlohmann::json;

/// Somebody of the scenario with accounts of their own.
struct Colleague {
    std::string email = {};
    json tokens = {};
    json zendesk_id = {};
};

/// What a colleague does, and where.
struct Scene {
    const Act& act;
    const Conduct& conduct;
    Services& services;
    Colleague who = {};
};

Error not_done(const Act& act, const std::string& what) {
    return {.message = fmt::format("the drill's {} could not {}",
                                   act.who.empty() ? "customer" : act.who, what)};
}

Result<Colleague> colleague_named(const Act& act, const json& scenario) {
    for (const auto& user : scenario.value("users", json::array())) {
        if (user.value("email", "") == act.who && user.contains("tokens")) {
            return Colleague{.email = act.who,
                             .tokens = user.at("tokens"),
                             .zendesk_id = user.value("zendesk", json())};
        }
    }
    return Error{.message = fmt::format("{} has no tokens in the scenario", act.who)};
}

Request request_of(const char* method, std::string path, const std::string& token,
                   const json& body) {
    return {.method = method,
            .path = std::move(path),
            .headers = {{"authorization", "Bearer " + token},
                        {"content-type", "application/json; charset=utf-8"}},
            .body = body.dump()};
}

Result<void> change_ticket(const Scene& scene, const json& change) {
    const auto answer = scene.services.zendesk.answer(
        request_of("PUT", fmt::format("/api/v2/tickets/{}.json", scene.act.ticket),
                   scene.who.tokens.value("zendesk", ""), {{"ticket", change}}));
    return answer.status == 200
               ? Result<void>()
               : not_done(scene.act, fmt::format("change ticket {}", scene.act.ticket));
}

Result<void> set_page(const Scene& scene, const char* status) {
    auto request = request_of("PUT", "/incidents/" + scene.conduct.page,
                              scene.who.tokens.value("pagerduty", ""),
                              {{"incident", {{"type", "incident"}, {"status", status}}}});
    request.headers["from"] = scene.who.email;
    return scene.services.pagerduty.answer(request).status == 200
               ? Result<void>()
               : not_done(scene.act, fmt::format("make the page {}", status));
}

/// Into the thread of the case; if there is none, nowhere.
Result<void> say_in_thread(const Scene& scene) {
    if (scene.conduct.thread.empty() || scene.act.text.empty()) {
        return {};
    }
    const auto answer = scene.services.slack.answer(request_of("POST", "/api/chat.postMessage",
                                                               scene.who.tokens.value("slack", ""),
                                                               {{"channel", scene.conduct.channel},
                                                                {"thread_ts", scene.conduct.thread},
                                                                {"text", scene.act.text}}));
    return json::parse(answer.body).value("ok", false) ? Result<void>()
                                                       : not_done(scene.act, "write in the thread");
}

Result<void> accept(const Scene& scene) {
    json change{{"comment", {{"body", "I have it."}, {"public", false}}},
                {"assignee_id", scene.who.zendesk_id}};
    if (!scene.conduct.handover.empty()) {
        change["metadata"] = {{"emerg_key", scene.conduct.handover + "/accepted"},
                              {"emerg_by", scene.who.email}};
    }
    const auto accepted = change_ticket(scene, change);
    return accepted ? say_in_thread(scene) : accepted;
}

Result<void> help(const Scene& scene) {
    if (auto acknowledged = set_page(scene, "acknowledged"); !acknowledged) {
        return acknowledged;
    }
    auto answered = change_ticket(scene, {{"comment", {{"body", scene.act.text}, {"public", true}}},
                                          {"assignee_id", scene.who.zendesk_id},
                                          {"status", "open"}});
    return answered ? set_page(scene, "resolved") : answered;
}

Result<void> perform_as_colleague(const Act& act, const Conduct& conduct, Services& services,
                                  const json& scenario) {
    auto who = colleague_named(act, scenario);
    if (!who) {
        return who.error();
    }
    const Scene scene{.act = act, .conduct = conduct, .services = services, .who = *std::move(who)};
    return act.part == Part::accept ? accept(scene) : help(scene);
}

Result<void> write_as_customer(const Act& act, Services& services) {
    return services.zendesk.customer_reply(act.ticket, act.text, {})
               ? Result<void>()
               : not_done(act, fmt::format("write into ticket {}", act.ticket));
}

Result<void> page(const Act& act, Services& services, const json& scenario) {
    try {
        const auto made = make_page(services, scenario, json::parse(act.page));
        return made ? Result<void>() : made.error();
    } catch (const json::exception&) {
        return Error{.message = "the drill's page has a value of the wrong type"};
    }
}

}  // namespace

Result<void> perform(const Act& act, const Conduct& conduct, Services& services,
                     const json& scenario) {
    switch (act.part) {
        case Part::customer:
            return write_as_customer(act, services);
        case Part::page:
            return page(act, services, scenario);
        case Part::accept:
        case Part::help:
            return perform_as_colleague(act, conduct, services, scenario);
    }
    return {};
}

}  // namespace sandbox::drill
