#include "apps/emerg/commands/thread_place.h"

#include "libemergency/cases/progress.h"
#include "libemergency/core/text.h"
#include "libemergency/core/together.h"

#include <fmt/format.h>

namespace emerg {
namespace {

using emergency::cases::Case;
using emergency::cases::Sources;
using emergency::procedure::ThreadPlace;

constexpr std::chrono::hours remembered{24};

/// What is remembered under `name`, or what `ask` says, which is then remembered.
template <class Ask>
Result<std::string> known(const Sources& sources, const std::string& name, const Ask& ask) {
    const auto now = sources.clock.now();
    if (auto kept = sources.cache.find(name, now, remembered)) {
        return *std::move(kept);
    }
    Result<std::string> answer = ask();
    if (answer) {
        sources.cache.keep(name, *answer, now);
    }
    return answer;
}

void add_account_manager(ThreadPlace& place, const Case& one, const Sources& sources) {
    const auto manager = account_manager_of(one, sources.config);
    if (manager.value.empty()) {
        place.remark =
            manager.field.empty()
                ? "the customer has no account manager"
                : fmt::format("the customer has no dedicated account manager ({})", manager.field);
        return;
    }
    const auto cc = mention_of(manager.value, manager.value, sources);
    if (!cc) {
        place.postponed = cc.error().message;
        return;
    }
    place.cc = *cc;
    if (!cc->starts_with("<@")) {
        place.remark = fmt::format("the account manager {} is not known to Slack, so only named",
                                   manager.value);
    }
}

}  // namespace

bool is_passing(const Error& error) {
    return error.kind != ErrorKind::not_found && error.kind != ErrorKind::rejected &&
           error.kind != ErrorKind::unauthorized && error.kind != ErrorKind::configuration;
}

Result<std::string> channel_id_of(const std::string& name, const Sources& sources) {
    return known(sources, fmt::format("channel {} {}", sources.config.slack.url, name),
                 [&]() -> Result<std::string> {
                     const auto channel = sources.slack->channel(name);
                     return channel ? Result<std::string>(channel->id) : channel.error();
                 });
}

Result<std::string> group_mention_of(const std::string& handle, const Sources& sources) {
    const auto id =
        known(sources, fmt::format("slack group {} {}", sources.config.slack.url, handle),
              [&]() -> Result<std::string> {
                  const auto group = sources.slack->group(handle);
                  return group ? Result<std::string>(group->id) : group.error();
              });
    if (!id && is_passing(id.error())) {
        return id.error();
    }
    return id ? emergency::slack::group_mention(*id)
              : emergency::slack::escaped(handle.starts_with('@') ? handle : '@' + handle);
}

Result<std::string> mention_of(const std::string& address, const std::string& otherwise,
                               const Sources& sources) {
    if (sources.slack == nullptr || address.find('@') == std::string::npos) {
        return emergency::slack::escaped(otherwise);
    }
    const auto id =
        known(sources, fmt::format("slack user {} {}", sources.config.slack.url, address),
              [&]() -> Result<std::string> {
                  const auto user = sources.slack->user_by_email(address);
                  return user ? Result<std::string>(user->id) : user.error();
              });
    if (!id && is_passing(id.error())) {
        return id.error();
    }
    return id ? emergency::slack::mention(*id) : emergency::slack::escaped(otherwise);
}

ThreadPlace thread_place(const Case& one, const Sources& sources) {
    if (one.thread) {
        return {};
    }
    ThreadPlace place{.channel_name = channel_of(one, sources.config)};
    if (sources.slack == nullptr || place.channel_name.empty()) {
        place.remark = sources.slack == nullptr
                           ? "no thread is started: there is no Slack token"
                           : "no thread is started: no channel rule fits this case";
        return place;
    }
    const auto [id, managed] =
        emergency::together([&] { return channel_id_of(place.channel_name, sources); },
                            [&] {
                                ThreadPlace with_manager;
                                add_account_manager(with_manager, one, sources);
                                return with_manager;
                            });
    place.cc = managed.cc;
    place.remark = managed.remark;
    place.postponed = managed.postponed;
    if (id) {
        place.channel_id = *id;
    } else if (is_passing(id.error())) {
        place.postponed = id.error().message;
    } else {
        place.remark = fmt::format("no thread is started: {}", id.error().message);
    }
    return place;
}

}  // namespace emerg
