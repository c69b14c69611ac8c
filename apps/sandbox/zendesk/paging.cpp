#include "apps/sandbox/text.h"
#include "apps/sandbox/zendesk/call.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace sandbox::zendesk {
namespace {

using nlohmann::json;

std::size_t size_in(const Call& call, const std::string& name, std::size_t most) {
    const auto text = call.parameter(name).value_or("");
    std::size_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    return error != std::errc{} || number == 0 ? most : std::min(number, most);
}

/// The address of the same list with other paging.
std::string link(const Call& call, const std::map<std::string, std::string>& paging) {
    auto query = call.request.query;
    for (const auto* name : {"page", "page[after]", "page[before]"}) {
        query.erase(name);
    }
    query.insert(paging.begin(), paging.end());
    auto address = call.request.origin + call.request.path;
    char mark = '?';
    for (const auto& [name, value] : query) {
        address += mark + percent_encoded(name) + '=' + percent_encoded(value);
        mark = '&';
    }
    return address;
}

constexpr std::string_view item_mark = "id-";
constexpr std::string_view place_mark = "-at-";

/// A cursor names an item, so that items added meanwhile do not shift the pages; and its place,
/// from where to go on if the item has left the list.
std::string cursor_at(const std::vector<json>& items, std::size_t place) {
    return std::string(item_mark) + items[place].at("id").dump() + std::string(place_mark) +
           std::to_string(place);
}

/// Where in a list a cursor points.
struct Point {
    std::size_t place = 0;
    bool is_item = false;  ///< Else the item has left: what came after it is here now.
};

std::optional<Point> point_of(const std::vector<json>& items, const std::string& cursor) {
    const auto mark = cursor.find(place_mark);
    if (!cursor.starts_with(item_mark) || mark == std::string::npos) {
        return std::nullopt;
    }
    std::size_t place = 0;
    const auto* end = cursor.data() + cursor.size();
    const auto [stop, problem] =
        std::from_chars(cursor.data() + mark + place_mark.size(), end, place);
    if (problem != std::errc() || stop != end) {
        return std::nullopt;
    }
    const auto id = cursor.substr(item_mark.size(), mark - item_mark.size());
    const auto found =
        std::ranges::find_if(items, [&](const json& item) { return item.at("id").dump() == id; });
    return found == items.end()
               ? Point{.place = std::min(place, items.size())}
               : Point{.place = static_cast<std::size_t>(found - items.begin()), .is_item = true};
}

/// The first item of the page that the request asks for; nothing if its cursor is none.
std::optional<std::size_t> start_of_page(const Call& call, const std::vector<json>& items,
                                         std::size_t size) {
    if (const auto before = call.parameter("page[before]")) {
        const auto point = point_of(items, *before);
        return point ? std::optional(point->place > size ? point->place - size : 0) : std::nullopt;
    }
    const auto after = call.parameter("page[after]");
    if (!after) {
        return 0;
    }
    const auto point = point_of(items, *after);
    return point ? std::optional(point->place + (point->is_item ? 1 : 0)) : std::nullopt;
}

std::optional<json> cursor_page(const Call& call, std::string_view name,
                                const std::vector<json>& items) {
    const auto size = size_in(call, "page[size]", 100);
    const auto start = start_of_page(call, items, size);
    if (!start) {
        return std::nullopt;
    }
    const auto first = *start;
    const auto last = std::min(first + size, items.size());
    json page = json::array();
    for (auto place = first; place < last; ++place) {
        page.push_back(items[place]);
    }
    json meta{
        {"has_more", last < items.size()}, {"after_cursor", nullptr}, {"before_cursor", nullptr}};
    json links{{"prev", nullptr}, {"next", nullptr}};
    if (!page.empty()) {
        const auto top = cursor_at(items, first);
        const auto end = cursor_at(items, last - 1);
        meta["after_cursor"] = end;
        meta["before_cursor"] = top;
        links["prev"] = link(call, {{"page[before]", top}});
        links["next"] = link(call, {{"page[after]", end}});
    }
    return json{{std::string(name), page}, {"meta", meta}, {"links", links}};
}

json numbered_page(const Call& call, std::string_view name, const std::vector<json>& items) {
    const auto size = size_in(call, "per_page", 100);
    const auto number = std::max<std::size_t>(size_in(call, "page", items.size() + 1), 1);
    const auto page_number = call.parameter("page") ? number : 1;
    const auto first = std::min((page_number - 1) * size, items.size());
    const auto last = std::min(first + size, items.size());
    json page = json::array();
    for (auto place = first; place < last; ++place) {
        page.push_back(items[place]);
    }
    const auto next = last < items.size()
                          ? json(link(call, {{"page", std::to_string(page_number + 1)}}))
                          : json();
    const auto previous =
        page_number > 1 ? json(link(call, {{"page", std::to_string(page_number - 1)}})) : json();
    return {{std::string(name), page},
            {"count", items.size()},
            {"next_page", next},
            {"previous_page", previous}};
}

}  // namespace

std::optional<json> page_of(const Call& call, std::string_view name,
                            const std::vector<json>& items) {
    for (const auto* asked : {"page[size]", "page[after]", "page[before]"}) {
        if (call.parameter(asked)) {
            return cursor_page(call, name, items);
        }
    }
    return numbered_page(call, name, items);
}

Answer reply_page(const Call& call, std::string_view name, const std::vector<json>& items) {
    const auto page = page_of(call, name, items);
    return page ? reply(*page) : bad_value("page is not a cursor of this list");
}

}  // namespace sandbox::zendesk
