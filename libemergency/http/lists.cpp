#include "libemergency/http/lists.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <functional>
#include <utility>

namespace emergency::http {
namespace {

using nlohmann::json;

/// What tells a row from others: all of it, or the time stamp that Slack knows a message by.
std::size_t key_of(const json& row) {
    const auto stamp = text_at(row, "/ts");
    return std::hash<std::string>()(stamp.empty() ? json_text(row) : stamp);
}

}  // namespace

Result<const std::vector<json>*> list_at(const json& answer, const char* pointer,
                                         const std::string& service) {
    const json::json_pointer place(pointer);
    if (answer.contains(place) && answer.at(place).is_array()) {
        return &answer.at(place).get_ref<const json::array_t&>();
    }
    auto name = place.back();
    std::replace(name.begin(), name.end(), '_', ' ');
    return Error{.kind = ErrorKind::failed_there,
                 .message = fmt::format("{} sent {} we cannot read", service, name),
                 .service = service};
}

std::vector<json> rows_of(const json& page) {
    std::vector<json> rows;
    for (const auto& part : page) {
        if (part.is_array()) {
            rows.insert(rows.end(), part.begin(), part.end());
        }
    }
    return rows;
}

Error not_said_where(const std::string& service) {
    return {.kind = ErrorKind::failed_there,
            .message = fmt::format("{} says that there is more, but not where", service),
            .service = service};
}

Error nothing_new(const std::string& service) {
    return {.kind = ErrorKind::failed_there,
            .message = fmt::format("{} says that there is more, but sends nothing new", service),
            .service = service};
}

Error too_long(const std::string& service, const std::string& most) {
    return {.kind = ErrorKind::rejected,
            .message =
                fmt::format("{} lists no more than {} at once, and there are more", service, most),
            .hint = "ask for less at once",
            .service = service};
}

bool SeenRows::take(const std::vector<json>& rows) {
    std::vector<std::size_t> keys;
    keys.reserve(rows.size());
    bool is_new = false;
    for (const auto& row : rows) {
        keys.push_back(key_of(row));
        is_new = known_.insert(keys.back()).second || is_new;
    }
    const bool may_be_root = keys.size() == 1 && keys != last_;
    last_ = std::move(keys);
    return is_new || rows.empty() || may_be_root;
}

}  // namespace emergency::http
