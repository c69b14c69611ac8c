#include "apps/emerg/commands/slack_names.h"

namespace emerg {
namespace {

using emergency::ErrorKind;

/// Not a fault that passes: the name will not be told later either.
bool stays_unknown(const emergency::Error& error) {
    return error.kind == ErrorKind::unauthorized || error.kind == ErrorKind::not_found;
}

}  // namespace

emergency::Result<std::map<std::string, std::string>> names_in(
    const std::vector<emergency::slack::Message>& messages, const emergency::slack::Client& slack) {
    std::map<std::string, std::string> names;
    for (const auto& message : messages) {
        if (message.user_id.empty() || names.contains(message.user_id)) {
            continue;
        }
        const auto user = slack.user(message.user_id);
        if (!user && !stays_unknown(user.error())) {
            return user.error();
        }
        names.emplace(message.user_id, user && !user->name.empty() ? user->name : message.user_id);
    }
    return names;
}

}  // namespace emerg
