#include "libemergency/config/secret_source.h"

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

using namespace emergency;

namespace {

/// A file that is gone at the end of the test.
struct TokenFile {
    std::string path =
        std::filesystem::temp_directory_path() / ("token-" + std::to_string(getpid()));
    explicit TokenFile(mode_t mode) {
        std::ofstream(path) << "t0ken\n";
        chmod(path.c_str(), mode);
    }
    TokenFile(const TokenFile&) = delete;
    TokenFile& operator=(const TokenFile&) = delete;
    TokenFile(TokenFile&&) = delete;
    TokenFile& operator=(TokenFile&&) = delete;
    ~TokenFile() { std::filesystem::remove(path); }
};

const Environment nothing{{"PATH", "/usr/bin:/bin"}};

}  // namespace

TEST_CASE("a token comes from a variable, a file or a command") {
    const TokenFile file(0600);
    CHECK(fetch_secret({.reference = "env:KEY"}, {{"KEY", "t0ken"}})->reveal() == "t0ken");
    CHECK(fetch_secret({.reference = "file:" + file.path}, nothing)->reveal() == "t0ken");
    CHECK(fetch_secret({.reference = "command:printf t0ken"}, nothing)->reveal() == "t0ken");
    CHECK(fetch_secret({.given = Secret("t0ken")}, nothing)->reveal() == "t0ken");
}

TEST_CASE("a file that others may read is refused, and the hint mends it") {
    const TokenFile file(0644);
    const auto refused = fetch_secret({.reference = "file:" + file.path}, nothing);
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::configuration);
    CHECK(refused.error().hint == "chmod 600 " + file.path);
}

TEST_CASE("a source without a token is an error that names the source") {
    CHECK(fetch_secret({.reference = "env:NOT_SET"}, nothing).error().message.find("NOT_SET") !=
          std::string::npos);
    CHECK(!fetch_secret({.reference = "file:/no/such/file"}, nothing));
    CHECK(!fetch_secret({.reference = "command:false"}, nothing));
    CHECK(!fetch_secret({.reference = "command:true"}, nothing));
    CHECK(!fetch_secret({}, nothing));
}
