#include "apps/emerg/commands/asking.h"

#include "apps/emerg/commands/thread_place.h"
#include "libemergency/core/text.h"
#include "libemergency/core/together.h"
#include "libemergency/procedure/call_out.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

namespace emerg {
namespace {

using emergency::cases::Case;
using emergency::cases::Sources;
using emergency::procedure::Asking;
using emergency::procedure::Takeover;

/// "U123" out of "<@U123>"; empty if it is a name.
std::string id_in(const std::string& mention) {
    return mention.starts_with("<@") ? mention.substr(2, mention.size() - 3) : std::string();
}

/// "<!subteam^S1> <@U1>": the group, and those of it who are on duty.
Result<std::string> mentions(const std::string& handle, const std::vector<std::string>& addresses,
                             const Sources& sources) {
    std::vector<std::string> all;
    if (!handle.empty()) {
        auto group = group_mention_of(handle, sources);
        if (!group) {
            return group.error();
        }
        all.push_back(*std::move(group));
    }
    for (const auto& address : addresses) {
        auto person = mention_of(address, address, sources);
        if (!person) {
            return person.error();
        }
        all.push_back(*std::move(person));
    }
    return fmt::format("{}", fmt::join(all, " "));
}

void fail(SlackPlace& place, const Error& error) {
    place.trouble = error.message;
    place.is_passing = is_passing(error);
}

/// Finds our message in the channel, then its thread.
Result<void> find(Asking& asking, const std::string& key, emergency::TimePoint since,
                  const Sources& sources) {
    const auto messages = sources.slack->history(asking.channel_id, since);
    if (!messages) {
        return messages.error();
    }
    const auto asked = std::find_if(messages->begin(), messages->end(), [&](const auto& each) {
        const auto its = each.payload.find("key");
        return its != each.payload.end() && its->second == key;
    });
    if (asked == messages->end()) {
        return {};
    }
    auto replies = sources.slack->replies(asking.channel_id, asked->ts);
    if (!replies) {
        return replies.error();
    }
    asking.asked = *asked;
    asking.replies = *std::move(replies);
    return {};
}

template <class Item>
Result<const Item*> named(const std::vector<Item>& items, const std::string& name,
                          const char* what) {
    std::vector<std::string> names;
    for (const auto& item : items) {
        if (item.name == name) {
            return &item;
        }
        names.push_back(item.name);
    }
    return Error{.kind = ErrorKind::not_found,
                 .message = fmt::format("there is no {} {}", what, emergency::one_line(name)),
                 .hint = names.empty()
                             ? fmt::format("none is configured; config.example.yaml shows how")
                             : fmt::format("configured are {}", fmt::join(names, ", "))};
}

}  // namespace

SlackPlace slack_place(const std::string& channel, const std::string& handle,
                       const std::vector<std::string>& addresses, Session& session) {
    SlackPlace place{.channel_name = channel};
    const auto sources = session.hurried_sources();
    if (!sources || (*sources)->slack == nullptr || channel.empty()) {
        place.trouble = !sources          ? sources.error().message
                        : channel.empty() ? "no Slack channel is configured"
                                          : "there is no Slack token";
        return place;
    }
    const auto [id, mention] =
        emergency::together([&] { return channel_id_of(channel, **sources); },
                            [&] { return mentions(handle, addresses, **sources); });
    if (!id || !mention) {
        fail(place, id ? mention.error() : id.error());
        return place;
    }
    place.channel_id = *id;
    place.mention = *mention;
    return place;
}

Asking read_asking(const SlackPlace& place, const std::string& key, emergency::TimePoint since,
                   Session& session) {
    Asking asking{.channel_id = place.channel_id,
                  .channel_name = place.channel_name,
                  .mention = place.mention,
                  .trouble = place.trouble};
    if (!asking.trouble.empty()) {
        return asking;
    }
    const auto sources = session.hurried_sources();
    if (!sources) {
        asking.trouble = sources.error().message;
        return asking;
    }
    const auto me = mention_of(session.config().user.email, {}, **sources);
    const auto found = me ? find(asking, key, since, **sources) : Result<void>(me.error());
    if (!found) {
        asking.trouble = found.error().message;
    }
    asking.my_id = me ? id_in(*me) : std::string();
    return asking;
}

Result<const emergency::Region*> region_of(const std::string& name, const Case& one,
                                           const emergency::Config& config) {
    if (name.empty() && config.regions.size() == 1) {
        return &config.regions.front();
    }
    auto wanted = name;
    if (wanted.empty() && one.organization) {
        const auto field = one.organization->fields.find(config.customer.region_field);
        wanted = field == one.organization->fields.end() ? wanted : field->second;
    }
    if (wanted.empty()) {
        return Error{.kind = ErrorKind::usage,
                     .message = "the customer has no region, so say which to ask",
                     .hint = "emerg escalate region --region NAME"};
    }
    return named(config.regions, emergency::lower(wanted), "region");
}

Result<emergency::procedure::RegionOptions> region_options(const std::string& name,
                                                           const std::string& text, const Case& one,
                                                           Session& session) {
    const auto region = region_of(name, one, session.config());
    if (!region) {
        return region.error();
    }
    const auto place = slack_place((*region)->channel, (*region)->handle, {}, session);
    if (!place.trouble.empty()) {
        return Error{.kind = place.is_passing ? ErrorKind::unreachable : ErrorKind::configuration,
                     .message = fmt::format("the region {} cannot be asked: {}", (*region)->name,
                                            place.trouble),
                     .hint = "page somebody instead: emerg page"};
    }
    return emergency::procedure::RegionOptions{.name = (*region)->name,
                                               .channel_id = place.channel_id,
                                               .channel_name = place.channel_name,
                                               .mention = place.mention,
                                               .text = text};
}

Result<std::vector<Takeover>> takeovers(const std::vector<std::string>& names, Session& session) {
    std::vector<Takeover> all;
    for (const auto& name : names) {
        const auto duty = named(session.config().duties, emergency::lower(name), "duty");
        if (!duty) {
            return duty.error();
        }
        const auto place = slack_place((*duty)->channel, (*duty)->handle, {}, session);
        Takeover takeover{.duty = (*duty)->name,
                          .title = (*duty)->title,
                          .channel_id = place.channel_id,
                          .channel_name = place.channel_name,
                          .mention = place.mention};
        if (!place.trouble.empty()) {
            (place.is_passing ? takeover.postponed : takeover.remark) = fmt::format(
                "nobody is asked to take the duty {}: {}", takeover.title, place.trouble);
        }
        all.push_back(std::move(takeover));
    }
    return all;
}

}  // namespace emerg
