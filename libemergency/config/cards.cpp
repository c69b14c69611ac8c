#include "libemergency/config/reading.h"
#include "libemergency/core/duration.h"

#include <fmt/format.h>

#include <array>
#include <utility>

namespace emergency {
namespace {

Result<void> read_sections_of(const Reading& reading, const Tree& list, Card& card) {
    if (!list.is_list()) {
        return reading.mistake(list, "sections must be a list");
    }
    card.sections.clear();
    for (const auto& node : list.items()) {
        if (auto fine = only(reading, node, "a section", {"title", "lines"}); !fine) {
            return fine;
        }
        if (!node["title"] || !node["lines"]) {
            return reading.mistake(node, "a section must have a title and its lines");
        }
        card.sections.push_back({node["title"].text(), texts_in(node["lines"])});
    }
    return {};
}

Result<void> read_cadence(const Reading& reading, const Tree& map, Card& card) {
    card.cadence.clear();
    for (const auto& entry : map.entries()) {
        Cadence cadence{.severity = entry.name.text()};
        for (const auto& stage : entry.value.entries()) {
            auto span = stage.value.text();
            if (const auto parsed = parse_duration(span); !parsed) {
                return reading.mistake(stage.value, parsed.error().message);
            }
            cadence.stages.emplace_back(stage.name.text(), std::move(span));
        }
        card.cadence.push_back(std::move(cadence));
    }
    return {};
}

Result<void> read_lists(const Reading& reading, const Tree& node, Card& card) {
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

Result<void> read_card(const Reading& reading, const Tree& node, Card& card) {
    if (auto fine = only(reading, node, "a card",
                         {"title", "when", "sections", "phrases", "commands", "links", "cadence",
                          "tags", "gates"});
        !fine) {
        return fine;
    }
    card.title = node["title"] ? node["title"].text() : card.title;
    card.when = node["when"] ? node["when"].text() : card.when;
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

Result<void> read_cards(const Reading& reading, const Tree& map) {
    for (const auto& entry : map.entries()) {
        auto& card = reading.loaded.config.cards[entry.name.text()];
        if (auto done = read_card(reading, entry.value, card); !done) {
            return done;
        }
    }
    return {};
}

Result<void> read_links(const Reading& reading, const Tree& map) {
    for (const auto& entry : map.entries()) {
        const auto url = entry.value.is_null() ? std::string() : entry.value.text();
        if (!url.empty() && !url.starts_with("https://") && !url.starts_with("http://")) {
            return reading.mistake(entry.value, fmt::format("'{}' must begin with https://", url));
        }
        reading.loaded.config.links[entry.name.text()] = url;
    }
    return {};
}

}  // namespace emergency
