#include "apps/sandbox/yaml_json.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include <charconv>
#include <cstdint>

namespace sandbox {
namespace {

using nlohmann::json;

bool has_leading_zero(std::string_view text) {
    return text.size() > 1 && text.front() == '0' && text.find('.') == std::string_view::npos;
}

template <class Number>
bool reads_as(const std::string& text, Number& number) {
    const auto* end = text.data() + text.size();
    const auto [stop, problem] = std::from_chars(text.data(), end, number);
    return problem == std::errc() && stop == end && !has_leading_zero(text);
}

json scalar(const YAML::Node& node) {
    const auto& text = node.Scalar();
    if (node.Tag() == "!") {
        return text;  // It was quoted.
    }
    if (text == "true" || text == "false") {
        return text == "true";
    }
    if (text == "null" || text == "~" || text.empty()) {
        return nullptr;
    }
    std::int64_t whole = 0;
    double fraction = 0;
    if (reads_as(text, whole)) {
        return whole;
    }
    const bool looks_numeric = text.find_first_not_of("0123456789+-.eE") == std::string::npos;
    return looks_numeric && reads_as(text, fraction) ? json(fraction) : json(text);
}

json value_of(const YAML::Node& node) {
    if (node.IsMap()) {
        auto object = json::object();
        for (const auto& each : node) {
            object[each.first.Scalar()] = value_of(each.second);
        }
        return object;
    }
    if (node.IsSequence()) {
        auto list = json::array();
        for (const auto& each : node) {
            list.push_back(value_of(each));
        }
        return list;
    }
    return node.IsScalar() ? scalar(node) : json(nullptr);
}

void emit(YAML::Emitter& out, const json& value) {
    if (value.is_object()) {
        out << YAML::BeginMap;
        for (const auto& [key, each] : value.items()) {
            out << YAML::Key << key << YAML::Value;
            emit(out, each);
        }
        out << YAML::EndMap;
        return;
    }
    if (value.is_array()) {
        out << YAML::BeginSeq;
        for (const auto& each : value) {
            emit(out, each);
        }
        out << YAML::EndSeq;
        return;
    }
    if (value.is_null()) {
        out << YAML::Null;
        return;
    }
    if (value.is_string()) {
        out << YAML::DoubleQuoted << value.get<std::string>();
        return;
    }
    out << value.dump();
}

}  // namespace

emergency::Result<json> json_from_yaml(const std::string& text, const std::string& name) {
    try {
        return value_of(YAML::Load(text));
    } catch (const YAML::Exception& problem) {
        return emergency::Error{
            .kind = emergency::ErrorKind::usage,
            .message = fmt::format("{}:{}: {}", name, problem.mark.line + 1, problem.msg)};
    }
}

std::string yaml_from_json(const json& value) {
    YAML::Emitter out;
    emit(out, value);
    return std::string(out.c_str()) + "\n";
}

}  // namespace sandbox
