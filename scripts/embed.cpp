// embed FILES…: the shipped YAML files as C++ that holds the same trees as JSON. Built and run with
// the library, never shipped: reading a hundred kilobytes of YAML at each start took a third of
// every command.
#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include <filesystem>
#include <iostream>

namespace {

using Json = nlohmann::ordered_json;

/// As yaml-cpp keeps them: a scalar is its text, whatever it may mean.
Json tree_of(const YAML::Node& node) {
    if (node.IsMap()) {
        auto object = Json::object();
        for (const auto& each : node) {
            object[each.first.Scalar()] = tree_of(each.second);
        }
        return object;
    }
    if (node.IsSequence()) {
        auto list = Json::array();
        for (const auto& each : node) {
            list.push_back(tree_of(each));
        }
        return list;
    }
    return node.IsNull() ? Json() : Json(node.Scalar());
}

}  // namespace

int main(int count, char** words) try {
    const std::vector<std::filesystem::path> files(words + 1, words + count);
    std::cout << "#include \"libemergency/config/shipped.h\"\n\n"
                 "namespace emergency {\n\n"
                 "const std::vector<ShippedFile>& shipped_files() {\n"
                 "    static const std::vector<ShippedFile> files{\n";
    for (const auto& file : files) {
        std::cout << "        {" << file.filename() << ", R\"json("
                  << tree_of(YAML::LoadFile(file.string())) << ")json\"},\n";
    }
    std::cout << "    };\n    return files;\n}\n\n}  // namespace emergency\n";
    return 0;
} catch (const YAML::Exception& problem) {
    std::cerr << "embed: " << problem.what() << '\n';
    return 1;
}
