#include "libemergency/core/time_zone.h"
#include "libemergency/procedure/plan.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::procedure {
namespace {

std::string claim_key(const std::string& step_key, int generation) {
    return fmt::format("{}/claim/{}", step_key, generation);
}

/// The claim of the newest generation that exists; the lowest audit of a generation owns it.
std::pair<int, const zendesk::Audit*> newest_claim(const cases::Case& one,
                                                   const std::string& step_key) {
    int generation = 0;
    const zendesk::Audit* standing = nullptr;
    while (const auto* audit = cases::record_of(one, claim_key(step_key, generation + 1))) {
        standing = audit;
        ++generation;
    }
    return {generation, standing};
}

/// The tags of steps that are on record: a race may have lost one.
std::vector<std::string> tags_on_record(const Situation& situation) {
    std::vector<std::string> tags;
    for (const auto& audit : situation.one.audits) {
        const auto key = audit.custom.find(cases::metadata::key);
        if (key != audit.custom.end() && is_of_step(key->second)) {
            tags.push_back(tag_of(situation, key->second));
        }
    }
    return tags;
}

void add_missing(std::vector<std::string>& tags, const std::vector<std::string>& wanted) {
    for (const auto& tag : wanted) {
        if (std::find(tags.begin(), tags.end(), tag) == tags.end()) {
            tags.push_back(tag);
        }
    }
}

std::string address_in(const std::string& by) {
    return by.substr(0, by.find(' '));
}

/// "ZD-400123/call/1/ended" is a step like "ZD-400123/call/1".
std::string without_ending(const std::string& key) {
    for (const std::string ending : {"/accepted", "/ended"}) {
        if (key.ends_with(ending)) {
            return key.substr(0, key.size() - ending.size());
        }
    }
    return key;
}

}  // namespace

Turn turn_of(const Situation& situation, const std::string& step_key) {
    const auto [generation, audit] = newest_claim(situation.one, step_key);
    if (audit == nullptr) {
        return {.key = claim_key(step_key, 1)};
    }
    const auto by = audit->custom.find(cases::metadata::by);
    if (by != audit->custom.end() && by->second == situation.actor.by) {
        return {Turn::Whose::mine, claim_key(step_key, generation), audit, Proof::before_first};
    }
    if (situation.one.as_of - audit->at < situation.config.policy.succession) {
        return {Turn::Whose::theirs, claim_key(step_key, generation), audit, Proof::before_first};
    }
    return {Turn::Whose::free, claim_key(step_key, generation + 1), nullptr, Proof::before_first};
}

bool is_of_step(const std::string& key) {
    const auto own = without_ending(key);
    const auto last = own.substr(own.rfind('/') + 1);
    return std::count(own.begin(), own.end(), '/') == 2 &&
           last.find_first_not_of("0123456789") == std::string::npos;
}

Effect claim(const Situation& situation, const Turn& turn, const std::string& step) {
    const auto& ticket = *situation.one.ticket;
    auto tags = ticket.tags;
    add_missing(tags, tags_on_record(situation));
    // The audit that settles the claim exists only if something changes: a tag of its own.
    tags.push_back(tag_of(situation, turn.key));
    return {.key = turn.key,
            .description = fmt::format("claim of {} on {}", step, name_of(situation.one)),
            .part = Part::claim,
            .since = cases::paged_at(situation.one),
            .change = zendesk::TicketUpdate{.ticket_id = ticket.id,
                                            .tags = std::move(tags),
                                            .metadata = metadata_of(situation, turn.key),
                                            .updated_stamp = ticket.updated_stamp}};
}

Effect step_record(const Situation& situation, const std::string& key, const std::string& what) {
    const auto& ticket = *situation.one.ticket;
    return {.key = key,
            .description = fmt::format("{} on {}", what, name_of(situation.one)),
            .part = Part::claim,
            .since = cases::paged_at(situation.one),
            .change = zendesk::TicketUpdate{.ticket_id = ticket.id,
                                            .tags = tags_with(situation, key),
                                            .metadata = metadata_of(situation, key),
                                            .updated_stamp = ticket.updated_stamp}};
}

std::string tag_of(const Situation& situation, const std::string& key) {
    auto tag =
        situation.config.zendesk.tag_prefix + key.substr(cases::key_root(situation.one).size());
    std::replace(tag.begin(), tag.end(), '/', '_');
    return tag;
}

std::vector<std::string> tags_with(const Situation& situation, const std::string& key) {
    std::vector<std::string> tags;
    for (const auto& tag : situation.one.ticket->tags) {
        const bool is_ours = tag.starts_with(situation.config.zendesk.tag_prefix + "_");
        if (!(is_ours && tag.find("_claim_") != std::string::npos)) {
            tags.push_back(tag);
        }
    }
    add_missing(tags, tags_on_record(situation));
    add_missing(tags, {tag_of(situation, key)});
    return tags;
}

std::map<std::string, std::string> metadata_of(const Situation& situation, const std::string& key) {
    std::map<std::string, std::string> metadata{{cases::metadata::key, key},
                                                {cases::metadata::by, situation.actor.by}};
    if (situation.one.incident) {
        metadata.emplace(cases::metadata::incident, situation.one.incident->id);
    }
    return metadata;
}

std::map<std::string, std::string> payload_of(const Situation& situation, const std::string& key) {
    std::map<std::string, std::string> payload{{"key", key}, {"case", cases::id_of(situation.one)}};
    if (situation.one.ticket) {
        payload.emplace("ticket", std::to_string(situation.one.ticket->id));
    }
    if (situation.one.incident) {
        payload.emplace("incident", situation.one.incident->id);
    }
    return payload;
}

Plan empty_plan(const Situation& situation, std::string step) {
    Plan plan{.case_id = cases::id_of(situation.one), .step = std::move(step)};
    if (const auto& thread = situation.one.thread) {
        plan.standing = Standing{.id = thread->ts,
                                 .effect = {.key = cases::key_of(situation.one, "ack") + "/thread",
                                            .description = "thread",
                                            .criticality = Criticality::side,
                                            .since = cases::paged_at(situation.one),
                                            .change = slack::Post{.channel = thread->channel}}};
    }
    return plan;
}

std::string name_of(const cases::Case& one) {
    return one.ticket ? fmt::format("#{}", one.ticket->id) : cases::id_of(one);
}

Plan stand_down(const Situation& situation, const std::string& step, const Turn& turn) {
    const auto by = turn.audit->custom.find(cases::metadata::by);
    const auto who = by == turn.audit->custom.end()
                         ? cases::name_of(situation.one, turn.audit->author_id)
                         : address_in(by->second);
    const auto passes_on = turn.audit->at + situation.config.policy.succession;
    const auto& zone = situation.config.user.time_zone;
    return {
        .case_id = cases::id_of(situation.one),
        .step = step,
        .remarks = {fmt::format("{} has been at {} of {} since {}; unless it is done by {}, it "
                                "passes on to whoever runs this again",
                                who, step, name_of(situation.one), clock_text(turn.audit->at, zone),
                                clock_text(passes_on, zone))}};
}

void add_remark(Plan& plan, std::string remark) {
    if (!remark.empty()) {
        plan.remarks.push_back(std::move(remark));
    }
}

void tell_owner(Plan& plan, const Situation& situation) {
    const auto& one = situation.one;
    const auto owner = one.ticket ? one.ticket->assignee_id : 0;
    if (owner != 0 && owner != situation.actor.me.zendesk.id) {
        plan.remarks.push_back(fmt::format("{} is {}'s; to take it over: emerg ack {} --take",
                                           name_of(one), cases::name_of(one, owner),
                                           cases::id_of(one)));
    }
}

Result<void> answerable(const Situation& situation) {
    const auto& one = situation.one;
    if (one.ticket_unread) {
        return *one.ticket_unread;
    }
    if (!one.ticket) {
        return Error{
            .kind = ErrorKind::policy,
            .message = one.ticket_missing.empty()
                           ? fmt::format("{} has no ticket, so there is nobody to write to",
                                         cases::id_of(one))
                           : one.ticket_missing,
            .hint =
                "find the customer's ticket in Zendesk, and write ZD#NUMBER as a note on the page"};
    }
    return {};
}

std::vector<std::string> keys_of(const std::vector<Effect>& effects) {
    std::vector<std::string> keys;
    keys.reserve(effects.size());
    for (const auto& effect : effects) {
        keys.push_back(effect.key);
    }
    return keys;
}

void add_after(Plan& plan, const std::string& key, Effect effect) {
    const bool is_planned = std::any_of(plan.effects.begin(), plan.effects.end(),
                                        [&](const Effect& each) { return each.key == key; });
    if (is_planned) {
        effect.needs.push_back(key);
    }
    plan.effects.push_back(std::move(effect));
}

}  // namespace emergency::procedure
