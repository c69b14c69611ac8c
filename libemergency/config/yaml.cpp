#include "libemergency/config/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

namespace emergency {
namespace {

// No file of ours comes near either; anchors that hold themselves or each other do.
constexpr int deepest = 50;
constexpr std::size_t most_nodes = 100'000;

/// Grows a tree until something is wrong with it.
class Grower {
public:
    explicit Grower(Misshape& misshape) : misshape_(misshape) {}

    Tree grown(const YAML::Node& node, int depth) {
        Tree tree{
            .line = node.Mark().line + 1, .column = node.Mark().column + 1, .misshape = &misshape_};
        if (misshape_.expected != nullptr) {
            return tree;
        }
        if (depth > deepest || ++nodes_ > most_nodes) {
            misshape_ = {tree.line, "nested too deeply, or too large"};
            return tree;
        }
        fill(tree, node, depth + 1);
        return tree;
    }

private:
    void fill(Tree& tree, const YAML::Node& node, int depth) {
        tree.kind = kind_of(node);
        if (tree.is_text()) {
            tree.scalar = node.Scalar();
        }
        for (const auto& each : node) {
            if (tree.is_map()) {
                tree.names.push_back(grown(each.first, depth));
            }
            tree.children.push_back(grown(tree.is_map() ? each.second : each, depth));
        }
    }
    static Tree::Kind kind_of(const YAML::Node& node) {
        return node.IsNull()     ? Tree::Kind::null
               : node.IsScalar() ? Tree::Kind::text
               : node.IsMap()    ? Tree::Kind::map
                                 : Tree::Kind::list;
    }

    Misshape& misshape_;
    std::size_t nodes_ = 0;
};

}  // namespace

Result<TreeFile> yaml_tree(const ConfigFile& file) try {
    TreeFile read;
    read.root = Grower(*read.misshape).grown(YAML::Load(file.text), 0);
    return read;
} catch (const YAML::Exception& problem) {
    return Error{
        .kind = ErrorKind::configuration,
        .message = fmt::format("{} line {}: {}", file.path, problem.mark.line + 1, problem.msg)};
}

}  // namespace emergency
