#include "libemergency/procedure/guard.h"

#include "libemergency/cases/government.h"
#include "libemergency/core/text.h"
#include "libemergency/core/time_zone.h"
#include "libemergency/message/findings.h"
#include "libemergency/message/message.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <re2/re2.h>

#include <algorithm>

namespace emergency::procedure {
namespace {

constexpr std::size_t longest_shown = 60;
constexpr std::chrono::seconds same_moment{2};  ///< A comment's time and its audit's.

void remove_all(std::string& text, const std::string& part) {
    if (part.empty()) {
        return;
    }
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + 1)) {
        text.replace(at, part.size(), " ");
    }
}

void replace_all(std::string& text, const std::string& part, const std::string& by) {
    for (auto at = text.find(part); at != std::string::npos; at = text.find(part, at + by.size())) {
        text.replace(at, part.size(), by);
    }
}

/// What Slack's reader sees: `slack::escaped` undone.
std::string as_read(std::string text) {
    replace_all(text, "&lt;", "<");
    replace_all(text, "&gt;", ">");
    replace_all(text, "&amp;", "&");
    return text;
}

/// Without the links of the case and of the configured services, and without the customer's name,
/// which may look like a host's.
std::string without_known(const Situation& situation, std::string text) {
    const auto& one = situation.one;
    const auto& config = situation.config;
    for (const auto& link : {one.bridge, config.bridge.link, one.ticket_url,
                             one.incident ? one.incident->url : std::string(),
                             one.thread ? one.thread->url : std::string()}) {
        remove_all(text, link);
    }
    for (const auto& url : {config.zendesk.url, config.pagerduty.url, config.slack.url}) {
        if (!url.empty()) {
            RE2::GlobalReplace(&text, RE2::QuoteMeta(url) + R"((?:[/?#][^\s|<>]*)?)", " ");
        }
    }
    remove_all(text, message::quoted(cases::customer_of(one)));
    if (one.ticket) {
        const auto person = one.conversation.people.find(one.ticket->requester_id);
        remove_all(text, person == one.conversation.people.end()
                             ? std::string()
                             : message::quoted(person->second.name));
    }
    return text;
}

bool has_word(const std::string& text, const std::string& word) {
    // "DOE" is no doe.
    const bool is_acronym = word.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos;
    const std::string letters = is_acronym ? "" : "(?i)";
    return RE2::PartialMatch(
        text, letters + (R"((?:^|[^\pL\pN]))" + RE2::QuoteMeta(word) + R"((?:[^\pL\pN]|$))"));
}

/// Names without the words, for what must not be repeated.
std::vector<std::string> names_of(const std::vector<message::Finding>& found) {
    std::vector<std::string> names;
    for (const auto& finding : found) {
        if (std::find(names.begin(), names.end(), finding.what) == names.end()) {
            names.push_back(finding.what);
        }
    }
    return names;
}

std::string shown(const message::Finding& finding) {
    const auto text = one_line(finding.text);
    return finding.text.find('\n') == std::string::npos
               ? fmt::format("{} ({})", finding.what, shortened(text, longest_shown))
               : finding.what;
}

Error refused(const Situation& situation, const std::vector<std::string>& what) {
    const auto& one = situation.one;
    return {.kind = ErrorKind::policy,
            .message = fmt::format("the text for Slack on {} holds {}", name_of(one),
                                   fmt::join(what, ", ")),
            .hint = fmt::format("{}; to send it as it is: --anyway",
                                one.ticket ? fmt::format("put it into the ticket: emerg note {} "
                                                         "--internal",
                                                         cases::id_of(one))
                                           : "leave it out"),
            .service = "Slack"};
}

/// Nobody can answer for this one.
Result<void> keeps_government(const Situation& situation, const std::string& text,
                              const std::vector<message::Finding>& found) {
    const auto words = cases::identifying(situation.one);
    const bool tells = std::any_of(words.begin(), words.end(), [&](const auto& word) {
        return has_word(one_line(text), word);
    });
    auto what = names_of(found);
    if (tells) {
        what.insert(what.begin(), "what tells whose case it is");
    }
    if (what.empty()) {
        return {};
    }
    auto error = refused(situation, what);
    error.hint =
        "of a government case Slack may hold links only; put it into the ticket: emerg "
        "note --internal";
    return error;
}

/// What of a post is let through; empty if there is nothing to answer for.
Result<std::string> check(const Situation& situation, const slack::Post& post,
                          const Insistence& insistence) {
    const auto& config = situation.config;
    const auto text = as_read(post.text);
    const auto secrets = message::findings(text, {.patterns = config.secrets});
    const auto data = message::findings(without_known(situation, text),
                                        {.patterns = config.data, .harmless = config.harmless});
    if (!secrets || !data) {
        return secrets ? data.error() : secrets.error();
    }
    auto all = *secrets;
    all.insert(all.end(), data->begin(), data->end());
    if (cases::is_government(situation.one, config)) {
        const auto fine = keeps_government(situation, text, all);
        return fine ? Result<std::string>(std::string()) : Result<std::string>(fine.error());
    }
    if (all.empty() || insistence.anyway) {
        return fmt::format("{}", fmt::join(names_of(all), ", "));
    }
    auto what = names_of(*secrets);
    for (const auto& finding : *data) {
        what.push_back(shown(finding));
    }
    return refused(situation, what);
}

/// Is it what this very effect wrote before, or not yet in what we read of the audits?
bool is_own(const zendesk::Comment& comment, const Situation& situation, const std::string& key) {
    const auto& audits = situation.one.audits;
    const bool is_unread = !audits.empty() && comment.at > audits.back().at + same_moment;
    return is_unread || std::any_of(audits.begin(), audits.end(), [&](const auto& audit) {
               const auto its = audit.custom.find(cases::metadata::key);
               return its != audit.custom.end() && its->second == key &&
                      audit.author_id == comment.author_id &&
                      std::chrono::abs(audit.at - comment.at) <= same_moment;
           });
}

/// A token that came in by a value: a summary, a reason.
Result<void> keeps_secrets(const Situation& situation, const std::string& text) {
    auto own = without_known(situation, text);
    if (situation.one.ticket) {
        remove_all(own, message::quoted(situation.one.ticket->subject));
    }
    const auto secrets = message::findings(own, {.patterns = situation.config.secrets});
    if (!secrets || secrets->empty()) {
        return secrets ? Result<void>() : Result<void>(secrets.error());
    }
    return Error{
        .kind = ErrorKind::policy,
        .message = fmt::format("the message for the customer on {} holds {}",
                               name_of(situation.one), fmt::join(names_of(*secrets), ", ")),
        .hint = "take it out; what was typed here is not sent"};
}

Result<void> is_new(const Situation& situation, const Effect& effect, const std::string& text) {
    const auto& one = situation.one;
    const auto limit = one.as_of - situation.config.policy.same_message_within;
    for (const auto& comment : one.conversation.comments) {
        const auto author = one.conversation.people.find(comment.author_id);
        const bool is_ours =
            author != one.conversation.people.end() && !author->second.is_end_user();
        if (!comment.is_public || !is_ours || comment.at <= limit ||
            is_own(comment, situation, effect.key) || !message::nearly_same(comment.body, text)) {
            continue;
        }
        return Error{
            .kind = ErrorKind::policy,
            .message = fmt::format("{} wrote nearly the same to the customer at {}",
                                   cases::name_of(one, comment.author_id),
                                   clock_text(comment.at, situation.config.user.time_zone)),
            .hint = "nothing was sent; to send it once more: --again"};
    }
    return {};
}

/// What the customer would see: no secret, and not the same again.
Result<void> check_public(const Situation& situation, const Effect& effect,
                          const Insistence& insistence) {
    const auto text = public_text_of(effect);
    auto clean = keeps_secrets(situation, text);
    return clean && !insistence.again ? is_new(situation, effect, text) : clean;
}

}  // namespace

Result<std::vector<LetThrough>> guard(const Situation& situation, const Plan& plan,
                                      const Insistence& insistence) {
    std::vector<LetThrough> through;
    for (const auto& effect : plan.effects) {
        const auto* post = std::get_if<slack::Post>(&effect.change);
        const auto what = post == nullptr ? Result<std::string>(std::string())
                                          : check(situation, *post, insistence);
        if (!what) {
            return what.error();
        }
        if (!what->empty()) {
            through.push_back({effect.key, *what});
        }
        if (!seen_by_customer(effect)) {
            continue;
        }
        if (auto fine = check_public(situation, effect, insistence); !fine) {
            return fine.error();
        }
    }
    return through;
}

}  // namespace emergency::procedure
