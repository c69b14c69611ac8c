#pragma once

#include "libemergency/cases/progress.h"
#include "libemergency/core/result.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace emergency::cases {

/// What the prompt shows of an open case: kept by whichever command looked at it last.
struct Glimpse {
    std::string case_id = {};
    std::int64_t ticket = 0;  ///< 0: none.
    std::string stage = {};
    std::string step = {};                 ///< What comes next; empty if nothing does.
    std::string after = {};                ///< The step that was done here since the look.
    std::optional<TimePoint> due = {};     ///< Of the step.
    TimePoint as_of = {};                  ///< The services' time of the look.
    std::chrono::milliseconds ahead = {};  ///< So far the services were ahead of this machine.
};

/// How the prompt shows it; kept beside the glimpses, so that the prompt reads no configuration.
struct PromptStyle {
    std::string format = {};  ///< Mustache.
    std::chrono::milliseconds stale_after = {};
};

/// The case as it was read.
Glimpse glimpse_of(const Case& one, const Config& config);

/// The case after `step` was done, which nobody has looked at since: if that was the next step, its
/// limit is met and the next one that runs counts.
Glimpse glimpse_after(const Case& one, const Config& config, const std::string& step);

/// A list knows less than a look at the whole case: what `before` knew stays while the stage does.
Glimpse refreshed(const Glimpse& before, const Glimpse& listed);

/// As text for the cache, and back; nothing if it is not ours.
std::string text_of(const Glimpse& one);
std::string text_of(const PromptStyle& style);
std::optional<Glimpse> glimpse_in(const std::string& text);
std::optional<PromptStyle> style_in(const std::string& text);

/// A glimpse at a moment of this machine's clock.
struct Countdown {
    Glimpse seen;
    std::chrono::milliseconds left = {};  ///< Until it is due; negative: late. Zero without a due.
    std::chrono::milliseconds age = {};   ///< Since the look.
    bool is_stale = false;                ///< Older than the style allows.
};

/// What still counts, the most urgent first; what nobody has looked at for a day does not.
std::vector<Countdown> countdowns(const std::vector<Glimpse>& all, const PromptStyle& style,
                                  TimePoint local_now);

/// The cases whose customer was written to or called, as far as they were seen within a day.
std::vector<std::string> contacted_among(const std::vector<Glimpse>& all, TimePoint local_now);

/// One line of the most urgent; empty if there is none. Fails with `configuration` on a malformed
/// format.
Result<std::string> prompt_line(const std::vector<Countdown>& all, const std::string& format);

}  // namespace emergency::cases
