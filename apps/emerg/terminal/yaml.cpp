#include "apps/emerg/terminal/listing.h"
#include "libemergency/core/text.h"

#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

namespace emerg {
namespace {

/// What a terminal should not get is written as escapes.
void emit_text(YAML::Emitter& out, const std::string& text) {
    const bool is_harmless = emergency::printable(text) == text;
    out.SetOutputCharset(is_harmless ? YAML::EmitNonAscii : YAML::EscapeNonAscii);
    out << YAML::DoubleQuoted << text;
}

void emit(YAML::Emitter& out, const Json& value) {
    switch (value.type()) {
        case Json::value_t::object:
            out << YAML::BeginMap;
            for (const auto& [name, part] : value.items()) {
                out << YAML::Key;
                emit_text(out, name);
                out << YAML::Value;
                emit(out, part);
            }
            out << YAML::EndMap;
            break;
        case Json::value_t::array:
            out << YAML::BeginSeq;
            for (const auto& part : value) {
                emit(out, part);
            }
            out << YAML::EndSeq;
            break;
        case Json::value_t::string:
            emit_text(out, value.get<std::string>());
            break;
        case Json::value_t::null:
            out << YAML::Null;
            break;
        default:
            out << value.dump();
    }
}

}  // namespace

std::string yaml_text(const Json& value) {
    YAML::Emitter out;
    emit(out, value);
    return out.c_str();
}

}  // namespace emerg
