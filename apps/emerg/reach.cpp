#include "apps/emerg/connected.h"
#include "apps/emerg/terminal/abilities.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <utility>

namespace emerg {
namespace {

using emergency::Secret;
using emergency::SecretSource;

/// The token of a service; `otherwise` says what is missing if it has none.
Result<Secret> token_of(const SecretSource& source, const emergency::Environment& environment,
                        const Error& otherwise) {
    return source.empty() ? Result<Secret>(otherwise)
                          : emergency::fetch_secret(source, environment);
}

/// What there is of a service's token, or the reason why there is none.
struct Fetched {
    Result<Secret> pagerduty;
    Result<Secret> zendesk;
    Result<Secret> slack;
};

Fetched fetch_all(const emergency::Config& config, const emergency::Environment& environment) {
    return {token_of(config.pagerduty.token, environment,
                     not_set("pagerduty.token", "EMERG_PAGERDUTY_TOKEN")),
            token_of(config.zendesk.token, environment,
                     not_set("zendesk.token", "EMERG_ZENDESK_TOKEN")),
            token_of(config.slack.token, environment, not_set("slack.token", "EMERG_SLACK_TOKEN"))};
}

Error no_zendesk() {
    return not_set("zendesk.url", "EMERG_ZENDESK_URL");
}

Secret or_none(const Result<Secret>& token) {
    return token ? *token : Secret();
}

}  // namespace

Error not_set(const std::string& what, const std::string& variable_name) {
    return {.kind = ErrorKind::configuration,
            .message = fmt::format("{} is not set", what),
            .hint = fmt::format(
                "set it in the configuration, or {}; emerg help configuration tells more",
                variable_name)};
}

/// A case needs PagerDuty and Zendesk, and Slack if it is configured.
Result<Session::Connected*> Session::connected() {
    if (connected_) {
        return connected_.get();
    }
    const auto& config = loaded_.config;
    if (config.zendesk.url.empty()) {
        return no_zendesk();
    }
    const auto tokens = fetch_all(config, world_.environment);
    const bool without_slack = config.slack.token.empty();
    for (const auto* each : {&tokens.pagerduty, &tokens.zendesk, &tokens.slack}) {
        if (!*each && !(each == &tokens.slack && without_slack)) {
            return each->error();
        }
    }
    return connect({*tokens.pagerduty, *tokens.zendesk, or_none(tokens.slack)});
}

Result<Session::Connected*> Session::connect(const Tokens& tokens) {
    const auto kept = memory();
    if (!kept) {
        return kept.error();
    }
    auto network = world_.network(loaded_.config, world_.environment);
    if (!network) {
        return network.error();
    }
    Told told;
    told.line = progress_line();
    told.trace = options_.trace.empty() ? nullptr : trace_.get();
    told.detail = options_.verbosity > 1 ? Detail::full : Detail::line;
    told.ended = [this](const std::string& line) {
        if (options_.verbosity > 0) {
            world_.terminal.err() << emergency::one_line(line) + '\n';
        }
    };
    told.waiting = [this](const std::string& why, std::chrono::milliseconds wait) {
        say(fmt::format("{}; trying again in {:.1f} s", why,
                        std::chrono::duration<double>(wait).count()));
    };
    connected_ = std::make_unique<Connected>(*std::move(network), **kept, tokens, loaded_.config,
                                             *clock_, std::move(told));
    connect_zoom(*connected_);
    return connected_.get();
}

/// The board of watch has the whole terminal, and says itself how it goes.
std::unique_ptr<ProgressLine> Session::progress_line() {
    const bool is_seen = world_.terminal.facts().error_is_terminal && can_draw(environment()) &&
                         !options_.quiet && command_ != "watch";
    return is_seen ? std::make_unique<ProgressLine>(world_.terminal.err()) : nullptr;
}

Result<Session::Reached> Session::reach() {
    const auto tokens = fetch_all(loaded_.config, world_.environment);
    connected_.reset();
    const auto all =
        connect({or_none(tokens.pagerduty), or_none(tokens.zendesk), or_none(tokens.slack)});
    if (!all) {
        return all.error();
    }
    Reached reached{.sources = &(*all)->sources};
    const auto note = [&reached](const char* service, const Result<Secret>& token) {
        if (!token) {
            reached.missing.emplace(service, token.error());
        }
    };
    note("pagerduty", tokens.pagerduty);
    note("zendesk", tokens.zendesk);
    note("slack", tokens.slack);
    if (loaded_.config.zendesk.url.empty()) {
        reached.missing.insert_or_assign("zendesk", no_zendesk());
    }
    return reached;
}

}  // namespace emerg
