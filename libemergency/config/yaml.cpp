#include "libemergency/config/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace emergency {
namespace {

/// No file of ours is deeper; an anchor that holds itself is.
constexpr int deepest = 50;

Tree tree_of(const YAML::Node& node, Misshape* misshape, int depth) {
    Tree tree{.line = node.Mark().line + 1, .misshape = misshape};
    if (depth > deepest) {
        *misshape = {tree.line, "nested too deeply"};
    } else if (node.IsNull()) {
        tree.kind = Tree::Kind::null;
    } else if (node.IsScalar()) {
        tree.kind = Tree::Kind::text;
        tree.scalar = node.Scalar();
    } else if (node.IsMap()) {
        tree.kind = Tree::Kind::map;
        for (const auto& each : node) {
            tree.names.push_back(tree_of(each.first, misshape, depth + 1));
            tree.children.push_back(tree_of(each.second, misshape, depth + 1));
        }
    } else {
        tree.kind = Tree::Kind::list;
        for (const auto& each : node) {
            tree.children.push_back(tree_of(each, misshape, depth + 1));
        }
    }
    return tree;
}

}  // namespace

Result<TreeFile> yaml_tree(const ConfigFile& file) try {
    TreeFile read;
    read.root = tree_of(YAML::Load(file.text), read.misshape.get(), 0);
    return read;
} catch (const YAML::Exception& problem) {
    return Error{
        .kind = ErrorKind::configuration,
        .message = fmt::format("{} line {}: {}", file.path, problem.mark.line + 1, problem.msg)};
}

}  // namespace emergency
