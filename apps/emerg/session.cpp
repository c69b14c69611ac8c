#include "apps/emerg/session.h"

#include "apps/emerg/config_files.h"
#include "apps/emerg/connected.h"
#include "apps/emerg/terminal/complaint.h"
#include "apps/emerg/whole_file.h"
#include "libemergency/core/text.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <random>
#include <utility>

namespace emerg {
namespace {

using emergency::Config;
using emergency::Environment;

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

}  // namespace

std::string variable(const Environment& environment, const std::string& name) {
    const auto found = environment.find(name);
    return found == environment.end() ? std::string() : found->second;
}

Session::Connected::Connected(std::unique_ptr<emergency::http::Transport> transport, Memory& memory,
                              const Tokens& tokens, const Config& config,
                              emergency::ServerClock& clock, Told told)
    : network(std::move(transport)),
      awaited(*network, std::move(told.line)),
      traced(awaited, clock, std::move(told.ended), told.detail, told.trace),
      dated(traced, clock),
      retrying(dated, clock, retries(config), &jitter, std::move(told.waiting)),
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
      clock_(std::make_unique<emergency::ServerClock>(world.clock)),
      trace_(std::make_unique<Trace>()) {}

Session::~Session() = default;

emergency::Clock& Session::clock() {
    return *clock_;
}

std::chrono::milliseconds Session::skew() const {
    return clock_->skew();
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

void Session::reconnect() {
    connected_.reset();
}

/// Its secret is fetched when a call is opened or closed, not before.
void Session::connect_zoom(Connected& connected) {
    const auto& zoom = loaded_.config.zoom;
    if (zoom.is_set()) {
        connected.zoom.emplace(connected.breaker,
                               emergency::zoom::Account{.url = zoom.url,
                                                        .oauth_url = zoom.oauth_url,
                                                        .account_id = zoom.account_id,
                                                        .client_id = zoom.client_id,
                                                        .client_secret =
                                                            [source = zoom.client_secret, this] {
                                                                return emergency::fetch_secret(
                                                                    source, world_.environment);
                                                            },
                                                        .user = zoom.user});
    }
}

Result<const emergency::gitlab::Client*> Session::hurried_gitlab() {
    const auto all = connected();
    if (!all) {
        return all.error();
    }
    const auto& its = loaded_.config.gitlab;
    if (its.project.empty() || its.token.empty()) {
        return not_set(its.project.empty() ? "gitlab.project" : "gitlab.token",
                       its.project.empty() ? "EMERG_GITLAB_PROJECT" : "EMERG_GITLAB_TOKEN");
    }
    if (!(*all)->gitlab) {
        const auto token = emergency::fetch_secret(its.token, world_.environment);
        if (!token) {
            return token.error();
        }
        (*all)->gitlab.emplace((*all)->breaker, its.url, *token, its.project);
        (*all)->hurried_gitlab.emplace((*all)->hurried, its.url, *token, its.project);
    }
    return &*(*all)->hurried_gitlab;
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

Result<const emergency::procedure::Actor*> Session::actor(emergency::cases::Reading reading) {
    const auto all = connected();
    if (!all) {
        return all.error();
    }
    auto& known = (*all)->actor;
    if (known) {
        return &*known;
    }
    const auto me = emergency::cases::identify((*all)->sources, reading);
    const auto instance = memory_->journal.instance();
    if (!me || !instance) {
        return me ? instance.error() : me.error();
    }
    known = emergency::procedure::Actor{*me, fmt::format("{} {}", me->zendesk.email, *instance)};
    return &*known;
}

Result<emergency::cases::Case> Session::find_case(const emergency::cases::Reference& reference,
                                                  emergency::cases::Reading reading) {
    const auto all = sources();
    if (!all) {
        return all.error();
    }
    auto one = emergency::cases::find_case(**all, reference, reading);
    if (one) {
        remember(*one);
    }
    return one;
}

Result<void> Session::write_trace() const {
    return options_.trace.empty()
               ? Result<void>()
               : write_whole_file(options_.trace, trace_->text(), Readers::owner);
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
