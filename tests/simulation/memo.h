#pragma once

#include "apps/sandbox/service.h"

#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace simulation {

/// Remembers what a service answered to a read, until something changes: most of the time of a
/// simulation would go into making the same text again.
class Memo {
public:
    /// The answer to this request of this person; null if it is not known.
    const sandbox::Answer* find(const std::string& who, const std::string& url) const {
        const auto found = answers_.find(who + ' ' + url);
        return found == answers_.end() ? nullptr : &found->second;
    }
    void keep(const std::string& who, const std::string& url, const sandbox::Answer& answer) {
        answers_.insert_or_assign(who + ' ' + url, answer);
    }
    /// Something changed in the service whose urls begin like this.
    void forget(std::string_view origin) {
        std::erase_if(answers_, [origin](const auto& each) {
            const std::string_view name(each.first);
            return name.substr(name.find(' ') + 1).starts_with(origin);
        });
    }

private:
    std::unordered_map<std::string, sandbox::Answer> answers_;
};

}  // namespace simulation
