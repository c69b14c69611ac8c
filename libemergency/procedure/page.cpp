#include "libemergency/procedure/page.h"

#include "libemergency/core/encoding.h"
#include "libemergency/core/text.h"
#include "libemergency/procedure/words.h"

#include <fmt/format.h>

#include <algorithm>

namespace emergency::procedure {
namespace {

constexpr std::size_t digest_length = 12;
constexpr std::size_t longest_title = 200;

bool is_of_something(const cases::Case& one) {
    return one.ticket || one.incident;
}

message::Values values_for(const Situation& situation, const PageOptions& options) {
    auto values = values_of(situation);
    if (!is_of_something(situation.one)) {
        values["ticket"].clear();
    }
    values["who"] = options.callee.name;
    values["text"] = trimmed(printable(options.text));
    return values;
}

Result<std::string> title_of(const Situation& situation, const PageOptions& options) {
    auto values = values_for(situation, options);
    values["text"] = one_line(values["text"].substr(0, values["text"].find('\n')));
    const auto title = options.title.empty() ? colleague_text(situation, "page_title", values)
                                             : Result<std::string>(options.title);
    return title ? shortened(one_line(*title), longest_title) : title;
}

Result<void> pageable(const PageOptions& options) {
    if (trimmed(options.text).empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "a page must say what is needed",
                     .hint = "give it with -m, --file, or on standard input with -m -"};
    }
    if (options.callee.service_id.empty()) {
        return Error{
            .kind = ErrorKind::configuration,
            .message = fmt::format("{} cannot be paged: no PagerDuty service is configured",
                                   options.callee.name),
            .hint =
                "set the role's service below `roles:`, for persons "
                "escalation.person_service"};
    }
    return {};
}

Result<Effect> page(const Situation& situation, const PageOptions& options,
                    const std::string& key) {
    const auto title = title_of(situation, options);
    const auto details = colleague_text(situation, "page", values_for(situation, options));
    if (!title || !details) {
        return title ? details.error() : title.error();
    }
    const auto& callee = options.callee;
    return Effect{.key = key,
                  .description = fmt::format("page to {}: {}", callee.name, *title),
                  .proof = Proof::before_first,
                  .summons = callee.name,
                  .since = options.since,
                  .change = pagerduty::NewIncident{
                      .title = *title,
                      .details = trimmed(*details),
                      .service_id = callee.service_id,
                      .assignee_ids = callee.assignee_ids,
                      .escalation_policy_id =
                          callee.assignee_ids.empty() ? callee.escalation_policy_id : std::string(),
                      .incident_key = key}};
}

/// Slack has no lock: whoever claims the page on the ticket tells the thread. The page itself waits
/// for nothing; its key keeps it single. False: somebody else is at it right now.
bool add_claim(Plan& plan, Effect& line, const Situation& situation, const std::string& key,
               const std::vector<std::string>& after) {
    const auto claimed = std::find_if(plan.effects.begin(), plan.effects.end(),
                                      [](const Effect& each) { return each.part == Part::claim; });
    if (claimed != plan.effects.end()) {
        line.needs.push_back(claimed->key);
        return true;
    }
    // A plan that writes to the ticket without a claim is this machine's turn already; a claim
    // beside that write would take its tag back.
    const auto& ticket = situation.one.ticket;
    const bool is_mine =
        std::any_of(plan.effects.begin(), plan.effects.end(), [&](const Effect& each) {
            const auto* update = std::get_if<zendesk::TicketUpdate>(&each.change);
            return update != nullptr && ticket && update->ticket_id == ticket->id;
        });
    if (is_mine || !ticket || ticket->is_done()) {
        return true;
    }
    const auto turn = turn_of(situation, key);
    if (turn.whose == Turn::Whose::free) {
        auto mine = claim(situation, turn, "page");
        mine.criticality = Criticality::side;
        mine.after = after;
        line.needs.push_back(mine.key);
        plan.effects.push_back(std::move(mine));
    }
    return turn.whose != Turn::Whose::theirs;
}

Result<void> add_line(Plan& plan, const Situation& situation, const PageOptions& options,
                      const std::string& key, const std::vector<std::string>& after) {
    if (!situation.one.thread) {
        return {};
    }
    auto values = slack_values_of(situation);
    values["who"] = slack::escaped(options.callee.name);
    values["text"] = slack::escaped(trimmed(printable(options.text)));
    const auto text = colleague_text(situation, "thread_page", values);
    if (!text) {
        return text.error();
    }
    auto line = thread_line(situation, key + "/thread", *text);
    if (add_claim(plan, line, situation, key, after)) {
        add_after(plan, key, std::move(line));
    }
    return {};
}

}  // namespace

std::string word_of(const std::string& name) {
    const bool is_plain = std::all_of(
        name.begin(), name.end(), [](unsigned char letter) { return std::isalnum(letter) != 0; });
    return is_plain && !name.empty() ? name : digest(lower(name)).substr(0, digest_length);
}

std::string root_of_page(const cases::Case& one, const std::string& word, const std::string& text) {
    if (is_of_something(one)) {
        return cases::key_root(one);
    }
    const auto said = digest(word + '\n' + one_line(text));
    return "text-" + said.substr(0, digest_length);
}

std::string page_key(const std::string& root, const std::string& word, std::size_t number) {
    return fmt::format("{}/page/{}/{}", root, word, number);
}

const pagerduty::Incident* standing_page(const PageOptions& options) {
    const auto since = std::chrono::floor<std::chrono::seconds>(options.since);
    const auto found = std::find_if(
        options.earlier.rbegin(), options.earlier.rend(), [&](const pagerduty::Incident& each) {
            return each.status != pagerduty::Status::resolved || each.created_at >= since;
        });
    return found == options.earlier.rend() ? nullptr : &*found;
}

Result<void> add_page(Plan& plan, const Situation& situation, const PageOptions& options,
                      const std::vector<std::string>& after) {
    if (auto fine = pageable(options); !fine) {
        return fine;
    }
    const auto root = root_of_page(situation.one, options.callee.word, options.text);
    const auto* standing = standing_page(options);
    if (standing != nullptr) {
        const auto& key = standing->incident_key;
        plan.remarks.push_back(fmt::format(
            "{} was already paged at {}: {} is {}", options.callee.name,
            at_my_clock(situation, standing->created_at), standing->id, word(standing->status)));
        const bool is_fresh =
            situation.one.as_of - standing->created_at < situation.config.policy.thread_expires;
        return is_fresh && !key.empty() ? add_line(plan, situation, options, key, after)
                                        : Result<void>();
    }
    const auto key = page_key(root, options.callee.word, options.earlier.size() + 1);
    auto effect = page(situation, options, key);
    if (!effect) {
        return effect.error();
    }
    effect->after = after;
    plan.effects.push_back(*std::move(effect));
    return add_line(plan, situation, options, key, after);
}

Result<Plan> plan_page(const Situation& situation, const PageOptions& options) {
    Plan plan{
        .case_id = is_of_something(situation.one) ? cases::id_of(situation.one) : std::string(),
        .step = "page"};
    auto added = add_page(plan, situation, options, {});
    return added ? Result<Plan>(std::move(plan)) : Result<Plan>(added.error());
}

}  // namespace emergency::procedure
