#include "apps/emerg/session.h"

#include "apps/emerg/connected.h"
#include "apps/emerg/terminal/complaint.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>

#include <algorithm>
#include <random>
#include <utility>

namespace emerg {
namespace {

using emergency::Config;
using emergency::Environment;
using emergency::Secret;

Error not_set(const std::string& what, const std::string& variable_name) {
    return {.kind = ErrorKind::configuration,
            .message = fmt::format("{} is not set", what),
            .hint = fmt::format(
                "set it in the configuration, or {}; emerg help configuration tells more",
                variable_name)};
}

/// What the emergency can do without (whom to mention, which channel) may hold it up for so long.
constexpr std::chrono::milliseconds longest_hurry{3'000};

/// One half for each try, so that a hanging service leaves time for a second.
emergency::http::RetryPolicy retries(const Config& config) {
    emergency::http::RetryPolicy policy;
    policy.patience = config.network.timeout;
    return policy;
}

double jitter() {
    thread_local std::mt19937 engine{std::random_device{}()};
    return std::uniform_real_distribution<double>(0.0, 1.0)(engine);
}

Result<Tokens> fetch_tokens(const Config& config, const Environment& environment) {
    if (config.pagerduty.token.empty()) {
        return not_set("pagerduty.token", "EMERG_PAGERDUTY_TOKEN");
    }
    if (config.zendesk.token.empty()) {
        return not_set("zendesk.token", "EMERG_ZENDESK_TOKEN");
    }
    auto pagerduty = emergency::fetch_secret(config.pagerduty.token, environment);
    auto zendesk = emergency::fetch_secret(config.zendesk.token, environment);
    auto slack = config.slack.token.empty()
                     ? Result<Secret>(Secret())
                     : emergency::fetch_secret(config.slack.token, environment);
    for (const auto* each : {&pagerduty, &zendesk, &slack}) {
        if (!*each) {
            return each->error();
        }
    }
    return Tokens{*pagerduty, *zendesk, *slack};
}

std::string state_folder(const Environment& environment) {
    if (auto chosen = variable(environment, "EMERG_STATE"); !chosen.empty()) {
        return chosen;
    }
    const auto base = variable(environment, "XDG_STATE_HOME");
    return (base.empty() ? variable(environment, "HOME") + "/.local/state" : base) + "/emerg";
}

}  // namespace

std::string variable(const Environment& environment, const std::string& name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
}

Session::Connected::Connected(std::unique_ptr<emergency::http::Transport> transport, Memory& memory,
                              const Tokens& tokens, const Config& config,
                              emergency::ServerClock& clock, TracedTransport::Said traced_line,
                              emergency::http::RetryingTransport::Waiting waiting)
    : network(std::move(transport)),
      traced(*network, std::move(traced_line)),
      dated(traced, clock),
      retrying(dated, clock, retries(config), &jitter, std::move(waiting)),
      breaker(retrying),
      pagerduty(breaker, config.pagerduty.url, tokens.pagerduty,
                config.pagerduty.email.empty() ? config.user.email : config.pagerduty.email),
      zendesk(breaker, config.zendesk.url, tokens.zendesk, config.zendesk.email),
      hurried(breaker, std::min(config.network.timeout, longest_hurry)),
      sources{pagerduty, zendesk, nullptr, config, memory.cache, clock},
      hurried_sources{sources} {
    if (!tokens.slack.empty()) {
        slack.emplace(breaker, config.slack.url, tokens.slack);
        sources.slack = &*slack;
        hurried_slack.emplace(hurried, config.slack.url, tokens.slack);
        hurried_sources.slack = &*hurried_slack;
    }
}

Session::Session(World& world, GlobalOptions options, emergency::LoadedConfig loaded,
                 std::string command, Understand understand)
    : world_(world),
      options_(std::move(options)),
      loaded_(std::move(loaded)),
      command_(std::move(command)),
      understand_(std::move(understand)),
      clock_(std::make_unique<emergency::ServerClock>(world.clock)) {}

Session::~Session() = default;

emergency::Clock& Session::clock() {
    return *clock_;
}

Result<Session::Memory*> Session::memory() {
    if (memory_) {
        return memory_.get();
    }
    auto store = world_.store(state_folder(world_.environment));
    if (!store) {
        return store.error();
    }
    memory_ = std::make_unique<Memory>(*std::move(store));
    return memory_.get();
}

Result<Session::Connected*> Session::connected() {
    if (connected_) {
        return connected_.get();
    }
    const auto& config = loaded_.config;
    if (config.zendesk.url.empty()) {
        return not_set("zendesk.url", "EMERG_ZENDESK_URL");
    }
    const auto tokens = fetch_tokens(config, world_.environment);
    if (!tokens) {
        return tokens.error();
    }
    const auto kept = memory();
    if (!kept) {
        return kept.error();
    }
    connected_ = std::make_unique<Connected>(
        world_.network(config, world_.environment), **kept, *tokens, config, *clock_,
        [this](const std::string& line) {
            if (options_.verbosity > 0) {
                world_.terminal.err() << emergency::one_line(line) + '\n';
            }
        },
        [this](const std::string& why, std::chrono::milliseconds wait) {
            say(fmt::format("{}; trying again in {:.1f} s", why,
                            std::chrono::duration<double>(wait).count()));
        });
    return connected_.get();
}

Result<emergency::Journal*> Session::journal() {
    const auto kept = memory();
    if (!kept) {
        return kept.error();
    }
    return &(*kept)->journal;
}

Result<const emergency::cases::Sources*> Session::sources() {
    const auto all = connected();
    if (!all) {
        return all.error();
    }
    return &(*all)->sources;
}

Result<const emergency::cases::Sources*> Session::hurried_sources() {
    const auto all = connected();
    if (!all) {
        return all.error();
    }
    return &(*all)->hurried_sources;
}

Result<const emergency::procedure::Actor*> Session::actor() {
    const auto all = connected();
    if (!all) {
        return all.error();
    }
    auto& known = (*all)->actor;
    if (known) {
        return &*known;
    }
    const auto me = emergency::cases::identify((*all)->sources);
    const auto instance = memory_->journal.instance();
    if (!me || !instance) {
        return me ? instance.error() : me.error();
    }
    known = emergency::procedure::Actor{*me, fmt::format("{} {}", me->zendesk.email, *instance)};
    return &*known;
}

Result<emergency::cases::Case> Session::find_case(const emergency::cases::Reference& reference) {
    const auto all = sources();
    if (!all) {
        return all.error();
    }
    return emergency::cases::find_case(**all, reference);
}

Result<ExitCode> Session::answer(const Listing& listing) {
    if (const auto written = write(listing, options_, world_.terminal, clock_->now()); !written) {
        return written.error();
    }
    return ExitCode::done;
}

void Session::say(const std::string& text) {
    if (!options_.quiet) {
        world_.terminal.err() << "emerg: " << emergency::printable(text) << '\n';
    }
}

ExitCode Session::complain(const Error& error) {
    write_complaint(error,
                    {.command = command_, .json = options_.wants_json(), .case_id = case_id_},
                    world_.terminal.err());
    return exit_code_of(error.kind);
}

}  // namespace emerg
