#include "libemergency/config/tree.h"

#include <algorithm>

namespace emergency {
namespace {

bool is_void(const Tree& tree) {
    return tree.kind == Tree::Kind::missing || tree.is_null();
}

void note(const Tree& tree, const char* expected) {
    if (tree.misshape != nullptr && tree.misshape->expected == nullptr) {
        *tree.misshape = {tree.line, expected};
    }
}

}  // namespace

const std::string& Tree::text() const {
    if (!is_text()) {
        note(*this, "a text is expected here");
    }
    return scalar;
}

const std::vector<Tree>& Tree::items() const {
    static const std::vector<Tree> nothing;
    if (!is_list() && !is_void(*this)) {
        note(*this, "a list is expected here");
    }
    return is_list() ? children : nothing;
}

std::vector<TreeEntry> Tree::entries() const {
    if (!is_map() && !is_void(*this)) {
        note(*this, "`key: value` is expected here");
    }
    std::vector<TreeEntry> all;
    all.reserve(names.size());
    for (std::size_t at = 0; at < names.size(); ++at) {
        all.push_back({names[at], children[at]});
    }
    return all;
}

const Tree& Tree::operator[](std::string_view name) const {
    static const Tree nothing;
    const auto found = std::find_if(names.begin(), names.end(), [&](const Tree& each) {
        return each.is_text() && each.scalar == name;
    });
    return found == names.end() ? nothing
                                : children[static_cast<std::size_t>(found - names.begin())];
}

}  // namespace emergency
