#include "libemergency/store/cache.h"
#include "libemergency/store/case_lock.h"
#include "libemergency/store/journal.h"
#include "libemergency/store/queue.h"
#include "tests/fakes/fake_clock.h"

#include <SQLiteCpp/SQLiteCpp.h>
#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <future>
#include <thread>
#include <vector>

using namespace emergency;
using namespace std::chrono_literals;

namespace {

/// A folder that is gone at the end of the test.
struct Folder {
    std::string path;
    Folder() : path(std::filesystem::temp_directory_path() / "emerg-test-XXXXXX") {
        REQUIRE(mkdtemp(path.data()) != nullptr);
    }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
    Folder(Folder&&) = delete;
    Folder& operator=(Folder&&) = delete;
    ~Folder() { std::filesystem::remove_all(path); }
};

mode_t mode_of(const std::string& path) {
    struct stat facts = {};
    stat(path.c_str(), &facts);
    return facts.st_mode & 0777U;
}

}  // namespace

TEST_CASE("the journal outlives the process, and is private") {
    const Folder folder;
    const auto place = folder.path + "/deep/state";
    {
        auto store = Store::open(place);
        REQUIRE(store);
        REQUIRE(Journal(*store).write(
            {.key = "ZD-1/contact/1", .case_id = "Q0", .mark = Mark::intent}));
    }
    auto store = Store::open(place);
    REQUIRE(store);
    const auto last = Journal(*store).last("ZD-1/contact/1");
    REQUIRE(last);
    REQUIRE(*last);
    CHECK((*last)->mark == Mark::intent);
    CHECK(mode_of(place) == 0700);
    CHECK(mode_of(place + "/emerg.db") == 0600);
}

TEST_CASE("pending is what has an intent and no outcome") {
    auto store = *Store::in_memory();
    Journal journal(store);
    for (const auto& [key, mark] : {std::pair("a", Mark::intent),
                                    {"a", Mark::done},
                                    {"b", Mark::intent},
                                    {"c", Mark::intent},
                                    {"c", Mark::uncertain},
                                    {"d", Mark::failed}}) {
        REQUIRE(journal.write({.key = key, .case_id = "Q0", .mark = mark}));
    }
    REQUIRE(journal.write({.key = "e", .case_id = "Q1", .mark = Mark::intent}));
    const auto pending = journal.pending("Q0");
    REQUIRE(pending);
    REQUIRE(pending->size() == 2);
    CHECK(pending->at(0).key == "b");
    CHECK(pending->at(1).mark == Mark::uncertain);
}

TEST_CASE("entries are chosen by case, by the beginning of a key, and by time") {
    auto store = *Store::in_memory();
    Journal journal(store);
    const FakeClock clock;
    REQUIRE(journal.write({.at = clock.now(), .key = "ZD-1/ack/1", .case_id = "Q0"}));
    REQUIRE(journal.write({.at = clock.now() + 1h, .key = "ZD-2/ack/1", .case_id = "Q1"}));
    CHECK(journal.entries({})->size() == 2);
    CHECK(journal.entries({.case_id = "Q1"})->size() == 1);
    CHECK(journal.entries({.case_id = "ZD-1"})->size() == 1);
    CHECK(journal.entries({.case_id = {}, .since = clock.now() + 30min})->size() == 1);
    CHECK(journal.entries({.case_id = "'; DROP TABLE entries; --"})->empty());
}

TEST_CASE("a line that was changed or cut out breaks the chain of hashes") {
    const Folder folder;
    auto store = *Store::open(folder.path);
    Journal journal(store);
    for (const char* key : {"a", "b", "c"}) {
        REQUIRE(journal.write({.key = key, .case_id = "Q0", .result = "r"}));
    }
    REQUIRE(journal.verify());
    CHECK(journal.verify()->lines == 3);
    SQLite::Database forged(folder.path + "/emerg.db", SQLite::OPEN_READWRITE);
    forged.exec("DROP TRIGGER entries_stay; DROP TRIGGER entries_remain");
    SECTION("changed") {
        forged.exec("UPDATE entries SET result = 'forged' WHERE key = 'b'");
        CHECK_THAT(journal.verify().error().message, Catch::Contains("line 2"));
    }
    SECTION("cut out") {
        forged.exec("DELETE FROM entries WHERE key = 'b'");
        CHECK_THAT(journal.verify().error().message,
                   Catch::Contains("line 2 of the journal is missing"));
    }
    SECTION("the head tells that the end was cut off") {
        const auto head = journal.verify()->head;
        forged.exec("DELETE FROM entries WHERE key = 'c'");
        CHECK(journal.verify()->head != head);
    }
}

TEST_CASE("a journal of the version before is brought to today's, with what it holds") {
    const Folder folder;
    {
        auto store = *Store::open(folder.path);
        REQUIRE(Journal(store).write({.key = "new", .case_id = "Q0"}));
    }
    {
        SQLite::Database old(folder.path + "/emerg.db", SQLite::OPEN_READWRITE);
        old.exec("ALTER TABLE entries DROP COLUMN hash; DROP TABLE queue; PRAGMA user_version = 1");
    }
    auto store = Store::open(folder.path);
    REQUIRE(store);
    Journal journal(*store);
    REQUIRE(journal.write({.key = "newer", .case_id = "Q0"}));
    CHECK(journal.entries({})->size() == 2);
    CHECK(journal.verify()->lines == 2);
}

TEST_CASE("a journal that another process holds is refused") {
    const Folder folder;
    { REQUIRE(Store::open(folder.path)); }
    SQLite::Database holder(folder.path + "/emerg.db", SQLite::OPEN_READWRITE);
    holder.exec("BEGIN EXCLUSIVE");
    const auto refused = Store::open(folder.path);
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::local);
    CHECK_THAT(refused.error().hint, Catch::Contains("nothing was sent"));
    CHECK_THAT(refused.error().hint, Catch::Contains("another emerg is using it"));
    CHECK_THAT(refused.error().hint, !Catch::Contains("EMERG_STATE"));
}

TEST_CASE("the queue keeps a command with its first time until it leaves") {
    auto store = *Store::in_memory();
    Queue queue(store);
    const FakeClock clock;
    const Unfinished contact{.case_id = "Q0",
                             .words = {"contact", "Q0", "--message=\"{{x}}\""},
                             .at = clock.now(),
                             .by = "ana"};
    auto later = contact;
    later.at += 1h;

    CHECK(*queue.enter(contact) == Entry::first);
    CHECK(*queue.enter(later) == Entry::again);
    CHECK(queue.all("Q1")->empty());
    REQUIRE(queue.all("Q0")->size() == 1);
    CHECK(queue.all({})->front().at == clock.now());
    CHECK(queue.all({})->front().words == contact.words);
    REQUIRE(queue.leave(contact));
    CHECK(queue.all({})->empty());
}

TEST_CASE("a machine is told apart by a name that it keeps") {
    const Folder one;
    const Folder two;
    auto first = *Store::open(one.path);
    auto second = *Store::open(two.path);
    const auto name = Journal(first).instance();
    CHECK(*name == *Journal(first).instance());
    CHECK(*name != *Journal(second).instance());
}

TEST_CASE("many that open a new journal at once all get it") {
    for (int round = 0; round < 20; ++round) {
        const Folder folder;
        std::vector<std::future<bool>> opened;
        for (int i = 0; i < 8; ++i) {
            opened.push_back(std::async(std::launch::async, [&folder] {
                auto store = Store::open(folder.path);
                return store && Journal(*store).instance();
            }));
        }
        CHECK(std::all_of(opened.begin(), opened.end(), [](auto& each) { return each.get(); }));
    }
}

TEST_CASE("a place that cannot hold a journal is refused before anything is sent") {
    const Folder folder;
    std::ofstream(folder.path + "/file") << "not a folder";
    const auto refused = Store::open(folder.path + "/file");
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::local);
    CHECK_THAT(refused.error().hint, Catch::Contains("nothing was sent; free the disk or name "
                                                     "another folder with EMERG_STATE"));
}

TEST_CASE("a journal that is damaged, or from a newer emerg, is refused") {
    const Folder folder;
    SECTION("damaged") {
        std::ofstream(folder.path + "/emerg.db") << std::string(8'192, 'x');
        const auto refused = Store::open(folder.path).error();
        CHECK(refused.kind == ErrorKind::local);
        CHECK_THAT(refused.hint, Catch::Contains("keep a copy of " + folder.path + "/emerg.db"));
        CHECK_THAT(refused.hint, Catch::Contains("emerg journal verify"));
        CHECK_THAT(refused.hint, !Catch::Contains("EMERG_STATE"));
    }
    SECTION("newer") {
        { REQUIRE(Store::open(folder.path)); }
        // user_version is a big-endian number at byte 60 of the file.
        std::fstream file(folder.path + "/emerg.db",
                          std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(63);
        file.put(9);
        file.close();
        const auto refused = Store::open(folder.path).error();
        CHECK_THAT(refused.message, Catch::Contains("newer emerg"));
        CHECK_THAT(refused.hint, Catch::Contains("update emerg"));
        CHECK_THAT(refused.hint, !Catch::Contains("EMERG_STATE"));
    }
}

TEST_CASE("the cache forgets in time, and a clock that was set back does not keep it for ever") {
    auto store = *Store::in_memory();
    Cache cache(store);
    const FakeClock clock;
    cache.keep("me", "Ana", clock.now());
    CHECK(cache.find("me", clock.now() + 1h, 2h) == "Ana");
    CHECK(!cache.find("me", clock.now() + 3h, 2h));
    CHECK(!cache.find("me", clock.now() - 3h, 2h));
    CHECK(!cache.find("you", clock.now(), 2h));
}

TEST_CASE("what is kept together is exchanged together, and its neighbours stay") {
    auto store = *Store::in_memory();
    Cache cache(store);
    const FakeClock clock;
    cache.exchange("", {{"a/1/", "one"}, {"a/12/", "twelve"}, {"b/1/", "other"}}, clock.now());
    CHECK(cache.all("a/") == std::vector<std::string>{"one", "twelve"});
    cache.exchange("a/1/", {{"a/3/", "three"}}, clock.now());
    CHECK(cache.all("a/") == std::vector<std::string>{"twelve", "three"});
    cache.exchange("a/", {}, clock.now());
    CHECK(cache.all("a/").empty());
    CHECK(cache.all("b/") == std::vector<std::string>{"other"});
}

TEST_CASE("opening to read creates nothing, sees what is there and changes nothing") {
    const Folder folder;
    CHECK(!Store::open_to_read(folder.path + "/none"));
    CHECK(!std::filesystem::exists(folder.path + "/none"));
    const FakeClock clock;
    auto writing = *Store::open(folder.path);
    Cache(writing).keep("me", "Ana", clock.now());
    auto reading = Store::open_to_read(folder.path);
    REQUIRE(reading);
    Cache cache(*reading);
    CHECK(cache.all("me") == std::vector<std::string>{"Ana"});
    cache.keep("me", "Bo", clock.now());
    CHECK(Cache(writing).all("me") == std::vector<std::string>{"Ana"});
}

TEST_CASE("one process at a time works on a case, another case is free") {
    const Folder folder;
    FakeClock clock;
    auto held = CaseLock::take(folder.path, "ZD-1", clock, 1s);
    REQUIRE(held);
    const auto refused = CaseLock::take(folder.path, "ZD-1", clock, 1s);
    REQUIRE(!refused);
    CHECK_THAT(refused.error().message, Catch::Contains("another emerg is working on ZD-1"));
    CHECK(CaseLock::take(folder.path, "ZD-2", clock, 1s));
    { const auto gone = *std::move(held); }
    CHECK(CaseLock::take(folder.path, "ZD-1", clock, 1s));
}
