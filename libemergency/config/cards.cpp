#include "libemergency/config/reading.h"
#include "libemergency/core/duration.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace emergency {
namespace {

Result<void> read_sections_of(const Reading& reading, const YAML::Node& list, Card& card) {
    if (!list.IsSequence()) {
        return reading.mistake(list, "sections must be a list");
    }
    card.sections.clear();
    for (const auto& node : list) {
        if (auto fine = only(reading, node, "a section", {"title", "lines"}); !fine) {
            return fine;
        }
        if (!node["title"] || !node["lines"]) {
            return reading.mistake(node, "a section must have a title and its lines");
        }
        card.sections.push_back({node["title"].as<std::string>(), texts_in(node["lines"])});
    }
    return {};
}

Result<void> read_cadence(const Reading& reading, const YAML::Node& map, Card& card) {
    card.cadence.clear();
    for (const auto& entry : map) {
        Cadence cadence{.severity = entry.first.as<std::string>()};
        for (const auto& stage : entry.second) {
            auto span = stage.second.as<std::string>();
            if (const auto parsed = parse_duration(span); !parsed) {
                return reading.mistake(stage.second, parsed.error().message);
            }
            cadence.stages.emplace_back(stage.first.as<std::string>(), std::move(span));
        }
        card.cadence.push_back(std::move(cadence));
    }
    return {};
}

Result<void> read_lists(const Reading& reading, const YAML::Node& node, Card& card) {
    const std::array<std::pair<const char*, std::vector<std::string>*>, 5> lists{
        {{"phrases", &card.phrases},
         {"commands", &card.commands},
         {"links", &card.links},
         {"tags", &card.tags},
         {"gates", &card.gates}}};
    for (const auto& [name, list] : lists) {
        if (node[name]) {
            *list = texts_in(node[name]);
        }
    }
    for (const auto& gate : card.gates) {
        if (gate != "call") {
            return reading.mistake(node["gates"],
                                   fmt::format("there is no gate '{}'; there is: call", gate));
        }
    }
    return {};
}

Result<void> read_card(const Reading& reading, const YAML::Node& node, Card& card) {
    if (auto fine = only(reading, node, "a card",
                         {"title", "when", "sections", "phrases", "commands", "links", "cadence",
                          "tags", "gates"});
        !fine) {
        return fine;
    }
    card.title = node["title"] ? node["title"].as<std::string>() : card.title;
    card.when = node["when"] ? node["when"].as<std::string>() : card.when;
    if (card.title.empty()) {
        return reading.mistake(node, "a card must have a title");
    }
    if (node["sections"]) {
        if (auto done = read_sections_of(reading, node["sections"], card); !done) {
            return done;
        }
    }
    if (node["cadence"]) {
        if (auto done = read_cadence(reading, node["cadence"], card); !done) {
            return done;
        }
    }
    return read_lists(reading, node, card);
}

}  // namespace

Result<void> read_cards(const Reading& reading, const YAML::Node& map) {
    for (const auto& entry : map) {
        auto& card = reading.loaded.config.cards[entry.first.as<std::string>()];
        if (auto done = read_card(reading, entry.second, card); !done) {
            return done;
        }
    }
    return {};
}

Result<void> read_links(const Reading& reading, const YAML::Node& map) {
    for (const auto& entry : map) {
        const auto url = texts_in(entry.second).front();
        if (!url.empty() && !url.starts_with("https://") && !url.starts_with("http://")) {
            return reading.mistake(entry.second, fmt::format("'{}' must begin with https://", url));
        }
        reading.loaded.config.links[entry.first.as<std::string>()] = url;
    }
    return {};
}

}  // namespace emergency
