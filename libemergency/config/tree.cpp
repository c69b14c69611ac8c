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
    if (!is_list() && !is_void(*this)) {
        note(*this, "a list is expected here");
    }
    return children;
}

const std::vector<TreeEntry>& Tree::entries() const {
    if (!is_map() && !is_void(*this)) {
        note(*this, "`key: value` is expected here");
    }
    return members;
}

const Tree& Tree::operator[](std::string_view name) const {
    static const Tree nothing;
    const auto found = std::find_if(members.begin(), members.end(), [&](const auto& each) {
        return each.name.is_text() && each.name.scalar == name;
    });
    return found == members.end() ? nothing : found->value;
}

}  // namespace emergency
