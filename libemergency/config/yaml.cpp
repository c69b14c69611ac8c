#include "libemergency/config/yaml.h"

#include <fmt/format.h>
#include <yaml-cpp/yaml.h>

#include <set>
#include <string>

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

Error malformed(const ConfigFile& file, int line, const std::string& what) {
    return {.kind = ErrorKind::configuration,
            .message = fmt::format("{} line {}: {}", file.path, line, what)};
}

/// Of two entries under one name nobody knows which is meant. `path` is that of the tree, by which
/// the name is told; an item of a list has none.
Result<void> named_once(const ConfigFile& file, const Tree& tree, const std::string& path) {
    std::set<std::string> seen;
    for (std::size_t at = 0; at < tree.children.size(); ++at) {
        const auto name = tree.is_map() ? tree.names[at].scalar : std::string();
        const auto place = path.empty() || name.empty() ? name : fmt::format("{}.{}", path, name);
        if (tree.is_map() && tree.names[at].is_text() && !seen.insert(name).second) {
            return malformed(file, tree.names[at].line, fmt::format("{} is there twice", place));
        }
        if (auto fine = named_once(file, tree.children[at], place); !fine) {
            return fine;
        }
    }
    return {};
}

}  // namespace

Result<TreeFile> yaml_tree(const ConfigFile& file) try {
    const auto documents = YAML::LoadAll(file.text);
    if (documents.size() > 1) {
        return malformed(file, documents[1].Mark().line + 1,
                         "after `---` a second document begins, which nobody would read");
    }
    TreeFile read;
    read.root =
        Grower(*read.misshape).grown(documents.empty() ? YAML::Node() : documents.front(), 0);
    if (read.misshape->expected == nullptr) {
        if (const auto fine = named_once(file, read.root, {}); !fine) {
            return fine.error();
        }
    }
    return read;
} catch (const YAML::Exception& problem) {
    return malformed(file, problem.mark.line + 1, problem.msg);
}

}  // namespace emergency
