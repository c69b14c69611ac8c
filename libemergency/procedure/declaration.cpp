#include "libemergency/procedure/declaration.h"

#include "libemergency/core/encoding.h"
#include "libemergency/core/text.h"
#include "libemergency/procedure/thread.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

namespace emergency::procedure {
namespace {

constexpr std::size_t link_length = 12;

bool is_link(const std::string& text) {
    return text.starts_with("https://") && text.find_first_of(" \t\r\n<>|") == std::string::npos;
}

Result<Effect> note(const Situation& situation, const std::string& key, const std::string& link) {
    auto values = values_of(situation);
    values["declared_url"] = link;
    const auto text = colleague_text(situation, "declared", values);
    if (!text) {
        return text.error();
    }
    const auto& ticket = *situation.one.ticket;
    return Effect{.key = key,
                  .description = fmt::format("internal note on {} with the incident's link",
                                             name_of(situation.one)),
                  .since = cases::paged_at(situation.one),
                  .change = zendesk::TicketUpdate{.ticket_id = ticket.id,
                                                  .comment = zendesk::NewComment{*text, false},
                                                  .metadata = metadata_of(situation, key),
                                                  .updated_stamp = ticket.updated_stamp}};
}

Result<void> add_line(Plan& plan, const Situation& situation, const std::string& key,
                      const std::string& link) {
    auto values = slack_values_of(situation);
    values["declared_url"] = slack::escaped(link);
    return tell_thread(plan, situation, key, "declared", values);
}

}  // namespace

Result<std::string> declaration_text(const Situation& situation, const Declaration& declaration) {
    auto values = values_of(situation);
    values["name"] = one_line(declaration.name);
    values["type"] = one_line(declaration.type);
    values["severity"] = one_line(declaration.severity);
    values["text"] = trimmed(printable(declaration.summary));
    const auto text = colleague_text(situation, "declaration", values);
    return text ? Result<std::string>(trimmed(*text)) : text;
}

Result<Plan> plan_declared(const Situation& situation, const std::string& link) {
    const auto& one = situation.one;
    if (!is_link(link)) {
        return Error{.kind = ErrorKind::usage,
                     .message = fmt::format("'{}' is not a link", one_line(link)),
                     .hint = "write it like https://incidents.example.com/123"};
    }
    if (!one.ticket || one.ticket->is_done()) {
        return Error{.kind = ErrorKind::policy,
                     .message = fmt::format("{} has no open ticket to note the incident in",
                                            cases::id_of(one))};
    }
    auto plan = empty_plan(situation, "declared");
    const auto key =
        fmt::format("{}/declared/{}", cases::key_root(one), digest(link).substr(0, link_length));
    if (const auto* record = cases::record_of(one, key)) {
        plan.remarks.push_back(
            fmt::format("this link was already noted at {}", at_my_clock(situation, record->at)));
        auto added = is_at_it_elsewhere(situation, key) ? Result<void>()
                                                        : add_line(plan, situation, key, link);
        return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
    }
    const auto turn = turn_of(situation, key);
    if (turn.whose == Turn::Whose::theirs) {
        return stand_down(situation, "the incident's link", turn);
    }
    auto noted = note(situation, key, link);
    if (!noted) {
        return noted.error();
    }
    if (turn.whose == Turn::Whose::free) {
        plan.effects.push_back(claim(situation, turn, "the incident's link"));
    }
    noted->needs = keys_of(plan.effects);
    noted->proof = turn.proof;
    plan.effects.push_back(*std::move(noted));
    auto added = add_line(plan, situation, key, link);
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

}  // namespace emergency::procedure
