#pragma once

#include "tests/simulation/draw.h"

#include <array>
#include <concepts>
#include <cstddef>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

/// Stands in place of the library's own header: what would run at the same time runs one after
/// the other, in an order that the seed draws.
namespace simulation {

/// Whose chance decides in this thread; null: the given order. A `thread_local` because the
/// library's calls of `together` hold nothing of ours that could carry it, and because several
/// simulations run in one process, each actor in a thread of its own.
inline thread_local Draw* draw_of_this_thread = nullptr;

/// Shuffles the order of what is about to run.
template <class Order>
void shuffle_for_this_thread(Order& order) {
    for (std::size_t left = order.size(); draw_of_this_thread != nullptr && left > 1; --left) {
        std::swap(order[left - 1], order[draw_of_this_thread->below(left)]);
    }
}

}  // namespace simulation

namespace emergency {

/// Runs independent callables one after the other and gives back their results in their order.
template <std::invocable... Callables>
auto together(Callables&&... callables) {
    std::tuple<std::optional<std::invoke_result_t<Callables>>...> answers;
    std::array<std::size_t, sizeof...(Callables)> order;
    std::iota(order.begin(), order.end(), std::size_t{0});
    simulation::shuffle_for_this_thread(order);
    const auto run = [&]<std::size_t... index>(std::size_t wanted, std::index_sequence<index...>) {
        (void)((wanted == index ? (std::get<index>(answers).emplace(callables()), true) : false) ||
               ...);
    };
    for (const auto wanted : order) {
        run(wanted, std::index_sequence_for<Callables...>{});
    }
    return std::apply([](auto&... answer) { return std::tuple{*std::move(answer)...}; }, answers);
}

/// The same for a list of callables of one type.
template <class Callable>
auto together(const std::vector<Callable>& all) {
    using Answer = decltype(all.front()());
    std::vector<std::optional<Answer>> found(all.size());
    std::vector<std::size_t> order(all.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    simulation::shuffle_for_this_thread(order);
    for (const auto index : order) {
        found[index].emplace(all[index]());
    }
    std::vector<Answer> answers;
    answers.reserve(all.size());
    for (auto& answer : found) {
        answers.push_back(*std::move(answer));
    }
    return answers;
}

/// The same: one after the other is never more than `width` at a time.
template <class Callable>
auto together(const std::vector<Callable>& all, std::size_t /*width*/) {
    return together(all);
}

}  // namespace emergency
