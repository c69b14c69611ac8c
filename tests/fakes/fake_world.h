#pragma once

#include "apps/emerg/program.h"
#include "tests/fakes/fake_clock.h"
#include "tests/fakes/scripted_transport.h"

#include <memory>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

/// A whole outside world in memory, with an operator who types commands.
struct FakeWorld {
    ScriptedTransport network;
    FakeClock clock;
    emergency::Environment environment{{"EMERG_CONFIG", "/dev/null"},
                                       {"EMERG_EMAIL", "ana@example.com"},
                                       {"EMERG_PAGERDUTY_TOKEN", "pd-secret"},
                                       {"EMERG_PAGERDUTY_URL", "https://pd"},
                                       {"EMERG_ZENDESK_TOKEN", "zd-secret"},
                                       {"EMERG_ZENDESK_URL", "https://zd"},
                                       {"EMERG_ZENDESK_EMAIL", "ana@example.com"}};
    emerg::TerminalFacts facts;
    std::string typed;  ///< What is on standard input.
    bool output_is_full = false;

    int run(std::vector<std::string> words) {
        std::istringstream in(typed);
        out_.str({});
        err_.str({});
        out_.clear(output_is_full ? std::ios::badbit : std::ios::goodbit);
        emerg::Terminal terminal(in, out_, err_, facts);
        emerg::World world{
            [this](const auto&, const auto&) -> std::unique_ptr<emergency::http::Transport> {
                return std::make_unique<Borrowed>(network);
            },
            [](const std::string&) { return emergency::Store::in_memory(); },
            clock,
            terminal,
            environment,
            [](const std::string&) { return emergency::Store::in_memory(); }};
        return emerg::run_program(std::move(words), world);
    }

    std::string out() const { return out_.str(); }
    std::string err() const { return err_.str(); }

private:
    /// The session owns its transport; the script outlives it.
    struct Borrowed final : emergency::http::Transport {
        explicit Borrowed(ScriptedTransport& script) : script_(script) {}
        emergency::Result<emergency::http::Response> send(
            const emergency::http::Request& request) override {
            return script_.send(request);
        }
        ScriptedTransport& script_;
    };

    std::ostringstream out_;
    std::ostringstream err_;
};
