#pragma once

#include "libemergency/core/result.h"

#include <string>
#include <vector>

namespace emergency::message {

/// Something in a text that has no place where the text goes.
struct Finding {
    std::string what = {};  ///< "an IP address": the name of the expression's group.
    std::string text = {};  ///< As it stands there.
};

/// What to look for, and what of it does not count.
struct Search {
    const std::vector<std::string>&
        patterns;                            ///< Regular expressions; a named group is what counts.
    std::vector<std::string> harmless = {};  ///< Regular expressions that match a whole finding.
};

/// Each finding once, in the order of the patterns. A malformed expression fails with
/// `configuration`.
Result<std::vector<Finding>> findings(const std::string& text, const Search& search);

/// The texts with what was found replaced by its name: "502 on (an IP address)".
Result<std::vector<std::string>> masked(std::vector<std::string> texts, const Search& search);

/// Would a reader take the one for the other? Letter case, white space, punctuation and a word
/// in ten (a time, a name) do not matter.
bool nearly_same(const std::string& one, const std::string& other);

}  // namespace emergency::message
