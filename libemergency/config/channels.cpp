#include "libemergency/config/reading.h"
#include "libemergency/core/weekly_window.h"

namespace emergency {
namespace {

CaseFilter filter_in(const YAML::Node& node) {
    CaseFilter filter;
    for (const auto& text : node["forms"] ? texts_in(node["forms"]) : std::vector<std::string>()) {
        filter.forms.push_back(YAML::Node(text).as<std::int64_t>());
    }
    filter.tags = node["tags"] ? texts_in(node["tags"]) : filter.tags;
    filter.organisations =
        node["organisations"] ? texts_in(node["organisations"]) : filter.organisations;
    if (node["fields"]) {
        filter.fields = node["fields"].as<std::map<std::string, std::string>>();
    }
    return filter;
}

Result<ChannelRule> channel_rule(const Reading& reading, const YAML::Node& node) {
    if (auto fine = only(reading, node, "a channel rule",
                         {"channel", "name", "forms", "tags", "organisations", "fields"});
        !fine) {
        return fine.error();
    }
    const auto name = node["channel"] ? node["channel"] : node["name"];
    if (!name) {
        return reading.mistake(node, "a channel rule must name its channel");
    }
    return ChannelRule{.channel = name.as<std::string>(), .cases = filter_in(node)};
}

Result<CoverageRule> coverage_rule(const Reading& reading, const YAML::Node& node) {
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
    return CoverageRule{
        .name = node["name"].as<std::string>(),
        .cases = filter_in(node),
        .unless_field = node["unless_field"] ? node["unless_field"].as<std::string>() : "",
        .hours = texts_in(node["hours"])};
}

/// The rules of a list, each read by `read`.
template <class Rule>
Result<std::vector<Rule>> rules_in(const Reading& reading, const YAML::Node& list,
                                   Result<Rule> (*read)(const Reading&, const YAML::Node&)) {
    std::vector<Rule> rules;
    for (const auto& node : list) {
        auto rule = read(reading, node);
        if (!rule) {
            return rule.error();
        }
        rules.push_back(*std::move(rule));
    }
    return rules;
}

}  // namespace

Result<void> read_channels(const Reading& reading, const YAML::Node& list) {
    auto rules = rules_in(reading, list, &channel_rule);
    if (!rules) {
        return rules.error();
    }
    reading.loaded.config.channels = *std::move(rules);
    return {};
}

Result<void> read_coverage(const Reading& reading, const YAML::Node& list) {
    auto rules = rules_in(reading, list, &coverage_rule);
    if (!rules) {
        return rules.error();
    }
    reading.loaded.config.coverage = *std::move(rules);
    return {};
}

}  // namespace emergency
