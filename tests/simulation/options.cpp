#include "tests/simulation/options.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <string_view>
#include <thread>

namespace simulation {
namespace {

using emergency::Error;
using emergency::ErrorKind;
using emergency::Result;

Error wrong(std::string_view word) {
    return {.kind = ErrorKind::usage, .message = fmt::format("cannot understand {}", word)};
}

Result<std::uint64_t> number(std::string_view word) {
    std::uint64_t value = 0;
    const auto* end = word.data() + word.size();
    const auto [rest, problem] = std::from_chars(word.data(), end, value);
    return problem == std::errc{} && rest == end ? Result<std::uint64_t>(value) : wrong(word);
}

/// A word that stands alone; false if it is another.
bool took_flag(Options& options, std::string_view word) {
    options.is_traced = options.is_traced || word == "--trace";
    options.is_run_twice = options.is_run_twice || word == "--twice";
    options.asks_for_help = options.asks_for_help || word == "--help";
    options.length = word == "--brief" ? Length::brief : options.length;
    return word == "--brief" || word == "--trace" || word == "--twice" || word == "--help";
}

Result<void> take_value(Options& options, std::string_view name, std::string_view value) {
    if (name == "--break") {
        const auto breakage = breakage_named(value);
        options.breakage = breakage.value_or(Breakage::none);
        options.break_name = value;
        return breakage ? Result<void>() : wrong(value);
    }
    const auto parsed = number(value);
    if (!parsed) {
        return parsed.error();
    }
    if (name == "--seeds") {
        options.seeds = *parsed;
    } else if (name == "--from") {
        options.from = *parsed;
    } else if (name == "--seed") {
        options.seed = *parsed;
    } else if (name == "--minutes") {
        options.minutes = *parsed;
    } else if (name == "--jobs") {
        options.jobs = std::max(1U, static_cast<unsigned>(*parsed));
    } else {
        return wrong(name);
    }
    return {};
}

}  // namespace

Result<Options> options_of(std::span<const char* const> words) {
    Options options{.jobs = std::max(1U, std::thread::hardware_concurrency())};
    for (std::size_t at = 0; at < words.size(); ++at) {
        if (took_flag(options, words[at])) {
            continue;
        }
        if (at + 1 == words.size()) {
            return wrong(words[at]);
        }
        if (auto taken = take_value(options, words[at], words[at + 1]); !taken) {
            return taken.error();
        }
        ++at;
    }
    return options;
}

std::string usage() {
    std::string text =
        "simulate [--seeds N] [--from SEED] [--minutes N] [--jobs N] [--brief] [--twice] "
        "[--break NAME]\n"
        "simulate --seed SEED [--brief] [--trace] [--break NAME]\n\n"
        "--brief plays one or two steps of an emergency in place of all of it. --twice runs each "
        "seed twice and compares. --break breaks a mechanism on purpose:\n";
    for (const auto& each : breakages()) {
        text += fmt::format("  {:<8} {}\n", each.name, each.meaning);
    }
    return text;
}

}  // namespace simulation
