#include "apps/emerg/commands/token_trial.h"

#include "apps/emerg/introductions.h"
#include "libemergency/gitlab/client.h"
#include "libemergency/zoom/client.h"

#include <fmt/format.h>

#include <algorithm>

namespace emerg {
namespace {

using emergency::Config;
using emergency::Secret;
using emergency::health::Verdict;

Result<TokenTrial> tried(const Introduction& said) {
    TokenTrial trial{.account = said.who.value_or(std::string())};
    for (const auto& check : said.checks) {
        if (check.verdict == Verdict::fail) {
            return Error{.kind = check.kind.value_or(ErrorKind::unauthorized),
                         .message = check.told,
                         .hint = check.hint,
                         .service = said.service};
        }
        if (check.verdict == Verdict::warn) {
            trial.remark = check.told;
        }
    }
    return trial;
}

/// One of the three that `auth check` asks; the tokens of the others are left out.
Result<TokenTrial> try_at_one_of_three(const GivenToken& given, World& world,
                                       const GlobalOptions& options,
                                       emergency::LoadedConfig loaded) {
    auto& config = loaded.config;
    const auto source = [&](const char* name) {
        return emergency::SecretSource{.given = given.service == name ? given.token : Secret()};
    };
    config.pagerduty.token = source("pagerduty");
    config.zendesk.token = source("zendesk");
    config.slack.token = source("slack");
    Session session(world, options, std::move(loaded), "auth", {});
    if (auto writable = session.write_trace(); !writable) {
        return writable.error();
    }
    const auto reached = session.reach();
    if (!reached) {
        return reached.error();
    }
    const auto all = introductions(*reached, session.config());
    if (const auto traced = session.write_trace(); !traced) {
        session.complain(traced.error());
    }
    return tried(*std::find_if(all.begin(), all.end(),
                               [&](const auto& each) { return each.service == given.service; }));
}

Result<TokenTrial> try_at_gitlab(const Secret& token, emergency::http::Transport& network,
                                 const Config& config) {
    const auto me =
        emergency::gitlab::Client(network, config.gitlab.url, token, config.gitlab.project).me();
    return me ? Result<TokenTrial>(TokenTrial{.account = *me}) : me.error();
}

Result<TokenTrial> try_at_zoom(const Secret& token, emergency::http::Transport& network,
                               const Config& config) {
    const auto& zoom = config.zoom;
    if (!zoom.is_set()) {
        return Error{.kind = ErrorKind::configuration,
                     .message = "zoom.account_id and zoom.client_id are not set",
                     .hint = "set them first, or --no-check"};
    }
    const auto meetings = emergency::zoom::Client(
                              network, {.url = zoom.url,
                                        .oauth_url = zoom.oauth_url,
                                        .account_id = zoom.account_id,
                                        .client_id = zoom.client_id,
                                        .client_secret = [&token] { return Result<Secret>(token); },
                                        .user = zoom.user})
                              .meetings();
    return meetings ? Result<TokenTrial>(TokenTrial{.account = zoom.account_id}) : meetings.error();
}

}  // namespace

Result<TokenTrial> try_token(const GivenToken& given, World& world, const GlobalOptions& options,
                             const emergency::LoadedConfig& loaded) {
    if (given.service != "gitlab" && given.service != "zoom") {
        return try_at_one_of_three(given, world, options, loaded);
    }
    const auto network = world.network(loaded.config, world.environment);
    if (!network) {
        return network.error();
    }
    return given.service == "gitlab" ? try_at_gitlab(given.token, **network, loaded.config)
                                     : try_at_zoom(given.token, **network, loaded.config);
}

}  // namespace emerg
