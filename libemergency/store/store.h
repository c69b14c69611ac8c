#pragma once

#include "libemergency/core/result.h"

#include <memory>
#include <string>

namespace emergency {

/// The local memory: one SQLite database (WAL, mode 0600, in a folder of mode 0700)
/// with the journal, the queue and the caches. Usable from several threads and processes.
class Store {
public:
    /// Opens or creates `folder`/emerg.db. Fails with `local` when it cannot be written, is
    /// corrupted, full, or was made by a newer emerg: before any effect, never after.
    static Result<Store> open(const std::string& folder);
    /// Opens what is there to read caches: creates, changes and waits for nothing.
    static Result<Store> open_to_read(const std::string& folder);
    /// A database in memory, for tests and dry runs.
    static Result<Store> in_memory();

    Store(Store&& other) noexcept;
    Store& operator=(Store&& other) noexcept;
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;
    ~Store();

    /// The folder; empty for a store in memory.
    const std::string& folder() const { return folder_; }

private:
    friend class Journal;
    friend class Cache;
    friend class Queue;
    struct Connection;
    Store(std::string folder, std::unique_ptr<Connection> connection);

    std::string folder_;
    std::unique_ptr<Connection> connection_;
};

}  // namespace emergency
