#include "libemergency/store/store.h"

#include "libemergency/store/connection.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <filesystem>
#include <string_view>
#include <utility>

namespace emergency {
namespace {

constexpr int schema_version = 2;
constexpr int busy_limit_ms = 5'000;
constexpr mode_t private_file = S_IRUSR | S_IWUSR;

// Each step brings a database from the version before it; a new one takes all of them.
constexpr std::array<const char*, schema_version> steps{R"(
CREATE TABLE entries (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    key TEXT NOT NULL,
    case_id TEXT NOT NULL,
    service TEXT NOT NULL,
    description TEXT NOT NULL,
    mark TEXT NOT NULL,
    by TEXT NOT NULL,
    result TEXT NOT NULL
) STRICT;
CREATE INDEX entries_by_key ON entries (key, sequence);
CREATE INDEX entries_by_case ON entries (case_id, sequence);
CREATE TRIGGER entries_stay BEFORE UPDATE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TRIGGER entries_remain BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END;
CREATE TABLE facts (name TEXT PRIMARY KEY, text TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE TABLE meta (name TEXT PRIMARY KEY, text TEXT NOT NULL) STRICT;
)",
                                                        R"(
ALTER TABLE entries ADD COLUMN hash TEXT NOT NULL DEFAULT '';
CREATE TABLE queue (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_id TEXT NOT NULL,
    words TEXT NOT NULL,
    at INTEGER NOT NULL,
    by TEXT NOT NULL,
    UNIQUE (case_id, words)
) STRICT;
)"};

constexpr const char* another_place = "free the disk or name another folder with EMERG_STATE";

Error unusable_store(const std::string& place, const std::string& why, const std::string& hint) {
    return {.kind = ErrorKind::local,
            .message = fmt::format("the journal {} cannot be used: {}", place, why),
            .hint = "nothing was sent; " + hint};
}

std::string file_in(const std::string& folder) {
    return folder + "/emerg.db";
}

Error unusable_store(const std::string& folder, const SQLite::Exception& problem) {
    auto error = unusable("the journal " + file_in(folder), folder, problem);
    error.hint = "nothing was sent; " + error.hint;
    return error;
}

/// Another folder would lose sight of the queue: only who has no room, or may not write, is sent
/// there.
std::string advice(const SQLite::Exception& problem, const std::string& file) {
    constexpr int primary = 0xFF;
    switch (problem.getErrorCode() & primary) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED:
            return "another emerg is using it: run it again in a moment";
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB:
            return fmt::format(
                "keep a copy of {0}, and ask emerg journal verify; only then move {0} away: what "
                "was sent is not known here any more then, and what waits for sync is lost",
                file);
        default:
            return another_place;
    }
}

/// One process at a time, by a lock on the folder itself. Without a folder there is no other.
class FolderLock {
public:
    explicit FolderLock(const std::string& folder)
        : descriptor_(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC)) {
        if (descriptor_ >= 0) {
            flock(descriptor_, LOCK_EX);
        }
    }
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;
    FolderLock(FolderLock&&) = delete;
    FolderLock& operator=(FolderLock&&) = delete;
    ~FolderLock() {
        if (descriptor_ >= 0) {
            close(descriptor_);
        }
    }

private:
    int descriptor_;
};

/// SQLite answers "locked" at once, without waiting, when two processes switch to WAL together.
void write_ahead(SQLite::Database& database, const std::string& folder) {
    if (database.execAndGet("PRAGMA journal_mode").getString() != "wal") {
        const FolderLock alone(folder);
        database.exec("PRAGMA journal_mode = WAL");
    }
}

/// Brings a database to today's schema; throws what SQLite throws.
Result<void> prepare(SQLite::Database& database, const std::string& folder,
                     const std::string& place) {
    database.setBusyTimeout(busy_limit_ms);
    write_ahead(database, folder);
    database.exec("PRAGMA synchronous = FULL");
    SQLite::Transaction transaction(database, SQLite::TransactionBehavior::IMMEDIATE);
    const int version = database.execAndGet("PRAGMA user_version").getInt();
    if (version > schema_version) {
        return unusable_store(place, "it was made by a newer emerg",
                              "update emerg on this machine; the journal stays where it is");
    }
    for (int done = version; done < schema_version; ++done) {
        database.exec(steps.at(static_cast<std::size_t>(done)));
        database.exec(fmt::format("PRAGMA user_version = {}", done + 1));
    }
    transaction.commit();
    return {};
}

}  // namespace

Error unusable(const std::string& what, const std::string& folder,
               const SQLite::Exception& problem) {
    return {.kind = ErrorKind::local,
            .message = fmt::format("{} cannot be used: {}", what, problem.what()),
            .hint = advice(problem, file_in(folder))};
}

Store::Store(std::string folder, std::unique_ptr<Connection> connection)
    : folder_(std::move(folder)), connection_(std::move(connection)) {}
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;
Store::~Store() = default;

Result<Store> Store::open(const std::string& folder) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) {
        return unusable_store(folder, problem.message(), another_place);
    }
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, problem);
    const auto file = file_in(folder);
    try {
        auto connection = std::make_unique<Connection>(
            SQLite::Database(file, SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE));
        chmod(file.c_str(), private_file);
        if (auto prepared = prepare(connection->database, folder, file); !prepared) {
            return prepared.error();
        }
        return Store(folder, std::move(connection));
    } catch (const SQLite::Exception& failure) {
        return unusable_store(folder, failure);
    }
}

Result<Store> Store::open_to_read(const std::string& folder) {
    const auto file = file_in(folder);
    try {
        return Store(folder,
                     std::make_unique<Connection>(SQLite::Database(file, SQLite::OPEN_READONLY)));
    } catch (const SQLite::Exception& failure) {
        return unusable_store(folder, failure);
    }
}

Result<Store> Store::in_memory() {
    try {
        auto connection = std::make_unique<Connection>(
            SQLite::Database(":memory:", SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE));
        if (auto prepared = prepare(connection->database, {}, "in memory"); !prepared) {
            return prepared.error();
        }
        return Store({}, std::move(connection));
    } catch (const SQLite::Exception& failure) {
        return unusable("the journal in memory", {}, failure);
    }
}

}  // namespace emergency
