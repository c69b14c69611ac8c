#include "libemergency/store/queue.h"

#include "libemergency/store/connection.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

namespace emergency {
namespace {

using nlohmann::json;

std::string text_of(const std::vector<std::string>& words) {
    return json(words).dump(-1, ' ', false, json::error_handler_t::replace);
}

std::vector<std::string> words_in(const std::string& text) {
    const auto words = json::parse(text, nullptr, /*allow_exceptions=*/false);
    return words.is_array() ? words.get<std::vector<std::string>>() : std::vector<std::string>();
}

}  // namespace

Result<Entry> Queue::enter(const Unfinished& command) {
    const std::lock_guard lock(store_.connection_->mutex);
    try {
        SQLite::Statement insert(
            store_.connection_->database,
            "INSERT OR IGNORE INTO queue (case_id, words, at, by) VALUES (?, ?, ?, ?)");
        insert.bind(1, command.case_id);
        insert.bind(2, text_of(command.words));
        insert.bind(3, static_cast<std::int64_t>(command.at.time_since_epoch().count()));
        insert.bind(4, command.by);
        return insert.exec() > 0 ? Entry::first : Entry::again;
    } catch (const SQLite::Exception& problem) {
        return unusable("the queue", store_.folder(), problem);
    }
}

Result<void> Queue::leave(const Unfinished& command) {
    const std::lock_guard lock(store_.connection_->mutex);
    try {
        SQLite::Statement remove(store_.connection_->database,
                                 "DELETE FROM queue WHERE case_id = ? AND words = ?");
        remove.bind(1, command.case_id);
        remove.bind(2, text_of(command.words));
        remove.exec();
        return {};
    } catch (const SQLite::Exception& problem) {
        return unusable("the queue", store_.folder(), problem);
    }
}

Result<std::vector<Unfinished>> Queue::all(const std::string& case_id) const {
    const std::lock_guard lock(store_.connection_->mutex);
    try {
        SQLite::Statement select(store_.connection_->database,
                                 "SELECT case_id, words, at, by FROM queue "
                                 "WHERE ?1 = '' OR case_id = ?1 ORDER BY id");
        select.bind(1, case_id);
        std::vector<Unfinished> found;
        while (select.executeStep()) {
            found.push_back(
                {.case_id = select.getColumn(0).getString(),
                 .words = words_in(select.getColumn(1).getString()),
                 .at = TimePoint(std::chrono::milliseconds(select.getColumn(2).getInt64())),
                 .by = select.getColumn(3).getString()});
        }
        return found;
    } catch (const SQLite::Exception& problem) {
        return unusable("the queue", store_.folder(), problem);
    }
}

}  // namespace emergency
