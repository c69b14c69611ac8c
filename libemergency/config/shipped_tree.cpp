#include "libemergency/config/shipped.h"

#include <nlohmann/json.hpp>

#include <utility>

namespace emergency {
namespace {

using Json = nlohmann::json;

/// Builds a tree from what a file is made of, in the order in which it is read. Only texts, lists
/// and maps are shipped.
class Builder : public nlohmann::json_sax<Json> {
public:
    TreeFile take() { return std::move(file_); }

    bool null() override { return put({.kind = Tree::Kind::null}); }
    bool string(string_t& text) override {
        return put({.kind = Tree::Kind::text, .scalar = std::move(text)});
    }
    bool key(string_t& name) override {
        name_ = std::move(name);
        return true;
    }
    bool start_object(std::size_t /*size*/) override { return open({.kind = Tree::Kind::map}); }
    bool start_array(std::size_t /*size*/) override { return open({.kind = Tree::Kind::list}); }
    bool end_object() override { return close(); }
    bool end_array() override { return close(); }

    bool boolean(bool /*value*/) override { return false; }
    bool number_integer(number_integer_t /*value*/) override { return false; }
    bool number_unsigned(number_unsigned_t /*value*/) override { return false; }
    bool number_float(number_float_t /*value*/, const string_t& /*text*/) override { return false; }
    bool binary(binary_t& /*value*/) override { return false; }
    bool parse_error(std::size_t /*position*/, const std::string& /*token*/,
                     const nlohmann::detail::exception& /*problem*/) override {
        return false;
    }

private:
    Tree& place(Tree tree) {
        tree.misshape = file_.misshape.get();
        if (open_.empty()) {
            return file_.root = std::move(tree);
        }
        auto& parent = *open_.back();
        if (parent.is_map()) {
            parent.names.push_back(
                {.kind = Tree::Kind::text, .misshape = tree.misshape, .scalar = std::move(name_)});
        }
        return parent.children.emplace_back(std::move(tree));
    }
    bool put(Tree tree) {
        place(std::move(tree));
        return true;
    }
    bool open(Tree tree) {
        open_.push_back(&place(std::move(tree)));
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }

    TreeFile file_;
    std::string name_;
    std::vector<Tree*> open_;  ///< A parent grows only while its last child is closed.
};

}  // namespace

TreeFile tree_of(const ShippedFile& file) {
    Builder builder;
    Json::sax_parse(file.tree.begin(), file.tree.end(), &builder, Json::input_format_t::msgpack);
    return builder.take();
}

}  // namespace emergency
