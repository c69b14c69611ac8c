#include "libemergency/config/reading.h"
#include "libemergency/config/shipped.h"

#include <nlohmann/json.hpp>

namespace emergency {
namespace {

YAML::Node node_of(const nlohmann::ordered_json& tree) {
    if (tree.is_null()) {
        return YAML::Node(YAML::NodeType::Null);
    }
    if (tree.is_string()) {
        return YAML::Node(tree.get_ref<const std::string&>());
    }
    YAML::Node node(tree.is_object() ? YAML::NodeType::Map : YAML::NodeType::Sequence);
    for (const auto& [key, value] : tree.items()) {
        if (tree.is_object()) {
            node.force_insert(key, node_of(value));
        } else {
            node.push_back(node_of(value));
        }
    }
    return node;
}

}  // namespace

YAML::Node tree_of(const ShippedFile& file) {
    return node_of(nlohmann::ordered_json::parse(file.tree));
}

}  // namespace emergency
