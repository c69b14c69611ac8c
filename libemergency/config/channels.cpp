#include "libemergency/config/reading.h"
#include "libemergency/core/weekly_window.h"

namespace emergency {
namespace {

Result<CaseFilter> filter_in(const Reading& reading, const Tree& node) {
    CaseFilter filter;
    const auto& forms = node["forms"];
    for (const auto& each : forms.is_text() ? std::vector{forms} : forms.items()) {
        const auto form = number_in(each);
        if (!form) {
            return reading.mistake(each, "forms are ids, that is numbers");
        }
        filter.forms.push_back(*form);
    }
    filter.tags = node["tags"] ? texts_in(node["tags"]) : filter.tags;
    filter.organisations =
        node["organisations"] ? texts_in(node["organisations"]) : filter.organisations;
    for (const auto& entry : node["fields"].entries()) {
        filter.fields.emplace(entry.name.text(), entry.value.text());
    }
    return filter;
}

Result<ChannelRule> channel_rule(const Reading& reading, const Tree& node) {
    if (auto fine = only(reading, node, "a channel rule",
                         {"channel", "name", "forms", "tags", "organisations", "fields"});
        !fine) {
        return fine.error();
    }
    const auto& name = node["channel"] ? node["channel"] : node["name"];
    if (!name) {
        return reading.mistake(node, "a channel rule must name its channel");
    }
    auto cases = filter_in(reading, node);
    if (!cases) {
        return cases.error();
    }
    return ChannelRule{.channel = name.text(), .cases = *std::move(cases)};
}

Result<CoverageRule> coverage_rule(const Reading& reading, const Tree& node) {
    if (auto fine =
            only(reading, node, "a coverage rule",
                 {"name", "hours", "unless_field", "forms", "tags", "organisations", "fields"});
        !fine) {
        return fine.error();
    }
    if (!node["name"] || !node["hours"]) {
        return reading.mistake(node, "a coverage rule must have a name and its hours");
    }
    for (const auto& hours : texts_in(node["hours"])) {
        if (const auto window = parse_weekly_window(hours); !window) {
            return reading.mistake(node["hours"], window.error().message, window.error().hint);
        }
    }
    auto cases = filter_in(reading, node);
    if (!cases) {
        return cases.error();
    }
    return CoverageRule{.name = node["name"].text(),
                        .cases = *std::move(cases),
                        .unless_field = node["unless_field"] ? node["unless_field"].text() : "",
                        .hours = texts_in(node["hours"])};
}

/// The rules of a list, each read by `read`.
template <class Rule>
Result<std::vector<Rule>> rules_in(const Reading& reading, const Tree& list,
                                   Result<Rule> (*read)(const Reading&, const Tree&)) {
    std::vector<Rule> rules;
    for (const auto& node : list.items()) {
        auto rule = read(reading, node);
        if (!rule) {
            return rule.error();
        }
        rules.push_back(*std::move(rule));
    }
    return rules;
}

}  // namespace

Result<void> read_channels(const Reading& reading, const Tree& list) {
    auto rules = rules_in(reading, list, &channel_rule);
    if (!rules) {
        return rules.error();
    }
    reading.loaded.config.channels = *std::move(rules);
    return {};
}

Result<void> read_coverage(const Reading& reading, const Tree& list) {
    auto rules = rules_in(reading, list, &coverage_rule);
    if (!rules) {
        return rules.error();
    }
    reading.loaded.config.coverage = *std::move(rules);
    return {};
}

}  // namespace emergency
