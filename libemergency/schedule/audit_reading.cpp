#include "libemergency/schedule/audit_reading.h"

#include "libemergency/core/together.h"
#include "libemergency/schedule/first_level.h"

#include <algorithm>
#include <mutex>
#include <set>
#include <tuple>

namespace emergency::schedule {
namespace {

using pagerduty::Client;
using pagerduty::Duty;
using pagerduty::EscalationPolicy;
using pagerduty::Reachability;
using pagerduty::RenderedSchedule;

using Ids = std::set<std::string>;
using Schedules = std::map<std::string, RenderedSchedule>;

/// Asks for each with `read`, and tells how far it is.
template <class Answer, class Wanted, class Read>
Result<std::vector<Answer>> read_each(const std::vector<Wanted>& wanted, const Counted& counted,
                                      const Read& read) {
    std::mutex counting;
    std::size_t answered = 0;
    std::vector<std::function<Result<Answer>()>> reads;
    reads.reserve(wanted.size());
    for (const auto& one : wanted) {
        reads.emplace_back([&]() -> Result<Answer> {
            auto answer = read(one);
            const std::lock_guard lock(counting);
            counted(++answered, wanted.size());
            return answer;
        });
    }
    std::vector<Answer> all;
    for (auto& answer : together(reads, requests_at_a_time)) {
        if (!answer) {
            return answer.error();
        }
        all.push_back(*std::move(answer));
    }
    return all;
}

/// Adds entries of the next window; one that reaches into both is in both.
void add_entries(std::vector<Duty>& all, const std::vector<Duty>& more) {
    const auto place = [](const Duty& duty) {
        return std::tie(duty.start, duty.end, duty.user.id);
    };
    for (const auto& duty : more) {
        const bool is_known = std::any_of(
            all.begin(), all.end(), [&](const Duty& each) { return place(each) == place(duty); });
        if (!is_known) {
            all.push_back(duty);
        }
    }
}

/// The schedules over the stretch, by id.
Result<Schedules> read_rendered(const Client& client, const Ids& ids, Stretch stretch,
                                const Counted& counted) {
    std::vector<std::pair<std::string, Stretch>> wanted;
    for (const auto& id : ids) {
        for (const auto& window : windows_of(stretch)) {
            wanted.emplace_back(id, window);
        }
    }
    auto answers = read_each<RenderedSchedule>(wanted, counted, [&](const auto& one) {
        return client.rendered(one.first, one.second.since, one.second.until);
    });
    if (!answers) {
        return answers.error();
    }
    Schedules all;
    for (auto& answer : *answers) {
        const auto [known, is_new] = all.emplace(answer.id, answer);
        if (!is_new) {
            add_entries(known->second.duties, answer.duties);
            add_entries(known->second.layers, answer.layers);
            add_entries(known->second.overrides, answer.overrides);
        }
    }
    return all;
}

Ids schedules_in(const std::vector<Rotation>& rotations) {
    Ids ids;
    for (const auto& rotation : rotations) {
        ids.insert(rotation.schedules.begin(), rotation.schedules.end());
    }
    return ids;
}

Ids policies_of(const Schedules& schedules) {
    Ids ids;
    for (const auto& [id, schedule] : schedules) {
        ids.insert(schedule.policies.begin(), schedule.policies.end());
    }
    return ids;
}

/// What policies page, and is not among the schedules.
Ids others_of(const std::vector<EscalationPolicy>& policies, const Schedules& schedules) {
    Ids ids;
    for (const auto& policy : policies) {
        for (const auto& level : policy.levels) {
            std::copy_if(level.schedules.begin(), level.schedules.end(),
                         std::inserter(ids, ids.end()),
                         [&](const auto& id) { return !schedules.contains(id); });
        }
    }
    return ids;
}

/// Who has duty within the stretch.
std::vector<std::string> people_with_duty(const Schedules& schedules, Stretch stretch) {
    Ids ids;
    for (const auto& [id, schedule] : schedules) {
        for (const auto& duty : schedule.duties) {
            if (duty.start < stretch.until && stretch.since < duty.end) {
                ids.insert(duty.user.id);
            }
        }
    }
    return {ids.begin(), ids.end()};
}

/// What hangs on the schedules: policies, what else these page, and people.
Result<void> read_around(const Client& client, const Schedules& schedules, const Counted& counted,
                         Audited& audited) {
    const auto ids = policies_of(schedules);
    auto policies = read_each<EscalationPolicy>(
        std::vector(ids.begin(), ids.end()), counted,
        [&](const std::string& id) { return client.escalation_policy(id); });
    if (!policies) {
        return policies.error();
    }
    const auto others =
        read_rendered(client, others_of(*policies, schedules), audited.stretch, counted);
    if (!others) {
        return others.error();
    }
    const auto people =
        read_each<Reachability>(people_with_duty(schedules, audited.stretch), counted,
                                [&](const std::string& id) { return client.reachability(id); });
    if (!people) {
        return people.error();
    }
    audited.policies = *std::move(policies);
    for (const auto& [id, schedule] : *others) {
        audited.others.push_back(schedule);
    }
    for (const auto& person : *people) {
        audited.people.emplace(person.user.id, person);
    }
    return {};
}

}  // namespace

Result<Audited> read_audited(const Client& client, const std::vector<Rotation>& rotations,
                             Stretch stretch, const Counted& counted) {
    const auto whole = with_schedules(client, rotations);
    const auto schedules = whole ? read_rendered(client, schedules_in(*whole),
                                                 {.since = stretch.since - around_audit,
                                                  .until = stretch.until + around_audit},
                                                 counted)
                                 : Result<Schedules>(whole.error());
    if (!schedules) {
        return schedules.error();
    }
    Audited audited{.stretch = stretch};
    for (const auto& rotation : *whole) {
        AuditedRotation one{.rotation = rotation};
        for (const auto& id : rotation.schedules) {
            if (const auto found = schedules->find(id); found != schedules->end()) {
                one.schedules.push_back(found->second);
            }
        }
        audited.rotations.push_back(std::move(one));
    }
    if (auto fine = read_around(client, *schedules, counted, audited); !fine) {
        return fine.error();
    }
    return audited;
}

}  // namespace emergency::schedule
