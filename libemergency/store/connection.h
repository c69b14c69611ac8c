#pragma once

#include "libemergency/store/store.h"

#include <SQLiteCpp/SQLiteCpp.h>

#include <mutex>
#include <string>
#include <utility>

namespace emergency {

/// The database and the lock that its threads share.
struct Store::Connection {
    explicit Connection(SQLite::Database opened) : database(std::move(opened)) {}

    SQLite::Database database;
    std::mutex mutex = {};
};

/// Why `what` in the database of the folder cannot be used, and what helps against that.
Error unusable(const std::string& what, const std::string& folder,
               const SQLite::Exception& problem);

}  // namespace emergency
