#pragma once

#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace emergency {

struct TreeEntry;

/// A configuration file as its readers see it, from YAML or from inside the library: a scalar is
/// its text, whatever it may mean.
struct Tree {
    enum class Kind { missing, null, text, list, map };

    Kind kind = Kind::missing;
    int line = 0;                         ///< From 1; 0 inside the library.
    std::string scalar = {};              ///< Of a text.
    std::vector<Tree> children = {};      ///< Of a list.
    std::vector<TreeEntry> members = {};  ///< Of a map, as written: a name may be there twice.

    bool is_null() const { return kind == Kind::null; }
    bool is_text() const { return kind == Kind::text; }
    bool is_list() const { return kind == Kind::list; }
    bool is_map() const { return kind == Kind::map; }
    explicit operator bool() const { return kind != Kind::missing; }

    /// What stands here. Throws Misshapen if it is no text.
    const std::string& text() const;
    /// A list's items; none of what is missing or empty. Throws Misshapen if it is no list.
    const std::vector<Tree>& items() const;
    /// A map's entries; none of what is missing or empty. Throws Misshapen if it is no map.
    const std::vector<TreeEntry>& entries() const;
    /// The first entry of a map with the name; a missing one of anything else.
    const Tree& operator[](std::string_view name) const;
};

struct TreeEntry {
    Tree name;
    Tree value;
};

/// Something of one kind stands where another is expected. It is caught where a file is applied.
class Misshapen : public std::runtime_error {
public:
    Misshapen(int line, const char* expected) : std::runtime_error(expected), line_(line) {}
    int line() const { return line_; }

private:
    int line_;
};

}  // namespace emergency
