#include "apps/emerg/commands/accept.h"

#include "libemergency/cases/progress.h"
#include "libemergency/core/duration.h"

#include <fmt/format.h>

#include <algorithm>

namespace emerg {
namespace {

using emergency::cases::Case;
using emergency::procedure::Situation;
using emergency::procedure::Take;
using std::chrono::milliseconds;

constexpr const char* by_policy = "policy";
constexpr milliseconds shortest_pause{2'000};
constexpr milliseconds longest_pause{15'000};

ExitCode not_accepted(const Case& one, milliseconds limit, Session& session) {
    session.complain(
        {.message =
             fmt::format("{} was handed over, and not accepted within {}",
                         emergency::procedure::name_of(one), emergency::brief_duration(limit)),
         .hint = fmt::format("page them: emerg page ADDRESS {} -m 'Please take over'; you have it "
                             "until they say that they do",
                             id_of(one))});
    return ExitCode::in_part;
}

}  // namespace

Result<ExitCode> accept(const std::vector<std::string>& cases, Take take, Session& session) {
    const auto plan = [&](const Situation& situation) {
        return plan_accept(situation, {.take = take});
    };
    std::vector<std::string> again{"handoff", "accept"};
    if (take == Take::yes) {
        again.emplace_back("--take");
    }
    return session.carry_out_each(cases, {plan, std::move(again)});
}

Result<std::optional<milliseconds>> wait_limit(const std::string& words,
                                               const emergency::Config& config) {
    using Limit = std::optional<milliseconds>;
    if (words.empty() || words == by_policy) {
        return words.empty() ? Limit() : Limit(config.policy.slack_silence);
    }
    const auto limit = emergency::parse_duration(words);
    return limit ? Result<Limit>(Limit(*limit)) : limit.error();
}

Result<ExitCode> wait_for_acceptance(const emergency::cases::Reference& reference,
                                     milliseconds limit, Session& session) {
    const auto until = session.clock().now() + limit;
    for (auto pause = shortest_pause;; pause = std::min(pause * 2, longest_pause)) {
        const auto one = session.find_case(reference);
        if (!one) {
            return one.error();
        }
        const auto handover = last_handover(*one);
        if (handover && handover->accepted != nullptr) {
            session.say(fmt::format("{} was accepted by {}", emergency::procedure::name_of(*one),
                                    writer_of(*one, *handover->accepted)));
            return ExitCode::done;
        }
        const auto left = std::chrono::duration_cast<milliseconds>(until - session.clock().now());
        if (left <= milliseconds(0)) {
            return not_accepted(*one, limit, session);
        }
        session.clock().sleep(std::min(pause, left));
    }
}

}  // namespace emerg
