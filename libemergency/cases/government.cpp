#include "libemergency/cases/government.h"

#include "libemergency/cases/progress.h"
#include "libemergency/core/text.h"

#include <algorithm>
#include <cctype>

namespace emergency::cases {
namespace {

constexpr std::size_t shortest_name = 3;
constexpr std::size_t shortest_subject = 12;  ///< "502" is everybody's.

bool is_among(const std::vector<std::string>& all, const std::string& one) {
    return std::any_of(all.begin(), all.end(),
                       [&](const auto& each) { return lower(trimmed(each)) == lower(one); });
}

bool any_of_both(const std::vector<std::string>& wanted, const std::vector<std::string>& tags) {
    return std::any_of(tags.begin(), tags.end(),
                       [&](const auto& tag) { return is_among(wanted, tag); });
}

/// "acme.zendesk.com" of "https://acme.zendesk.com".
std::string host_of(const std::string& url) {
    const auto begin = url.find("://");
    const auto rest = begin == std::string::npos ? url : url.substr(begin + 3);
    return rest.substr(0, rest.find('/'));
}

/// "DOX" and "DX" of "Department of Xylophones".
std::vector<std::string> initials_of(const std::string& name) {
    std::string all;
    std::string capitals;
    for (const auto& word : split(name, ' ')) {
        if (word.empty()) {
            continue;
        }
        const auto first = static_cast<unsigned char>(word.front());
        all += static_cast<char>(std::toupper(first));
        capitals += std::isupper(first) != 0 ? std::string(1, word.front()) : std::string();
    }
    return {all, capitals};
}

}  // namespace

bool is_government(const Case& one, const Config& config) {
    const auto& rules = config.government;
    const bool everywhere =
        rules.always == "yes" || is_among(rules.hosts, host_of(config.zendesk.url));
    const bool by_page = one.incident && is_among(rules.services, one.incident->service_id);
    const bool by_form = one.ticket && is_among(rules.forms, std::to_string(one.ticket->form_id));
    const bool by_tag = (one.ticket && any_of_both(rules.tags, one.ticket->tags)) ||
                        (one.organization && any_of_both(rules.tags, one.organization->tags));
    const bool by_name =
        one.organization && is_among(rules.organisations, one_line(one.organization->name));
    // With Zendesk down nobody knows whose case it is: then it may be any of those.
    const bool may_be = one.ticket_unread && (!rules.forms.empty() || !rules.tags.empty() ||
                                              !rules.organisations.empty());
    return everywhere || by_page || by_form || by_tag || by_name || may_be;
}

std::vector<std::string> identifying(const Case& one) {
    std::vector<std::string> words{customer_of(one)};
    if (one.organization) {
        for (auto& initials : initials_of(one_line(one.organization->name))) {
            words.push_back(std::move(initials));
        }
    }
    if (one.ticket) {
        const auto person = one.conversation.people.find(one.ticket->requester_id);
        if (person != one.conversation.people.end()) {
            words.push_back(one_line(person->second.name));
            words.push_back(person->second.email);
            words.push_back(person->second.email.substr(person->second.email.find('@') + 1));
        }
    }
    std::erase_if(words, [](const auto& word) { return trimmed(word).size() < shortest_name; });
    for (const auto& subject : {one.ticket ? one_line(one.ticket->subject) : std::string(),
                                one.incident ? one_line(one.incident->title) : std::string()}) {
        if (subject.size() >= shortest_subject) {
            words.push_back(subject);
        }
    }
    return words;
}

}  // namespace emergency::cases
