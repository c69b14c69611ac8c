#pragma once

#include <string>

namespace emerg {

/// What the cache's names of glimpses begin with, of one account.
inline std::string glimpses_of(const std::string& account) {
    return "glimpse/" + account;
}

/// The cache's name of the prompt's style.
inline std::string style_of(const std::string& account) {
    return "prompt/" + account;
}

}  // namespace emerg
