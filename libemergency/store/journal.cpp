#include "libemergency/store/journal.h"

#include "libemergency/core/encoding.h"
#include "libemergency/store/connection.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <array>
#include <random>
#include <utility>

namespace emergency {
namespace {

constexpr auto marks =
    std::to_array<std::pair<Mark, const char*>>({{Mark::intent, "intent"},
                                                 {Mark::done, "done"},
                                                 {Mark::found, "found"},
                                                 {Mark::stood_down, "stood down"},
                                                 {Mark::failed, "failed"},
                                                 {Mark::uncertain, "uncertain"},
                                                 {Mark::queued, "queued"},
                                                 {Mark::expired, "expired"},
                                                 {Mark::remark, "remark"}});

Mark mark_of(const std::string& text) {
    for (const auto& [mark, name] : marks) {
        if (text == name) {
            return mark;
        }
    }
    return Mark::remark;
}

JournalEntry entry_in(SQLite::Statement& row) {
    return {.sequence = row.getColumn(0).getInt64(),
            .at = TimePoint(std::chrono::milliseconds(row.getColumn(1).getInt64())),
            .key = row.getColumn(2).getString(),
            .case_id = row.getColumn(3).getString(),
            .service = row.getColumn(4).getString(),
            .description = row.getColumn(5).getString(),
            .mark = mark_of(row.getColumn(6).getString()),
            .by = row.getColumn(7).getString(),
            .result = row.getColumn(8).getString(),
            .hash = row.getColumn(9).getString()};
}

constexpr const char* fields =
    "sequence, at, key, case_id, service, description, mark, by, result, hash";

/// The hash of a line that follows `before`: of all its fields, as one JSON text.
std::string hash_of(const std::string& before, const JournalEntry& entry) {
    using nlohmann::json;
    const json line{before,           entry.at.time_since_epoch().count(),
                    entry.key,        entry.case_id,
                    entry.service,    entry.description,
                    word(entry.mark), entry.by,
                    entry.result};
    return digest(line.dump(-1, ' ', false, json::error_handler_t::replace));
}

std::string newest_hash(SQLite::Database& database) {
    SQLite::Statement select(database, "SELECT hash FROM entries ORDER BY sequence DESC LIMIT 1");
    return select.executeStep() ? select.getColumn(0).getString() : std::string();
}

Error broken(long long sequence, const char* how) {
    return {.kind = ErrorKind::local,
            .message = fmt::format("line {} of the journal {}", sequence, how),
            .hint = "compare it with a copy; what the services hold is the truth"};
}

std::vector<JournalEntry> all_of(SQLite::Statement& statement) {
    std::vector<JournalEntry> entries;
    while (statement.executeStep()) {
        entries.push_back(entry_in(statement));
    }
    return entries;
}

}  // namespace

const char* word(Mark mark) {
    for (const auto& [each, name] : marks) {
        if (each == mark) {
            return name;
        }
    }
    return "";
}

Result<void> Journal::write(const JournalEntry& entry) {
    const std::lock_guard lock(store_.connection_->mutex);
    auto& database = store_.connection_->database;
    try {
        // Another process may write too, and both must not follow the same line.
        SQLite::Transaction alone(database, SQLite::TransactionBehavior::IMMEDIATE);
        SQLite::Statement insert(
            database,
            "INSERT INTO entries (at, key, case_id, service, description, mark, "
            "by, result, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
        insert.bind(1, static_cast<std::int64_t>(entry.at.time_since_epoch().count()));
        insert.bind(2, entry.key);
        insert.bind(3, entry.case_id);
        insert.bind(4, entry.service);
        insert.bind(5, entry.description);
        insert.bind(6, word(entry.mark));
        insert.bind(7, entry.by);
        insert.bind(8, entry.result);
        insert.bind(9, hash_of(newest_hash(database), entry));
        insert.exec();
        alone.commit();
        return {};
    } catch (const SQLite::Exception& problem) {
        return unusable("the journal", store_.folder(), problem);
    }
}

Result<std::vector<JournalEntry>> Journal::entries(const JournalFilter& filter) const {
    const std::lock_guard lock(store_.connection_->mutex);
    try {
        SQLite::Statement select(
            store_.connection_->database,
            fmt::format("SELECT {} FROM entries WHERE at >= ?1 AND (?2 = '' OR case_id = ?2 OR "
                        "substr(key, 1, length(?2)) = ?2) AND (?3 = '' OR key = ?3) ORDER BY "
                        "sequence",
                        fields));
        const auto since = filter.since.value_or(TimePoint{}).time_since_epoch().count();
        select.bind(1, static_cast<std::int64_t>(since));
        select.bind(2, filter.case_id);
        select.bind(3, filter.key);
        return all_of(select);
    } catch (const SQLite::Exception& problem) {
        return unusable("the journal", store_.folder(), problem);
    }
}

Result<std::optional<JournalEntry>> Journal::last(const std::string& key) const {
    const std::lock_guard lock(store_.connection_->mutex);
    try {
        SQLite::Statement select(
            store_.connection_->database,
            fmt::format("SELECT {} FROM entries WHERE key = ? ORDER BY sequence DESC LIMIT 1",
                        fields));
        select.bind(1, key);
        return select.executeStep() ? std::optional(entry_in(select)) : std::nullopt;
    } catch (const SQLite::Exception& problem) {
        return unusable("the journal", store_.folder(), problem);
    }
}

Result<std::vector<JournalEntry>> Journal::pending(const std::string& case_id) const {
    const std::lock_guard lock(store_.connection_->mutex);
    try {
        SQLite::Statement select(
            store_.connection_->database,
            fmt::format(
                "SELECT {} FROM entries WHERE (?1 = '' OR case_id = ?1) AND mark IN ('intent', "
                "'uncertain', "
                "'queued') AND sequence = (SELECT max(sequence) FROM entries AS newer WHERE "
                "newer.key = entries.key) ORDER BY sequence",
                fields));
        select.bind(1, case_id);
        return all_of(select);
    } catch (const SQLite::Exception& problem) {
        return unusable("the journal", store_.folder(), problem);
    }
}

Result<long long> Journal::newest() const {
    const std::lock_guard lock(store_.connection_->mutex);
    try {
        return store_.connection_->database
            .execAndGet("SELECT ifnull(max(sequence), 0) FROM entries")
            .getInt64();
    } catch (const SQLite::Exception& problem) {
        return unusable("the journal", store_.folder(), problem);
    }
}

Result<Verified> Journal::verify() const {
    const auto all = entries({});
    if (!all) {
        return all.error();
    }
    Verified verified;
    for (const auto& entry : *all) {
        if (entry.sequence != verified.lines + 1) {
            return broken(verified.lines + 1, "is missing");
        }
        // Lines from before there were hashes have none.
        const bool is_old = entry.hash.empty() && verified.head.empty();
        if (!is_old && entry.hash != hash_of(verified.head, entry)) {
            return broken(entry.sequence, "was changed, or one before it was");
        }
        verified = {entry.sequence, entry.hash};
    }
    return verified;
}

Result<std::string> Journal::instance() {
    const std::lock_guard lock(store_.connection_->mutex);
    auto& database = store_.connection_->database;
    try {
        std::random_device random;
        SQLite::Statement keep(database,
                               "INSERT OR IGNORE INTO meta (name, text) VALUES ('instance', ?)");
        keep.bind(1, fmt::format("{:08x}{:08x}", random(), random()));
        keep.exec();
        return database.execAndGet("SELECT text FROM meta WHERE name = 'instance'").getString();
    } catch (const SQLite::Exception& problem) {
        return unusable("the journal", store_.folder(), problem);
    }
}

}  // namespace emergency
