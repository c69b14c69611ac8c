#include "tests/simulation/baton.h"

#include "libemergency/core/together.h"

#include <algorithm>
#include <span>
#include <utility>

namespace simulation {
namespace {

/// Far more than any simulation needs.
constexpr long long most_steps = 100'000;

}  // namespace

Baton::Baton(sandbox::Clock& clock, Draw& draw) : clock_(clock), draw_(draw) {}

Baton::~Baton() = default;

void Baton::add(milliseconds after, std::function<void()> work) {
    auto runner = std::make_unique<Runner>();
    runner->work = std::move(work);
    runner->wakes = clock_.now() + after;
    runners_.push_back(std::move(runner));
}

void Baton::run() {
    if (runners_.empty()) {
        return;
    }
    const auto others = std::span(runners_).subspan(1);
    for (auto& runner : others) {
        runner->thread = std::thread([this, &runner = *runner] { live(runner); });
    }
    hand_to(*next());
    live(*runners_.front());  // In this thread: a story of one needs no other.
    all_done_.acquire();
    for (auto& runner : others) {
        runner->thread.join();
    }
    runners_.clear();
    holder_ = nullptr;
    if (failure_) {
        std::rethrow_exception(std::exchange(failure_, nullptr));
    }
}

void Baton::live(Runner& runner) {
    runner.turn.acquire();
    draw_of_this_thread = &draw_;
    try {
        runner.work();
    } catch (...) {
        failure_ = failure_ ? failure_ : std::current_exception();
    }
    runner.is_done = true;
    if (auto* successor = next()) {
        hand_to(*successor);
    } else {
        all_done_.release();
    }
}

Baton::Runner* Baton::next() {
    Runner* chosen = nullptr;
    std::size_t equals = 0;
    for (auto& runner : runners_) {
        if (runner->is_done || (chosen != nullptr && runner->wakes > chosen->wakes)) {
            continue;
        }
        equals = chosen != nullptr && runner->wakes == chosen->wakes ? equals + 1 : 1;
        if (equals == 1 || draw_.below(equals) == 0) {
            chosen = runner.get();
        }
    }
    return chosen;
}

void Baton::hand_to(Runner& runner) {
    holder_ = &runner;
    clock_.move_to(std::max(clock_.now(), runner.wakes));
    runner.turn.release();
}

void Baton::sleep(milliseconds duration) {
    if (++steps_ > most_steps || failure_) {
        throw Endless{};
    }
    if (holder_ == nullptr) {
        clock_.advance(duration);
        return;
    }
    auto& sleeper = *holder_;
    sleeper.wakes = clock_.now() + duration;
    auto* successor = next();
    if (successor == &sleeper) {
        clock_.move_to(sleeper.wakes);
        return;
    }
    hand_to(*successor);
    sleeper.turn.acquire();
}

}  // namespace simulation
