#include "libemergency/cases/progress.h"

#include "libemergency/core/text.h"
#include "libemergency/core/weekly_window.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::cases {
namespace {

using Seconds = std::chrono::sys_seconds;

/// Services stamp with whole seconds; a page and the comment after it may share one.
Seconds second_of(TimePoint moment) {
    return std::chrono::floor<std::chrono::seconds>(moment);
}

const zendesk::User* person(const Case& one, zendesk::Id id) {
    const auto found = one.conversation.people.find(id);
    return found == one.conversation.people.end() ? nullptr : &found->second;
}

std::string custom(const zendesk::Audit& audit, const char* name) {
    const auto found = audit.custom.find(name);
    return found == audit.custom.end() ? std::string() : found->second;
}

bool contains(const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

/// Where the customer hears only that it is treated as an emergency: no call is offered there, and
/// no time promised.
bool is_by_triage(const Case& one, const zendesk::Comment& comment) {
    return std::any_of(one.audits.begin(), one.audits.end(), [&](const zendesk::Audit& audit) {
        const auto outcome = custom(audit, metadata::outcome);
        return audit.comment_id == comment.id && (outcome == "emergency" || outcome == "exception");
    });
}

bool is_number(std::string_view text) {
    return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// Was it done since the page?
bool is_recorded(const Case& one, const std::string& step) {
    return record_of(one, key_of(one, step)) != nullptr;
}

bool means_nobody(const std::string& value, const Config& config) {
    const auto& words = config.customer.nobody;
    return std::any_of(words.begin(), words.end(),
                       [&](const auto& each) { return lower(each) == lower(value); });
}

bool fits(const CaseFilter& rule, const Case& one) {
    if (!one.ticket) {
        return rule.forms.empty() && rule.tags.empty() && rule.organisations.empty() &&
               rule.fields.empty();
    }
    const auto& ticket = *one.ticket;
    const bool form = rule.forms.empty() || std::find(rule.forms.begin(), rule.forms.end(),
                                                      ticket.form_id) != rule.forms.end();
    const bool tag =
        rule.tags.empty() || std::any_of(rule.tags.begin(), rule.tags.end(), [&](const auto& each) {
            return contains(ticket.tags, each) ||
                   (one.organization && contains(one.organization->tags, each));
        });
    const bool organisation =
        rule.organisations.empty() ||
        (one.organization && contains(rule.organisations, one.organization->name));
    const bool fields =
        std::all_of(rule.fields.begin(), rule.fields.end(), [&](const auto& wanted) {
            return std::any_of(ticket.fields.begin(), ticket.fields.end(), [&](const auto& field) {
                return std::to_string(field.first) == wanted.first && field.second == wanted.second;
            });
        });
    return form && tag && organisation && fields;
}

}  // namespace

const char* word(Stage stage) {
    switch (stage) {
        case Stage::paged:
            return "paged";
        case Stage::acknowledged:
            return "acknowledged";
        case Stage::contacted:
            return "contacted";
        case Stage::engaged:
            return "engaged";
        case Stage::closed:
            return "closed";
    }
    return "";
}

std::string id_of(const Case& one) {
    return one.incident ? one.incident->id : key_root(one);
}

std::string key_root(const Case& one) {
    if (one.ticket) {
        return fmt::format("ZD-{}", one.ticket->id);
    }
    return one.incident ? fmt::format("PD-{}", one.incident->id) : std::string(no_case);
}

std::string key_of(const Case& one, const std::string& step) {
    const auto prefix = fmt::format("{}/{}/", key_root(one), step);
    const auto begun = second_of(paged_at(one));
    const auto earlier =
        std::count_if(one.audits.begin(), one.audits.end(), [&](const auto& audit) {
            const auto key = custom(audit, metadata::key);
            return key.starts_with(prefix) &&
                   is_number(std::string_view(key).substr(prefix.size())) &&
                   second_of(audit.at) < begun;
        });
    return fmt::format("{}{}", prefix, earlier + 1);
}

TimePoint paged_at(const Case& one) {
    if (one.incident) {
        return one.incident->created_at;
    }
    return one.ticket ? one.ticket->created_at : one.as_of;
}

const zendesk::Audit* record_of(const Case& one, const std::string& key) {
    const zendesk::Audit* lowest = nullptr;
    for (const auto& audit : one.audits) {
        if (custom(audit, metadata::key) == key && (lowest == nullptr || audit.id < lowest->id)) {
            lowest = &audit;
        }
    }
    return lowest;
}

bool is_ours(const zendesk::Conversation& conversation, zendesk::Id writer) {
    const auto found = conversation.people.find(writer);
    return found != conversation.people.end() &&
           (found->second.role == "agent" || found->second.role == "admin");
}

const zendesk::Comment* first_contact(const Case& one) {
    for (const auto& comment : one.conversation.comments) {
        if (comment.is_public && is_ours(one.conversation, comment.author_id) &&
            !is_by_triage(one, comment) && second_of(comment.at) >= second_of(paged_at(one))) {
            return &comment;
        }
    }
    return nullptr;
}

const zendesk::Comment* customer_answer(const Case& one) {
    const auto* contact = first_contact(one);
    if (contact == nullptr) {
        return nullptr;
    }
    const auto& comments = one.conversation.comments;
    for (auto at = contact - comments.data() + 1; at < std::ssize(comments); ++at) {
        const auto& comment = comments[static_cast<std::size_t>(at)];
        if (comment.is_public && !is_ours(one.conversation, comment.author_id)) {
            return &comment;
        }
    }
    return nullptr;
}

const zendesk::Comment* last_public_comment(const Case& one) {
    const auto& comments = one.conversation.comments;
    const auto last = std::find_if(comments.rbegin(), comments.rend(),
                                   [](const auto& comment) { return comment.is_public; });
    return last == comments.rend() ? nullptr : &*last;
}

std::string name_of(const Case& one, zendesk::Id id) {
    const auto* known = person(one, id);
    return known == nullptr ? "somebody" : one_line(known->name);
}

std::string writer_of(const Case& one, const zendesk::Audit& audit) {
    const auto by = custom(audit, metadata::by);
    const bool is_known = person(one, audit.author_id) != nullptr || by.empty();
    return is_known ? name_of(one, audit.author_id) : one_line(by.substr(0, by.find(' ')));
}

bool has_step(const Case& one, const std::string& step, const std::string& tag_prefix) {
    if (one.depth == Depth::full) {
        return is_recorded(one, step);
    }
    const auto prefix = fmt::format("{}_{}_", tag_prefix, step);
    return one.ticket &&
           std::any_of(one.ticket->tags.begin(), one.ticket->tags.end(), [&](const auto& tag) {
               return tag.starts_with(prefix) &&
                      is_number(std::string_view(tag).substr(prefix.size()));
           });
}

std::string owner_of(const Case& one) {
    if (one.ticket && one.ticket->assignee_id != 0) {
        if (const auto* assignee = person(one, one.ticket->assignee_id)) {
            return one_line(assignee->name);
        }
    }
    if (one.incident && !one.incident->acknowledgements.empty()) {
        return one_line(one.incident->acknowledgements.back().by.name);
    }
    return {};
}

std::string customer_of(const Case& one) {
    if (one.organization) {
        return one_line(one.organization->name);
    }
    const auto* requester = one.ticket ? person(one, one.ticket->requester_id) : nullptr;
    return requester == nullptr ? std::string() : one_line(requester->name);
}

AccountManager account_manager_of(const Case& one, const Config& config) {
    if (!one.organization) {
        return {};
    }
    AccountManager nobody;
    for (const auto& field : config.customer.account_manager_fields) {
        const auto found = one.organization->fields.find(field);
        if (found == one.organization->fields.end() || trimmed(found->second).empty()) {
            continue;
        }
        const auto value = one_line(found->second);
        if (!means_nobody(value, config)) {
            return {field, value};
        }
        nobody.field = nobody.field.empty() ? field : nobody.field;
    }
    return nobody;
}

std::string channel_of(const Case& one, const Config& config) {
    const auto rule = std::find_if(config.channels.begin(), config.channels.end(),
                                   [&](const auto& each) { return fits(each.cases, one); });
    return rule == config.channels.end() ? std::string() : rule->channel;
}

const CoverageRule* coverage_of(const Case& one, const Config& config) {
    const auto rule = std::find_if(config.coverage.begin(), config.coverage.end(),
                                   [&](const auto& each) { return fits(each.cases, one); });
    const bool is_lifted = rule != config.coverage.end() && one.organization &&
                           value_of(one.organization->fields, rule->unless_field) == "true";
    return rule == config.coverage.end() || is_lifted ? nullptr : &*rule;
}

bool is_covered(const CoverageRule& rule, TimePoint moment) {
    return std::any_of(rule.hours.begin(), rule.hours.end(), [&](const auto& text) {
        const auto window = parse_weekly_window(text);
        return window && emergency::holds(*window, moment);
    });
}

}  // namespace emergency::cases
