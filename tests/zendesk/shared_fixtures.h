#pragma once

#include "libemergency/http/transport.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <set>
#include <string>
#include <utility>
#include <vector>

/// An answer that a service really gave.
struct Fixture {
    std::string name = {};
    std::string body = {};
};

/// Where the fixtures of a service are: EMERG_SHARED of the environment, else `folder`.
inline std::filesystem::path fixtures_folder(const char* folder, const char* service) {
    const char* const chosen = std::getenv("EMERG_SHARED");
    return std::filesystem::path(chosen != nullptr ? chosen : folder) / "fixtures" / service;
}

/// The text of a file; empty if there is none.
inline std::string text_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>()};
}

/// Every fixture in a folder, in order of name; empty if the folder is absent.
inline std::vector<Fixture> fixtures_in(const std::filesystem::path& folder) {
    std::vector<Fixture> all;
    std::error_code absent;
    for (const auto& entry : std::filesystem::directory_iterator(folder, absent)) {
        if (entry.path().extension() != ".jsonl") {
            all.push_back({entry.path().filename().string(), text_of_file(entry.path())});
        }
    }
    std::sort(all.begin(), all.end(),
              [](const Fixture& one, const Fixture& other) { return one.name < other.name; });
    return all;
}

/// A body, and each body that one null instead of one value makes of it.
inline std::vector<std::string> with_nulls(const std::string& body) {
    constexpr std::size_t large = 2'500;
    std::vector<std::string> all{body};
    const auto whole = nlohmann::json::parse(body, nullptr, false);
    if (whole.is_discarded() || !whole.is_structured() || body.size() > large) {
        return all;
    }
    std::set<std::string> places;
    const auto flat = whole.flatten();
    for (const auto& leaf : flat.items()) {
        for (auto at = nlohmann::json::json_pointer(leaf.key()); !at.empty();
             at = at.parent_pointer()) {
            places.insert(at.to_string());
        }
    }
    for (const auto& place : places) {
        auto changed = whole;
        changed[nlohmann::json::json_pointer(place)] = nullptr;
        all.push_back(changed.dump());
    }
    return all;
}

/// A server that answers every request alike, whatever it is.
class OneAnswer final : public emergency::http::Transport {
public:
    OneAnswer(int status, std::string body) : response_{status, {}, std::move(body)} {}

    emergency::Result<emergency::http::Response> send(
        const emergency::http::Request& /*request*/) override {
        return response_;
    }

private:
    emergency::http::Response response_;
};
