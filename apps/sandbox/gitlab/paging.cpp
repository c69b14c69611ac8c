#include "apps/sandbox/gitlab/project.h"
#include "apps/sandbox/text.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <charconv>

namespace sandbox::gitlab {
namespace {

using nlohmann::json;

using Parameters = std::map<std::string, std::string>;

constexpr std::size_t usual_page = 20;
constexpr std::size_t longest_page = 100;

std::size_t page_number(const Request& request, const char* name, std::size_t otherwise) {
    const auto text = parameter(request, name);
    std::size_t value = otherwise;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return std::max<std::size_t>(value, 1);
}

std::size_t page_size_of(const Request& request) {
    return std::min(page_number(request, "per_page", usual_page), longest_page);
}

/// The same list with other parameters, as an entry of the header `Link`.
std::string link_to(const Request& request, const std::string& relation, const Parameters& other) {
    auto query = request.query;
    for (const auto& [name, value] : other) {
        query.erase(name);
        query.emplace(name, value);
    }
    std::vector<std::string> pairs;
    for (const auto& [name, value] : query) {
        pairs.push_back(percent_encoded(name) + "=" + percent_encoded(value));
    }
    return fmt::format("<{}{}?{}>; rel=\"{}\"", request.origin,
                       request.target.substr(0, request.target.find('?')), fmt::join(pairs, "&"),
                       relation);
}

Answer rows_between(const std::vector<json>& rows, std::size_t first, std::size_t last) {
    auto page = json::array();
    for (auto at = first; at < std::min(last, rows.size()); ++at) {
        page.push_back(rows[at]);
    }
    return answer_with(200, page);
}

Answer numbered_page(const Request& request, const std::vector<json>& rows) {
    const auto size = page_size_of(request);
    const auto page = page_number(request, "page", 1);
    const auto pages = std::max<std::size_t>((rows.size() + size - 1) / size, 1);
    const auto link = [&](const char* relation, std::size_t number) {
        return link_to(request, relation,
                       {{"page", std::to_string(number)}, {"per_page", std::to_string(size)}});
    };
    std::vector<std::string> links;
    if (page > 1) {
        links.push_back(link("prev", page - 1));
    }
    if (page < pages) {
        links.push_back(link("next", page + 1));
    }
    links.push_back(link("first", 1));
    links.push_back(link("last", pages));
    auto answer = rows_between(rows, (page - 1) * size, page * size);
    answer.headers.insert({{"link", fmt::format("{}", fmt::join(links, ", "))},
                           {"x-page", std::to_string(page)},
                           {"x-per-page", std::to_string(size)},
                           {"x-total", std::to_string(rows.size())},
                           {"x-total-pages", std::to_string(pages)},
                           {"x-prev-page", page > 1 ? std::to_string(page - 1) : ""},
                           {"x-next-page", page < pages ? std::to_string(page + 1) : ""}});
    return answer;
}

/// A cursor names the last row of the page before.
std::string cursor_of(const json& row) {
    return fmt::format("after-{}", row.at("id").dump());
}

Answer keyset_page(const Request& request, const std::vector<json>& rows) {
    const auto size = page_size_of(request);
    const auto cursor = parameter(request, "cursor");
    const auto before = std::ranges::find(rows, cursor, &cursor_of);
    if (!cursor.empty() && before == rows.end()) {
        return bad_request("cursor is invalid");
    }
    const auto first =
        cursor.empty() ? 0 : static_cast<std::size_t>(before - rows.begin()) + std::size_t{1};
    auto answer = rows_between(rows, first, first + size);
    answer.headers["x-per-page"] = std::to_string(size);
    if (first + size < rows.size()) {
        answer.headers["link"] =
            link_to(request, "next", {{"cursor", cursor_of(rows[first + size - 1])}});
    }
    return answer;
}

}  // namespace

Answer page_of(const Request& request, const std::vector<json>& rows) {
    return parameter(request, "pagination") == "keyset" ? keyset_page(request, rows)
                                                        : numbered_page(request, rows);
}

}  // namespace sandbox::gitlab
