#pragma once

#include "libemergency/store/store.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <mutex>
#include <utility>

namespace emergency {

/// The database and the lock that its threads share.
struct Store::Connection {
    explicit Connection(SQLite::Database opened) : database(std::move(opened)) {}

    SQLite::Database database;
    std::mutex mutex = {};
};

}  // namespace emergency
