#pragma once

#include "libemergency/core/clock.h"
#include "libemergency/core/result.h"
#include "libemergency/store/store.h"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace emergency {

/// Facts of the services that seldom change (who I am, a channel's id): may be lost at any time.
class Cache {
public:
    explicit Cache(Store& store) : store_(store) {}

    /// What was kept under `name`, unless it is older than `lifetime` at `now`. Never fails: no
    /// cache is an empty cache.
    std::optional<std::string> find(const std::string& name, TimePoint now,
                                    std::chrono::milliseconds lifetime) const;
    /// Keeps `text`; failing to is no failure.
    void keep(const std::string& name, const std::string& text, TimePoint now);

    struct Fact {
        std::string name;
        std::string text;
    };
    /// The texts of all names that begin with `prefix`, however old, by name.
    std::vector<std::string> all(const std::string& prefix) const;
    /// In one step: forgets every name that begins with `gone`, then keeps `facts`.
    void exchange(const std::string& gone, const std::vector<Fact>& facts, TimePoint now);

private:
    Store& store_;
};

}  // namespace emergency
