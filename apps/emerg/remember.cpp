#include "apps/emerg/config_files.h"
#include "apps/emerg/connected.h"
#include "apps/emerg/glimpses.h"
#include "libemergency/cases/glimpse.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <optional>

namespace emerg {
namespace {

using emergency::Cache;
using emergency::cases::Case;
using emergency::cases::Glimpse;
using emergency::cases::Me;

/// The slash ends it: no name begins with another one.
std::string name_of(const std::string& account, const std::string& case_id) {
    return fmt::format("{}{}/", glimpses_of(account), case_id);
}

/// As long as nobody knows who I am, any case may be mine.
bool may_be_mine(const Case& one, const std::optional<Me>& me) {
    return !me || emergency::cases::is_mine(one, *me);
}

bool is_open(const Case& one, const emergency::Config& config) {
    return stage_of(one, config.zendesk.tag_prefix) != emergency::cases::Stage::closed;
}

Cache::Fact style_fact(const std::string& account, const emergency::Config& config) {
    return {style_of(account), text_of(emergency::cases::PromptStyle{config.prompt.format,
                                                                     config.prompt.stale_after})};
}

std::map<std::string, Glimpse> kept_glimpses(const Cache& cache, const std::string& account) {
    std::map<std::string, Glimpse> kept;
    for (const auto& text : cache.all(glimpses_of(account))) {
        if (auto one = emergency::cases::glimpse_in(text)) {
            auto id = one->case_id;
            kept.emplace(std::move(id), *std::move(one));
        }
    }
    return kept;
}

}  // namespace

void Session::remember(const Case& one, const std::string& done) {
    if (one.page_unread || one.ticket_unread) {
        return;  // Half a case would look like another stage.
    }
    const auto account = account_named(options_, world_.environment);
    const auto me = emergency::cases::remembered_me(connected_->sources);
    auto& cache = memory_->cache;
    const auto now = clock_->now();
    const auto name = name_of(account, id_of(one));
    const auto unpaged = name_of(account, key_root(one));
    if (unpaged != name) {
        cache.exchange(unpaged, {}, now);
    }
    if (!may_be_mine(one, me) || !is_open(one, config())) {
        cache.exchange(name, {}, now);
        return;
    }
    auto seen = done.empty() ? glimpse_of(one, config()) : glimpse_after(one, config(), done);
    seen.ahead = clock_->skew();
    cache.exchange(name, {style_fact(account, config()), {name, text_of(seen)}}, now);
}

void Session::remember_all(const std::vector<Case>& cases) {
    const auto account = account_named(options_, world_.environment);
    const auto me = emergency::cases::remembered_me(connected_->sources);
    auto& cache = memory_->cache;
    const auto before = kept_glimpses(cache, account);
    std::vector<Cache::Fact> facts{style_fact(account, config())};
    for (const auto& one : cases) {
        if (!may_be_mine(one, me)) {
            continue;
        }
        auto seen = glimpse_of(one, config());
        seen.ahead = clock_->skew();
        const auto known = before.find(seen.case_id);
        seen = known == before.end() ? seen : refreshed(known->second, seen);
        facts.push_back({name_of(account, seen.case_id), text_of(seen)});
    }
    cache.exchange(glimpses_of(account), facts, clock_->now());
}

std::vector<std::string> Session::contacted_cases() {
    const auto kept = memory();
    if (!kept) {
        return {};
    }
    std::vector<Glimpse> seen;
    for (auto& [id, one] :
         kept_glimpses((*kept)->cache, account_named(options_, world_.environment))) {
        seen.push_back(std::move(one));
    }
    return contacted_among(seen, world_.clock.now());
}

}  // namespace emerg
