#include "libemergency/store/cache.h"

#include "libemergency/store/connection.h"

namespace emergency {

std::optional<std::string> Cache::find(const std::string& name, TimePoint now,
                                       std::chrono::milliseconds lifetime) const {
    const std::lock_guard lock(store_.connection_->mutex);
    try {
        SQLite::Statement select(store_.connection_->database,
                                 "SELECT text FROM facts WHERE name = ? AND at BETWEEN ? AND ?");
        select.bind(1, name);
        select.bind(2, static_cast<std::int64_t>((now - lifetime).time_since_epoch().count()));
        select.bind(3, static_cast<std::int64_t>((now + lifetime).time_since_epoch().count()));
        return select.executeStep() ? std::optional(select.getColumn(0).getString()) : std::nullopt;
    } catch (const SQLite::Exception&) {
        return std::nullopt;
    }
}

void Cache::keep(const std::string& name, const std::string& text, TimePoint now) {
    const std::lock_guard lock(store_.connection_->mutex);
    try {
        SQLite::Statement insert(store_.connection_->database,
                                 "INSERT OR REPLACE INTO facts (name, text, at) VALUES (?, ?, ?)");
        insert.bind(1, name);
        insert.bind(2, text);
        insert.bind(3, static_cast<std::int64_t>(now.time_since_epoch().count()));
        insert.exec();
    } catch (const SQLite::Exception&) {
        return;  // A cache that cannot be written is an empty cache.
    }
}

}  // namespace emergency
