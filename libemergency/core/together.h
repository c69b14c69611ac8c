#pragma once

#include <algorithm>
#include <atomic>
#include <concepts>
#include <functional>
#include <future>
#include <optional>
#include <system_error>
#include <tuple>
#include <utility>
#include <vector>

namespace emergency {

/// Begins a callable, which outlives its result, on a thread of its own; where none is to be had,
/// whoever asks for the result runs it.
template <class Callable>
auto begun_beside(Callable& callable) {
    const auto call = [&callable] { return callable(); };
    try {
        return std::async(std::launch::async, call);
    } catch (const std::system_error&) {
        return std::async(std::launch::deferred, call);
    }
}

/// Runs independent callables at the same time and gives back their results,
/// in order. The last one runs on the calling thread.
template <std::invocable Last>
auto together(Last&& last) {
    return std::tuple{std::forward<Last>(last)()};
}

template <std::invocable First, std::invocable... Rest>
auto together(First&& first, Rest&&... rest) {
    auto begun = begun_beside(first);
    auto others = together(std::forward<Rest>(rest)...);
    return std::tuple_cat(std::tuple{begun.get()}, std::move(others));
}

/// The same for a list of callables of one type.
template <class Callable>
auto together(const std::vector<Callable>& all) {
    using Answer = decltype(all.front()());
    std::vector<std::future<Answer>> begun;
    begun.reserve(all.size());
    for (const auto& one : all) {
        begun.push_back(all.size() > 1 ? begun_beside(one)
                                       : std::async(std::launch::deferred, one));
    }
    std::vector<Answer> answers;
    answers.reserve(begun.size());
    for (auto& one : begun) {
        answers.push_back(one.get());
    }
    return answers;
}

/// The same, no more than `width` of them at a time.
template <class Callable>
auto together(const std::vector<Callable>& all, std::size_t width) {
    using Answer = decltype(all.front()());
    std::vector<std::optional<Answer>> begun(all.size());
    std::atomic<std::size_t> next{0};
    const std::function<bool()> lane = [&] {
        for (auto i = next++; i < all.size(); i = next++) {
            begun[i] = all[i]();
        }
        return true;
    };
    together(std::vector(std::min(width, all.size()), lane));
    std::vector<Answer> answers;
    answers.reserve(begun.size());
    for (auto& one : begun) {
        answers.push_back(*std::move(one));
    }
    return answers;
}

}  // namespace emergency
