#include "apps/emerg/commands/colleague.h"

#include "apps/emerg/commands/thread_place.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace emerg {
namespace {

using emergency::cases::Sources;
using emergency::pagerduty::User;
using emergency::procedure::Colleague;

constexpr std::size_t letters_alike = 2;  ///< With which those begin that may be meant.

std::vector<std::string> addresses_of(const std::vector<User>& users) {
    std::vector<std::string> addresses;
    addresses.reserve(users.size());
    for (const auto& user : users) {
        addresses.push_back(emergency::one_line(user.email));
    }
    return addresses;
}

/// The address of whoever is called nearly so; empty if nobody is, or PagerDuty does not tell.
std::string meant_perhaps(const std::string& who, const Sources& sources) {
    const auto beginning = who.substr(0, letters_alike);
    const bool is_plain = std::all_of(beginning.begin(), beginning.end(), [](unsigned char letter) {
        return std::isalnum(letter) != 0;
    });
    if (!is_plain) {
        return {};
    }
    const auto users = sources.pagerduty.users(beginning);
    if (!users) {
        return {};
    }
    for (const auto& user : *users) {
        const std::vector<std::string> called{emergency::lower(user.name),
                                              emergency::lower(user.email)};
        if (!emergency::nearest(emergency::lower(who), called).empty()) {
            return emergency::one_line(user.email);
        }
    }
    return {};
}

Error unknown(const std::string& who, const Sources& sources) {
    const auto near = meant_perhaps(who, sources);
    return {.kind = ErrorKind::not_found,
            .message = fmt::format("nobody is known as {}", emergency::one_line(who)),
            .hint = near.empty() ? "an address tells best who is meant"
                                 : fmt::format("did you mean {}?", near)};
}

/// By address; whoever carries no pager may still be in Slack.
Result<User> at_address(const std::string& address, const Sources& sources) {
    auto user = sources.pagerduty.user_by_email(address);
    if (user || user.error().kind != ErrorKind::not_found || sources.slack == nullptr) {
        return user || user.error().kind != ErrorKind::not_found
                   ? user
                   : Result<User>(unknown(address, sources));
    }
    const auto in_slack = sources.slack->user_by_email(address);
    if (in_slack) {
        return User{.name = in_slack->name, .email = address};
    }
    return in_slack.error().kind == ErrorKind::not_found ? unknown(address, sources)
                                                         : in_slack.error();
}

Result<User> with_name(const std::string& name, const Sources& sources) {
    const auto users = sources.pagerduty.users(name);
    if (!users) {
        return users.error();
    }
    if (users->size() > 1) {
        return Error{
            .kind = ErrorKind::usage,
            .message = fmt::format("'{}' may be several people", emergency::one_line(name)),
            .hint = fmt::format("name one of them: {}", fmt::join(addresses_of(*users), ", "))};
    }
    return users->empty() ? Result<User>(unknown(name, sources)) : users->front();
}

}  // namespace

Result<Colleague> find_colleague(const std::string& who, Session& session) {
    const auto sources = session.hurried_sources();
    if (!sources) {
        return sources.error();
    }
    const auto wanted = emergency::one_line(who);
    const auto user = wanted == "me" ? (*sources)->pagerduty.me()
                      : wanted.find('@') != std::string::npos
                          ? at_address(emergency::lower(wanted), **sources)
                          : with_name(wanted, **sources);
    if (!user) {
        return user.error();
    }
    Colleague colleague{.address = emergency::lower(user->email),
                        .name = emergency::one_line(user->name)};
    const auto mention = mention_of(colleague.address, colleague.name, **sources);
    colleague.mention = mention ? *mention : std::string();
    colleague.postponed = mention ? std::string() : mention.error().message;
    return colleague;
}

}  // namespace emerg
