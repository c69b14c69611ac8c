#include "libemergency/store/cache.h"

#include "libemergency/store/connection.h"

namespace emergency {
namespace {

/// Stands after every name that begins with the same.
constexpr const char* last_letter = "\xf4\x8f\xbf\xbf";

void insert_fact(SQLite::Database& database, const Cache::Fact& fact, TimePoint now) {
    SQLite::Statement insert(database,
                             "INSERT OR REPLACE INTO facts (name, text, at) VALUES (?, ?, ?)");
    insert.bind(1, fact.name);
    insert.bind(2, fact.text);
    insert.bind(3, static_cast<std::int64_t>(now.time_since_epoch().count()));
    insert.exec();
}

}  // namespace

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
        insert_fact(store_.connection_->database, {name, text}, now);
    } catch (const SQLite::Exception&) {
        return;  // A cache that cannot be written is an empty cache.
    }
}

std::vector<std::string> Cache::all(const std::string& prefix) const {
    const std::lock_guard lock(store_.connection_->mutex);
    std::vector<std::string> texts;
    try {
        SQLite::Statement select(
            store_.connection_->database,
            "SELECT text FROM facts WHERE name >= ? AND name < ? ORDER BY name");
        select.bind(1, prefix);
        select.bind(2, prefix + last_letter);
        while (select.executeStep()) {
            texts.push_back(select.getColumn(0).getString());
        }
    } catch (const SQLite::Exception&) {
        texts.clear();
    }
    return texts;
}

void Cache::exchange(const std::string& gone, const std::vector<Fact>& facts, TimePoint now) {
    const std::lock_guard lock(store_.connection_->mutex);
    try {
        auto& database = store_.connection_->database;
        SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
        if (!gone.empty()) {
            SQLite::Statement erase(database, "DELETE FROM facts WHERE name >= ? AND name < ?");
            erase.bind(1, gone);
            erase.bind(2, gone + last_letter);
            erase.exec();
        }
        for (const auto& fact : facts) {
            insert_fact(database, fact, now);
        }
        transaction.commit();
    } catch (const SQLite::Exception&) {
        return;  // Ditto.
    }
}

}  // namespace emergency
