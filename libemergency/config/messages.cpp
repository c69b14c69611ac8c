#include "libemergency/config/reading.h"
#include "libemergency/core/text.h"

namespace emergency {
namespace {

Result<std::vector<RequiredPoint>> points_in(const Reading& reading, const Tree& list) {
    std::vector<RequiredPoint> points;
    for (const auto& node : list.items()) {
        if (auto fine = only(reading, node, "a point", {"name", "phrases"}); !fine) {
            return fine.error();
        }
        if (!node["name"] || !node["phrases"]) {
            return reading.mistake(node, "a point must have a name and its phrases");
        }
        points.push_back({node["name"].text(), texts_in(node["phrases"])});
    }
    return points;
}

/// Text and points of a message, in its plain language or another.
Result<void> read_text(const Reading& reading, const Tree& node, MessageTemplate& message) {
    if (node.is_text()) {
        message.text = node.text();
        return {};
    }
    message.text = node["text"] ? node["text"].text() : message.text;
    if (!node["points"]) {
        return {};
    }
    auto points = points_in(reading, node["points"]);
    if (!points) {
        return points.error();
    }
    message.points = *std::move(points);
    return {};
}

/// The same in other languages, by tag: "de", "pt-BR".
Result<void> read_locales(const Reading& reading, const Tree& map, MessageTemplate& message) {
    if (!map.is_map()) {
        return reading.mistake(map, "locales must be made of `de: …`");
    }
    for (const auto& entry : map.entries()) {
        auto& translated = message.locales[lower(entry.name.text())];
        if (!entry.value.is_text()) {
            if (auto fine = only(reading, entry.value, "a translation", {"text", "points"});
                !fine) {
                return fine;
            }
        }
        if (auto done = read_text(reading, entry.value, translated); !done) {
            return done;
        }
        if (translated.text.empty()) {
            return reading.mistake(entry.name, "a translation must have a text");
        }
    }
    return {};
}

Result<void> read_message(const Reading& reading, const Tree& node, MessageTemplate& message) {
    if (!node.is_text()) {
        if (auto fine = only(reading, node, "a message", {"text", "points", "locales"}); !fine) {
            return fine;
        }
    }
    if (node.is_text() || node["text"]) {
        // Whoever says it otherwise has not said it in the other languages yet.
        message.locales.clear();
    }
    if (auto done = read_text(reading, node, message); !done) {
        return done;
    }
    return node.is_map() && node["locales"] ? read_locales(reading, node["locales"], message)
                                            : Result<void>();
}

}  // namespace

Result<void> read_messages(const Reading& reading, const Tree& map) {
    for (const auto& entry : map.entries()) {
        auto& message = reading.loaded.config.messages[entry.name.text()];
        if (auto done = read_message(reading, entry.value, message); !done) {
            return done;
        }
    }
    return {};
}

}  // namespace emergency
