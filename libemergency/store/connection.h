#pragma once

#include "libemergency/store/store.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <mutex>

namespace emergency {

/// The database and the lock that its threads share.
struct Store::Connection {
    SQLite::Database database;
    std::mutex mutex = {};
};

}  // namespace emergency
