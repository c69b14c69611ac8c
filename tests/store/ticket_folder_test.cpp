#include "libemergency/store/ticket_folder.h"

#include "libemergency/store/found_folders.h"

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

using namespace emergency;
namespace fs = std::filesystem;

namespace {

const std::string ticket_address = "https://acme.zendesk.com/agent/tickets/400123";

struct Base {
    Base() {
        path = fs::temp_directory_path() / "emerg-folder-XXXXXX";
        REQUIRE(mkdtemp(path.data()) != nullptr);
    }
    Base(const Base&) = delete;
    Base& operator=(const Base&) = delete;
    Base(Base&&) = delete;
    Base& operator=(Base&&) = delete;
    ~Base() { fs::remove_all(path); }

    Result<TicketFolder> open(const std::string& ticket_url = ticket_address) const {
        return TicketFolder::open(path, "zd-400123", ticket_url);
    }
    std::string at(const std::string& name) const { return path + "/zd-400123/" + name; }

    std::string path;
};

mode_t mode_at(const std::string& path) {
    struct stat facts = {};
    lstat(path.c_str(), &facts);
    return facts.st_mode & 07777;
}

std::string text_of(const std::string& path) {
    std::ifstream file(path);
    return {std::istreambuf_iterator<char>(file), {}};
}

void write_file(const std::string& path, const std::string& text) {
    std::ofstream(path) << text;
}

/// Names in the folder that are neither the mark nor a finished file.
std::size_t halves(const Base& base) {
    std::size_t count = 0;
    for (const auto& entry : fs::directory_iterator(base.path + "/zd-400123")) {
        count += entry.path().filename().string().starts_with(".emerg-part-") ? 1U : 0U;
    }
    return count;
}

}  // namespace

TEST_CASE("a ticket's folder and its files are for their owner alone, whatever the umask") {
    const auto old = umask(0);
    const Base base;
    const auto folder = base.open();
    REQUIRE(folder);
    const auto file = folder->begin_file(3);
    REQUIRE(file);
    CHECK((*file)->write(0, "abc"));
    CHECK((*file)->keep("7-a.txt"));
    umask(old);
    CHECK(mode_at(base.path + "/zd-400123") == 0700);
    CHECK(mode_at(base.at("7-a.txt")) == 0600);
    CHECK(text_of(base.at("7-a.txt")) == "abc");
    CHECK(folder->files() == std::map<std::string, std::uintmax_t>{{"7-a.txt", 3}});
}

TEST_CASE("a file that is not whole never has its name, and leaves nothing") {
    const Base base;
    const auto folder = base.open();
    {
        const auto file = folder->begin_file(3);
        CHECK((*file)->write(0, "ab"));
        CHECK(halves(base) == 1);
        CHECK_FALSE((*file)->keep("7-a.txt"));
        CHECK((*file)->refusal().kind == ErrorKind::failed_there);
    }
    CHECK(folder->files().empty());
    CHECK(halves(base) == 0);
}

TEST_CASE("more than was told is refused as it comes") {
    const Base base;
    const auto folder = base.open();
    const auto file = folder->begin_file(3);
    CHECK((*file)->write(0, "abc"));
    CHECK_FALSE((*file)->write(3, "d"));
    CHECK_FALSE((*file)->keep("7-a.txt"));
}

TEST_CASE("a body that begins anew begins anew") {
    const Base base;
    const auto folder = base.open();
    const auto file = folder->begin_file(3);
    CHECK((*file)->write(0, "xx"));
    CHECK((*file)->write(0, "abc"));
    CHECK((*file)->keep("7-a.txt"));
    CHECK(text_of(base.at("7-a.txt")) == "abc");
}

TEST_CASE("what is there is never written over, be it a link out of the folder") {
    const Base base;
    const auto folder = base.open();
    write_file(base.path + "/outside", "mine");
    fs::create_symlink(base.path + "/outside", base.at("7-a.txt"));
    const auto file = folder->begin_file(3);
    CHECK((*file)->write(0, "abc"));
    CHECK_FALSE((*file)->keep("7-a.txt"));
    CHECK(text_of(base.path + "/outside") == "mine");
}

TEST_CASE("a folder that is a link, a file, not made by emerg, or another ticket's is refused") {
    const Base base;
    SECTION("a link") {
        fs::create_directory(base.path + "/elsewhere");
        fs::create_symlink(base.path + "/elsewhere", base.path + "/zd-400123");
    }
    SECTION("a file") {
        write_file(base.path + "/zd-400123", "");
    }
    SECTION("somebody's own") {
        fs::create_directory(base.path + "/zd-400123");
        write_file(base.at("precious"), "x");
    }
    SECTION("another help desk's") {
        REQUIRE(base.open("https://other.zendesk.com/agent/tickets/400123"));
    }
    const auto refused = base.open();
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::local);
}

TEST_CASE("a folder that was cut off before its mark is taken up again") {
    const Base base;
    fs::create_directory(base.path + "/zd-400123");
    write_file(base.at(".emerg-part-0123"), "half");
    const auto folder = base.open();
    REQUIRE(folder);
    folder->sweep();
    CHECK(halves(base) == 0);
    CHECK(text_of(base.at(".emerg-ticket")) == ticket_address);
}

TEST_CASE("only tickets' folders are found, and removed with all that was unpacked in them") {
    const Base base;
    REQUIRE(base.open());
    fs::create_directories(base.at("unpacked/logs"));
    write_file(base.at("unpacked/logs/x"), "12345");
    write_file(base.path + "/outside", "mine");
    fs::create_symlink(base.path, base.at("up"));
    fs::create_directory(base.path + "/zd-400200");
    fs::create_symlink(base.path + "/zd-400123", base.path + "/zd-400300");

    const auto found = ticket_folders(base.path);
    REQUIRE(found.size() == 1);
    CHECK(found.front().name == "zd-400123");
    CHECK(found.front().ticket_url == ticket_address);
    CHECK(found.front().size == 5 + ticket_address.size());

    CHECK(remove_folder(found.front()));
    CHECK_FALSE(fs::exists(base.path + "/zd-400123"));
    CHECK(fs::exists(base.path + "/zd-400200"));
    CHECK(text_of(base.path + "/outside") == "mine");
}
