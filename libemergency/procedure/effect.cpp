#include "libemergency/procedure/effect.h"

#include "libemergency/procedure/late.h"

namespace emergency::procedure {
namespace {

struct NameOfService {
    const char* operator()(const zendesk::TicketUpdate& /*unused*/) const { return "Zendesk"; }
    const char* operator()(const pagerduty::StatusChange& /*unused*/) const { return "PagerDuty"; }
    const char* operator()(const pagerduty::NewNote& /*unused*/) const { return "PagerDuty"; }
    const char* operator()(const slack::Post& /*unused*/) const { return "Slack"; }
    const char* operator()(const CommandRun& /*unused*/) const { return "bridge"; }
};

constexpr char opening = '\x02';
constexpr char between = '\x1f';
constexpr char closing = '\x03';

}  // namespace

const char* service_of(const Effect& effect) {
    return std::visit(NameOfService{}, effect.change);
}

bool seen_by_customer(const Effect& effect) {
    const auto* update = std::get_if<zendesk::TicketUpdate>(&effect.change);
    return update != nullptr && update->comment && update->comment->is_public;
}

std::string late(const std::string& key, const std::string& fact) {
    return opening + key + between + fact + closing;
}

std::string with_facts(const std::string& text, const FactOf& fact_of) {
    std::string filled;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto begin = text.find(opening, at);
        const auto middle = text.find(between, begin);
        const auto end = text.find(closing, middle);
        if (begin == std::string::npos || middle == std::string::npos || end == std::string::npos) {
            break;
        }
        filled += text.substr(at, begin - at);
        filled += fact_of(text.substr(begin + 1, middle - begin - 1),
                          text.substr(middle + 1, end - middle - 1));
        at = end + 1;
    }
    return filled + text.substr(at);
}

Change with_facts(const Change& change, const FactOf& fact_of) {
    auto filled = change;
    if (auto* update = std::get_if<zendesk::TicketUpdate>(&filled)) {
        if (update->comment) {
            update->comment->body = with_facts(update->comment->body, fact_of);
        }
        for (auto& [name, value] : update->metadata) {
            value = with_facts(value, fact_of);
        }
    }
    if (auto* post = std::get_if<slack::Post>(&filled)) {
        post->text = with_facts(post->text, fact_of);
        post->thread_ts = with_facts(post->thread_ts, fact_of);
    }
    return filled;
}

}  // namespace emergency::procedure
