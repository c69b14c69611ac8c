#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace emergency {

struct TreeEntry;

/// The first place of a file where something of one kind stands and another is expected.
struct Misshape {
    int line = 0;
    const char* expected = nullptr;  ///< "a text is expected here"; null as long as all is well.
};

/// A configuration file as its readers see it, from YAML or from inside the library: a scalar is
/// its text, whatever it may mean. Whoever asks for another kind than there is gets nothing, and
/// the file's misshape tells of it.
struct Tree {
    enum class Kind { missing, null, text, list, map };

    Kind kind = Kind::missing;
    int line = 0;                     ///< From 1; 0 inside the library.
    int column = 0;                   ///< Ditto, in bytes.
    Misshape* misshape = nullptr;     ///< Of the file.
    std::string scalar = {};          ///< Of a text.
    std::vector<Tree> names = {};     ///< Of a map, as written.
    std::vector<Tree> children = {};  ///< Of a list; of a map, each with the name at its place.

    bool is_null() const { return kind == Kind::null; }
    bool is_text() const { return kind == Kind::text; }
    bool is_list() const { return kind == Kind::list; }
    bool is_map() const { return kind == Kind::map; }
    explicit operator bool() const { return kind != Kind::missing; }

    /// What stands here; a text is expected.
    const std::string& text() const;
    /// A list's items; none of what is missing or empty. A list is expected.
    const std::vector<Tree>& items() const;
    /// A map's entries; none of what is missing or empty. A map is expected.
    std::vector<TreeEntry> entries() const;
    /// The first entry of a map with the name; a missing one of anything else.
    const Tree& operator[](std::string_view name) const;
};

/// What stands under a name, as long as the tree does.
struct TreeEntry {
    const Tree& name;
    const Tree& value;
};

/// A file's tree, and what its readers found misshapen.
struct TreeFile {
    std::unique_ptr<Misshape> misshape = std::make_unique<Misshape>();
    Tree root = {};
};

}  // namespace emergency
