#pragma once

#include "libemergency/core/result.h"
#include "tests/simulation/breakage.h"
#include "tests/simulation/story.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>

namespace simulation {

/// What the command line asks for.
struct Options {
    std::uint64_t seeds = 2'000;
    std::uint64_t from = 1;
    unsigned jobs = 1;
    std::optional<std::uint64_t> minutes = {};  ///< After them no further seed is begun.
    std::optional<std::uint64_t> seed = {};     ///< Only this one.
    Length length = Length::whole;
    bool is_traced = false;
    bool is_run_twice = false;
    bool asks_for_help = false;
    Breakage breakage = Breakage::none;
    std::string break_name = {};
};

emergency::Result<Options> options_of(std::span<const char* const> words);

/// How it is used, with every breakage.
std::string usage();

}  // namespace simulation
