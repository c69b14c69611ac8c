#include "libemergency/config/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace emergency {
namespace {

/// No file of ours is deeper; an anchor that holds itself is.
constexpr int deepest = 50;

Tree tree_of(const YAML::Node& node, int depth) {
    const auto line = node.Mark().line + 1;
    if (depth > deepest) {
        throw Misshapen(line, "nested too deeply");
    }
    if (node.IsNull()) {
        return {.kind = Tree::Kind::null, .line = line};
    }
    if (node.IsScalar()) {
        return {.kind = Tree::Kind::text, .line = line, .scalar = node.Scalar()};
    }
    Tree tree{.kind = node.IsMap() ? Tree::Kind::map : Tree::Kind::list, .line = line};
    for (const auto& each : node) {
        if (node.IsMap()) {
            tree.members.push_back(
                {tree_of(each.first, depth + 1), tree_of(each.second, depth + 1)});
        } else {
            tree.children.push_back(tree_of(each, depth + 1));
        }
    }
    return tree;
}

Error unreadable(const ConfigFile& file, int line, const std::string& why) {
    return {.kind = ErrorKind::configuration,
            .message = fmt::format("{} line {}: {}", file.path, line, why)};
}

}  // namespace

Result<Tree> yaml_tree(const ConfigFile& file) try {
    return tree_of(YAML::Load(file.text), 0);
} catch (const YAML::Exception& problem) {
    return unreadable(file, problem.mark.line + 1, problem.msg);
} catch (const Misshapen& problem) {
    return unreadable(file, problem.line(), problem.what());
}

}  // namespace emergency
