#pragma once

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <span>

namespace simulation {

using std::chrono::milliseconds;

/// The one source of chance of a simulation (splitmix64): the same seed draws the same.
class Draw {
public:
    explicit Draw(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        state_ += 0x9e3779b97f4a7c15U;
        auto mixed = state_;
        mixed = (mixed ^ (mixed >> 30U)) * 0xbf58476d1ce4e5b9U;
        mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
        return mixed ^ (mixed >> 31U);
    }
    /// From 0 up to, but not, `limit`.
    std::size_t below(std::size_t limit) { return static_cast<std::size_t>(next() % limit); }
    /// True `count` times in a thousand.
    bool per_mille(std::size_t count) { return count > 0 && below(1000) < count; }
    /// Between both, included.
    milliseconds span(milliseconds least, milliseconds most) {
        const auto range = static_cast<std::size_t>((most - least).count()) + 1;
        return least + milliseconds(static_cast<milliseconds::rep>(below(range)));
    }
    /// In [0, 1).
    double fraction() {
        constexpr double steps = 4096.0;
        return static_cast<double>(below(static_cast<std::size_t>(steps))) / steps;
    }
    template <class Value>
    const Value& one_of(std::span<const Value> values) {
        return values[below(values.size())];
    }

private:
    std::uint64_t state_;
};

}  // namespace simulation
