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

/// A cursor names an item, so that items added meanwhile do not shift the pages.
std::string cursor_at(const json& item) {
    return "id-" + item.at("id").dump();
}

std::size_t place_of(const std::vector<json>& items, const std::string& cursor) {
    const auto found =
        std::ranges::find_if(items, [&](const json& item) { return cursor_at(item) == cursor; });
    return static_cast<std::size_t>(found - items.begin());
}

/// Does every cursor of the request name an item of the list?
bool are_cursors_known(const Call& call, const std::vector<json>& items) {
    for (const auto* name : {"page[after]", "page[before]"}) {
        const auto cursor = call.parameter(name);
        if (cursor && place_of(items, *cursor) == items.size()) {
            return false;
        }
    }
    return true;
}

json cursor_page(const Call& call, std::string_view name, const std::vector<json>& items) {
    const auto size = size_in(call, "page[size]", 100);
    const auto after = call.parameter("page[after]");
    const auto before = call.parameter("page[before]");
    auto first = after ? std::min(place_of(items, *after) + 1, items.size()) : 0;
    if (before) {
        const auto end = place_of(items, *before);
        first = end > size ? end - size : 0;
    }
    const auto last = std::min(first + size, items.size());
    json page = json::array();
    for (auto place = first; place < last; ++place) {
        page.push_back(items[place]);
    }
    json meta{
        {"has_more", last < items.size()}, {"after_cursor", nullptr}, {"before_cursor", nullptr}};
    json links{{"prev", nullptr}, {"next", nullptr}};
    if (!page.empty()) {
        const auto start = cursor_at(page.front());
        const auto end = cursor_at(page.back());
        meta["after_cursor"] = end;
        meta["before_cursor"] = start;
        links["prev"] = link(call, {{"page[before]", start}});
        links["next"] = link(call, {{"page[after]", end}});
    }
    return {{std::string(name), page}, {"meta", meta}, {"links", links}};
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
    if (!are_cursors_known(call, items)) {
        return std::nullopt;
    }
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
