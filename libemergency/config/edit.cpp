#include "libemergency/config/edit.h"

#include "libemergency/config/yaml.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace emergency {
namespace {

using Steps = std::vector<std::string>;

/// A JSON text is a YAML text that means the same.
std::string quoted_text(const std::string& text) {
    return nlohmann::json(text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

bool is_same(const Tree& one, const Tree& other) {
    const auto all = [](const std::vector<Tree>& ones, const std::vector<Tree>& others) {
        return std::equal(ones.begin(), ones.end(), others.begin(), others.end(), &is_same);
    };
    return one.kind == other.kind && one.scalar == other.scalar && all(one.names, other.names) &&
           all(one.children, other.children);
}

/// What stands at the end of the path; null if nothing does.
Tree* at_end_of(const Steps& path, Tree& root) {
    auto* place = &root;
    for (const auto& step : path) {
        const auto found =
            std::find_if(place->names.begin(), place->names.end(),
                         [&](const Tree& name) { return name.is_text() && name.scalar == step; });
        if (found == place->names.end()) {
            return nullptr;
        }
        place = &place->children[static_cast<std::size_t>(found - place->names.begin())];
    }
    return place;
}

/// Where in the text the tree begins.
std::size_t offset_of(const Tree& tree, const std::string& text) {
    std::size_t begin = 0;
    for (int line = 1; line < tree.line; ++line) {
        begin = std::min(text.find('\n', begin), text.size() - 1) + 1;
    }
    return std::min(begin + static_cast<std::size_t>(tree.column) - 1, text.size());
}

/// The text with another one in the scalar's place; nothing if it is written in no simple way.
std::optional<std::string> replaced(std::string text, const Tree& scalar, const std::string& by) {
    const auto begin = offset_of(scalar, text);
    for (const char* quote : {"\"", "'", ""}) {
        const auto written = quote + scalar.scalar + quote;
        if (!written.empty() && text.compare(begin, written.size(), written) == 0) {
            return text.replace(begin, written.size(), quoted_text(by));
        }
    }
    return std::nullopt;
}

Tree leaf(const std::string& text) {
    return {.kind = Tree::Kind::text, .scalar = text};
}

void add_section(Tree& root, const Steps& path, const std::string& text) {
    root.kind = Tree::Kind::map;
    root.names.push_back(leaf(path.front()));
    root.children.push_back(
        {.kind = Tree::Kind::map, .names = {leaf(path.back())}, .children = {leaf(text)}});
}

std::string with_lines(const std::string& text, const std::string& lines) {
    const bool is_open = !text.empty() && text.back() != '\n';
    return text + (is_open ? "\n" : "") + (text.empty() ? "" : "\n") + lines;
}

Error uneditable(const ConfigFile& file) {
    return {.kind = ErrorKind::configuration,
            .message = fmt::format("{} cannot be changed without touching more", file.path)};
}

}  // namespace

std::string setting_lines(const std::vector<std::string>& path, const std::string& text) {
    std::string lines;
    for (std::size_t depth = 0; depth < path.size(); ++depth) {
        lines += fmt::format("{}{}:{}\n", std::string(2 * depth, ' '), path[depth],
                             depth + 1 == path.size() ? " " + quoted_text(text) : "");
    }
    return lines;
}

Result<std::string> with_setting(const ConfigFile& file, const std::vector<std::string>& path,
                                 const std::string& text) {
    const auto before = yaml_tree(file);
    if (!before) {
        return before.error();
    }
    auto wanted = before->root;
    std::optional<std::string> changed;
    if (auto* place = at_end_of(path, wanted); place != nullptr && place->is_text()) {
        changed = replaced(file.text, *place, text);
        place->scalar = text;
    } else if (path.size() == 2 && at_end_of({path.front()}, wanted) == nullptr) {
        changed = with_lines(file.text, setting_lines(path, text));
        add_section(wanted, path, text);
    }
    const auto after =
        changed ? yaml_tree({file.path, *changed}) : Result<TreeFile>(uneditable(file));
    return after && is_same(after->root, wanted) ? Result<std::string>(*std::move(changed))
                                                 : uneditable(file);
}

}  // namespace emergency
