// embed FILES…: the shipped YAML files as C++ that holds the same trees as MessagePack. Built and
// run with the library, never shipped: reading a hundred kilobytes of YAML at each start took a
// third of every command.
#include <nlohmann/json.hpp>
#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <filesystem>
#include <iostream>
#include <string>
#include <vector>

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

/// As an array of numbers: MessagePack is no text.
void write_bytes(const std::string& name, const std::vector<std::uint8_t>& bytes) {
    std::cout << "const std::array<unsigned char, " << bytes.size() << "> " << name << "{";
    for (const auto byte : bytes) {
        std::cout << static_cast<int>(byte) << ',';
    }
    std::cout << "};\n";
}

}  // namespace

int main(int count, char** words) try {
    const std::vector<std::filesystem::path> files(words + 1, words + count);
    std::cout
        << "#include \"libemergency/config/shipped.h\"\n\n#include <array>\n#include <span>\n\n"
           "namespace emergency {\nnamespace {\n\n";
    for (std::size_t at = 0; at < files.size(); ++at) {
        const auto tree = tree_of(YAML::LoadFile(files[at].string()));
        write_bytes("tree_" + std::to_string(at), Json::to_msgpack(tree));
    }
    std::cout << "\nstd::string_view text(std::span<const unsigned char> bytes) {\n"
                 "    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};\n}\n\n}  "
                 "// namespace\n\n"
                 "const std::vector<ShippedFile>& shipped_files() {\n"
                 "    static const std::vector<ShippedFile> files{\n";
    for (std::size_t at = 0; at < files.size(); ++at) {
        const auto name = "tree_" + std::to_string(at);
        std::cout << "        {" << files[at].filename() << ", text(" << name << ")},\n";
    }
    std::cout << "    };\n    return files;\n}\n\n}  // namespace emergency\n";
    return 0;
} catch (const YAML::Exception& problem) {
    std::cerr << "embed: " << problem.what() << '\n';
    return 1;
}
