#include "apps/sandbox/pagerduty/account.h"

#include "apps/sandbox/pagerduty/rota.h"

#include <fmt/format.h>

#include <algorithm>

namespace sandbox::pagerduty {
namespace {

template <class List>
auto* find_in(List& list, const std::string& id) {
    const auto found =
        std::find_if(list.begin(), list.end(), [&](const auto& each) { return each.id == id; });
    return found == list.end() ? nullptr : &*found;
}

std::string lower(std::string text) {
    std::transform(text.begin(), text.end(), text.begin(), [](char letter) {
        return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
    });
    return text;
}

std::uint64_t scrambled(std::uint64_t value) {
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebULL;
    return value ^ (value >> 31U);
}

}  // namespace

std::string Account::new_id(std::string_view prefix) {
    constexpr std::string_view digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    std::string text;
    for (auto rest = ++last_id; rest > 0; rest /= digits.size()) {
        text.insert(text.begin(), digits[rest % digits.size()]);
    }
    return fmt::format("{}{:0>5}", prefix, text);
}

std::string Account::new_key() {
    const auto seed = ++last_id * 0x9e3779b97f4a7c15ULL;
    return fmt::format("{:016x}{:016x}", scrambled(seed), scrambled(~seed));
}

Incident& Account::add(Incident incident) {
    places[incident.id] = incidents.size();
    last_number = std::max(last_number, incident.number);
    incidents.push_back(std::move(incident));
    return incidents.back();
}

Incident* Account::find_incident(const std::string& id) {
    if (const auto found = places.find(id); found != places.end()) {
        return &incidents[found->second];
    }
    const auto numbered = std::find_if(incidents.begin(), incidents.end(), [&](const auto& each) {
        return std::to_string(each.number) == id;
    });
    return numbered == incidents.end() ? nullptr : &*numbered;
}

Incident* Account::find_open(const std::string& service, const std::string& key) {
    const auto found = std::find_if(incidents.begin(), incidents.end(), [&](const auto& each) {
        return each.service == service && each.key == key && each.status != "resolved";
    });
    return found == incidents.end() ? nullptr : &*found;
}

const Person* Account::find_user(const std::string& id) const {
    return find_in(users, id);
}

const Person* Account::find_email(const std::string& email) const {
    const auto found = std::find_if(users.begin(), users.end(), [&](const auto& each) {
        return lower(each.email) == lower(email);
    });
    return found == users.end() ? nullptr : &*found;
}

Schedule* Account::find_schedule(const std::string& id) {
    return find_in(schedules, id);
}

const Schedule* Account::find_schedule(const std::string& id) const {
    return find_in(schedules, id);
}

const Policy* Account::find_policy(const std::string& id) const {
    return find_in(policies, id);
}

const ServiceEntry* Account::find_service(const std::string& id) const {
    return find_in(services, id);
}

const Priority* Account::find_priority(const std::string& id_or_name) const {
    const auto found = std::find_if(priorities.begin(), priorities.end(), [&](const auto& each) {
        return each.id == id_or_name || each.name == id_or_name;
    });
    return found == priorities.end() ? nullptr : &*found;
}

std::vector<std::string> Account::on_call(const std::string& policy) const {
    const auto* found = find_policy(policy);
    if (found == nullptr || found->levels.empty()) {
        return {};
    }
    const auto& level = found->levels.front();
    auto on_duty = level.users;
    for (const auto& id : level.schedules) {
        const auto* schedule = find_schedule(id);
        const auto shift = schedule == nullptr ? std::nullopt : shift_at(*schedule, now());
        if (shift && std::find(on_duty.begin(), on_duty.end(), shift->user) == on_duty.end()) {
            on_duty.push_back(shift->user);
        }
    }
    return on_duty;
}

}  // namespace sandbox::pagerduty
