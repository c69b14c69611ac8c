#include "libemergency/procedure/fetch.h"

#include <catch2/catch.hpp>

using namespace emergency;
using namespace std::chrono_literals;
using procedure::FileState;
using procedure::local_name;
using procedure::plan_fetch;
using procedure::why_not_kept;
using zendesk::AttachedFile;

namespace {

constexpr std::uintmax_t megabyte = 1'000'000;

AttachedFile named(const std::string& name) {
    return {.id = 7, .name = name, .size = 10};
}

zendesk::Comment comment_with(std::vector<AttachedFile> files) {
    return {.id = 5, .is_public = false, .files = std::move(files)};
}

FileState state_of(const AttachedFile& file, std::map<std::string, std::uintmax_t> here = {}) {
    return plan_fetch({.comments = {comment_with({file})}, .here = std::move(here)}, {})
        ->front()
        .state;
}

zendesk::Ticket ticket_that_is(const std::string& status) {
    return {.id = 400123, .status = status};
}

}  // namespace

TEST_CASE("a name that its writer chose cannot leave the folder, hide, or be an option") {
    CHECK(local_name(named("screen.png")) == "7-screen.png");
    CHECK(local_name(named("../../etc/passwd")) == "7-.._.._etc_passwd");
    CHECK(local_name(named("..\\..\\boot.ini")) == "7-.._.._boot.ini");
    CHECK(local_name(named("..")) == "7-..");
    CHECK(local_name(named("-rf")) == "7--rf");
    CHECK(local_name(named(".bashrc")) == "7-.bashrc");
    CHECK(local_name(named("")) == "7-");
    CHECK(local_name(named("a\nb\x1b[2J c.txt")) == "7-a_b_c.txt");
    CHECK(local_name(named("$(reboot) `x`;&|*?.log")) == "7-__reboot___x______.log");
    CHECK(local_name(named("障害.log")) == "7-障害.log");
}

TEST_CASE("whatever it was, a name is short enough for a file system and keeps its extension") {
    const auto piece = GENERATE(as<std::string>{}, "x", "障", "e\xcc\x81", "\xf0\x9f\x94\xa5");
    std::string name;
    for (int n = 0; n < 500; ++n) {
        name += piece;
    }
    const auto local = local_name(named(name + ".tar.gz"));
    CHECK(local.size() < 200);
    CHECK(local.ends_with(".gz"));
    CHECK(local_name(named("x." + name)).size() < 200);
}

TEST_CASE("equal names are different files, because their ids are") {
    auto other = named("log.txt");
    other.id = 8;
    CHECK(local_name(named("log.txt")) != local_name(other));
}

TEST_CASE("what is there whole is not fetched again; what differs is left alone") {
    CHECK(state_of(named("a.txt")) == FileState::missing);
    CHECK(state_of(named("a.txt"), {{"7-a.txt", 10}}) == FileState::present);
    CHECK(state_of(named("a.txt"), {{"7-a.txt", 9}}) == FileState::differs);
}

TEST_CASE("malware is left out, unless an admin lets it through; so is what was deleted") {
    auto bad = named("a.exe");
    bad.is_malware = true;
    CHECK(state_of(bad) == FileState::malware);
    bad.is_let_through = true;
    CHECK(state_of(bad) == FileState::missing);
    auto gone = named("a.txt");
    gone.is_deleted = true;
    CHECK(state_of(gone) == FileState::deleted);
}

TEST_CASE("a file may be as large as one, and all as large as all, and not a byte more") {
    const Config::Files limits{.largest = 2, .total = 3};
    const auto plan_of = [&](std::vector<std::uintmax_t> sizes) {
        std::vector<AttachedFile> files;
        for (const auto size : sizes) {
            const auto id = static_cast<zendesk::Id>(files.size() + 1);
            files.push_back({.id = id, .name = "a", .size = size});
        }
        const auto planned = plan_fetch({.comments = {comment_with(files)}}, limits);
        std::vector<FileState> states;
        for (const auto& each : *planned) {
            states.push_back(each.state);
        }
        return states;
    };
    CHECK(plan_of({2 * megabyte, 2 * megabyte + 1}) ==
          std::vector{FileState::missing, FileState::too_large});
    CHECK(plan_of({2 * megabyte, megabyte, 1}) ==
          std::vector{FileState::missing, FileState::missing, FileState::over_total});
    CHECK(plan_of({2 * megabyte, 2 * megabyte, megabyte}) ==
          std::vector{FileState::missing, FileState::over_total, FileState::missing});
}

TEST_CASE("what is in the folder already counts for the total") {
    const Config::Files limits{.largest = 2, .total = 3};
    const auto files = plan_fetch(
        {.comments = {comment_with({named("a")})}, .here = {{"other", 3 * megabyte}}}, limits);
    CHECK(files->front().state == FileState::over_total);
}

TEST_CASE("no room for what is missing is told before anything is fetched") {
    const procedure::Fetching full{.comments = {comment_with({named("a")})}, .room = 9};
    const auto refused = plan_fetch(full, {});
    REQUIRE(!refused);
    CHECK(refused.error().kind == ErrorKind::local);
    CHECK(plan_fetch({.comments = full.comments, .room = 10}, {}));
    CHECK(plan_fetch({.comments = full.comments, .here = {{"7-a", 10}}, .room = 0}, {}));
}

TEST_CASE("each file says which comment it is of, and whether that was public") {
    auto comment = comment_with({named("a")});
    comment.is_public = true;
    const auto files = plan_fetch({.comments = {comment_with({named("b")}), comment}}, {});
    CHECK(files->front().comment_id == 5);
    CHECK_FALSE(files->front().is_public);
    CHECK(files->back().is_public);
}

TEST_CASE("files are kept while their ticket lasts, and no longer than they may be") {
    const TimePoint now{std::chrono::hours(24 * 100)};
    const procedure::KeptTicket kept{400123, now - 24h};
    const auto of = [&](const char* status) {
        return why_not_kept(kept, std::vector{ticket_that_is(status)}, {}, now);
    };
    CHECK(of("open").empty());
    CHECK(of("solved").empty());
    CHECK(of("closed") == "the ticket is closed");
    CHECK(why_not_kept(kept, std::vector<zendesk::Ticket>{}, {}, now) ==
          "Zendesk has the ticket no more");
    CHECK(why_not_kept({400123, now - 24h * 31}, std::vector{ticket_that_is("open")}, {}, now) ==
          "fetched longer ago than files.keep");
}

TEST_CASE("when Zendesk does not say what became of the tickets, only age counts") {
    const TimePoint now{std::chrono::hours(24 * 100)};
    CHECK(why_not_kept({400123, now - 24h}, {}, {}, now).empty());
    CHECK_FALSE(why_not_kept({400123, now - 24h * 31}, {}, {}, now).empty());
}
