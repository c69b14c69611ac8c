#pragma once

#include "libemergency/zendesk/parse.h"

#include <nlohmann/json_fwd.hpp>

#include <set>
#include <utility>
#include <vector>

namespace emergency::zendesk {

/// Every item of the pages, each id once, in the order of the pages. A page may lack the list,
/// unless `pages` asked for it.
template <class Item>
Result<std::vector<Item>> items_of(const std::vector<nlohmann::json>& all_pages, const char* items,
                                   Result<Item> (*read)(const nlohmann::json&)) {
    std::vector<Item> all;
    std::set<Id> known;
    for (const auto& page : all_pages) {
        for (const auto& one : items_at(page, items)) {
            auto item = read(one);
            if (!item) {
                return item.error();
            }
            if (known.insert(item->id).second) {
                all.push_back(std::move(*item));
            }
        }
    }
    return all;
}

}  // namespace emergency::zendesk
